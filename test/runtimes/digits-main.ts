import { join } from "node:path";
import { runEverywhere } from "./run-everywhere.ts";

const DIGITS = join(import.meta.dirname, "../../packages/sdk/test/portable/digits.ts");
const EXPECTED = ["9223372036854775807", "12345678901234567890.123456789012345678"];

/** `npm run test:digits`: a 64-bit integer and a long decimal, as each runtime prints them. */
async function main(words: readonly string[]): Promise<number> {
  let isGood = true;
  for await (const { name, messages, error } of runEverywhere({ entry: DIGITS }, words)) {
    const lines = messages.flatMap((message) => (message.type === "line" ? [message.text] : []));
    console.log(`${name}: ${error ?? lines.join(" ")}`);
    if (error !== undefined || lines.join() !== EXPECTED.join()) isGood = false;
  }
  return isGood ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
