import type { Bench, Suite } from "../../bench.ts";
import type { Measurement } from "../../measurement.ts";
import { measureFirstQueries } from "./first-queries.ts";
import { measureProcesses } from "./processes.ts";

/** What a start costs, a server at rest, and a database that nobody has asked for a while. */
export const start: Suite = {
  name: "start",
  about: "What a start costs, a server at rest, and a database that nobody has asked for a while.",
  baseline:
    "a Node process that loads DuckDB and asks it the same, with neither server nor history; for " +
    "queries DuckDB in process over the same Parquet files, opened for the query or held open",
  run: measureStart,
};

async function* measureStart(bench: Bench): AsyncGenerator<Measurement> {
  yield* measureProcesses(bench);
  yield* measureFirstQueries(bench);
}
