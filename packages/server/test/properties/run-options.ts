import { parseArgs } from "node:util";

/**
 * How often properties are tried and from which seed: few times and always the same in `npm test`;
 * `npm run test:properties -- --runs 1000 --seed 7` hands both over.
 */
export function runOptions(runs: number) {
  const { values } = parseArgs({
    options: { runs: { type: "string" }, seed: { type: "string", default: "1" } },
    strict: false,
  });
  const numRuns = values.runs === undefined ? runs : Number(values.runs);
  return {
    numRuns,
    seed: Number(values.seed),
    interruptAfterTimeLimit: values.runs === undefined ? TIME_LIMIT_MS : numRuns * LIMIT_OF_RUN_MS,
  };
}

/** Shrinking stops then, too, and what it found so far is told. */
const TIME_LIMIT_MS = 40_000;
const LIMIT_OF_RUN_MS = 2_000;
