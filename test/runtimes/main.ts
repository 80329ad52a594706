import { join } from "node:path";
import { runEverywhere } from "./run-everywhere.ts";
import type { RuntimeReport } from "./run-everywhere.ts";

const SUITE = join(import.meta.dirname, "../../packages/sdk/test/portable/suite.ts");

/** `npm run test:runtimes`, or with words to run only runtimes that have one in their name. */
async function main(words: readonly string[]): Promise<number> {
  const counts = new Set<number>();
  let isGood = true;
  for await (const report of runEverywhere(SUITE, words)) {
    const tests = report.messages.filter((message) => message.type === "test");
    const failed = tests.filter(({ error }) => error !== undefined);
    counts.add(tests.length);
    console.log(`${report.name}: ${tests.length - failed.length} passed, failed ${failed.length}`);
    for (const { name, error } of failed) console.log(`  ${name}\n    ${error}`);
    showRest(report);
    if (failed.length > 0 || report.error !== undefined || tests.length === 0) isGood = false;
  }
  if (counts.size !== 1) console.log(`the counts differ: ${[...counts].join(", ")}`);
  return isGood && counts.size === 1 ? 0 : 1;
}

function showRest(report: RuntimeReport): void {
  for (const message of report.messages) {
    if (message.type === "line") console.log(`  said: ${message.text}`);
  }
  if (report.error !== undefined) console.log(`  ${report.error}`);
}

process.exitCode = await main(process.argv.slice(2));
