import { parseArgs } from "node:util";
import { killInRounds } from "./kill-in-rounds.ts";
import { killSearches } from "./kill-searches.ts";
import { killUnderQueries } from "./kill-under-queries.ts";

/** `search`: kills builds of indexes; `--seconds`: kills engines under queries; `--rounds`: kills server and engine under loads. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string", default: "20" },
      seconds: { type: "string" },
      seed: { type: "string", default: "1" },
    },
  });
  const { rounds, seconds, seed } = values;
  if (positionals[0] === "search") return killSearches(Number(rounds), Number(seed));
  return seconds === undefined
    ? killInRounds(Number(rounds))
    : killUnderQueries(Number(seconds), Number(seed));
}

process.exitCode = await main();
