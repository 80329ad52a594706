import { parseArgs } from "node:util";
import { killInRounds } from "./kill-in-rounds.ts";
import { killUnderQueries } from "./kill-under-queries.ts";

/** `--seconds`: kills engines under queries; `--rounds`: kills server and engine under loads. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "20" },
      seconds: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  const { rounds, seconds, seed } = values;
  return seconds === undefined
    ? killInRounds(Number(rounds))
    : killUnderQueries(Number(seconds), Number(seed));
}

process.exitCode = await main();
