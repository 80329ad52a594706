import type { Bench, Suite } from "../bench.ts";
import { ChildProgram } from "../child-program.ts";
import { interleave } from "../interleave.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { readAnswer, type ReadCall, type Reading, type ReadWay } from "../read-client-protocol.ts";
import { Api } from "../server/api.ts";
import { BenchDatabase } from "../server/bench-database.ts";
import { BenchServer } from "../server/bench-server.ts";
import { loadMadeUp } from "../server/load-made-up.ts";
import { eventsSql } from "./arrow-call.ts";

/** Rows as objects of more than this do not fit into a process of usual size. */
const MAX_OBJECT_ROWS = 1_000_000;
/** Larger results take long enough to be steady. */
const LARGE_ROUNDS = 3;

const WARM_UP_ROWS = 2_000;

/** What people call each way, and what it is compared with. */
const CASES: readonly { readonly name: string; readonly way: ReadWay; readonly bare: ReadWay }[] = [
  { name: "rows()", way: "rows", bare: "bare-json" },
  { name: "for await of each()", way: "each", bare: "bare-json" },
  { name: "arrow()", way: "arrow", bare: "bare-arrow" },
  { name: "batches()", way: "batches", bare: "bare-batches" },
];

/** Rows of nine columns read with the SDK, from submission to the last row; a new process each time. */
export const read: Suite = {
  name: "read",
  about:
    "Rows of nine mixed columns read with the SDK, from submission to the last row, by a new client process each time; MB is the client's peak memory.",
  baseline:
    "fetch and JSON.parse of pages of a million rows; for Arrow fetch and apache-arrow alone",
  run: measureReads,
};

async function* measureReads(bench: Bench): AsyncGenerator<Measurement> {
  await using server = await BenchServer.start(bench);
  using api = new Api(server);
  const database = await BenchDatabase.create(server, api);
  await loadMadeUp({ bench, database }, "events", Math.max(...bench.scale.readRows));
  const call = {
    url: server.url,
    apiKey: server.apiKey,
    databaseId: database.id,
    warmUpSql: eventsSql(WARM_UP_ROWS),
  };
  for (const rowCount of bench.scale.readRows) {
    for (const { name, way, bare } of CASES) {
      if (way === "rows" && rowCount > MAX_OBJECT_ROWS) continue;
      bench.progress(`${rowCount.toLocaleString("en")} rows: ${name}`);
      const isSmall = rowCount <= MAX_OBJECT_ROWS;
      // All rows in an array do not fit as objects, with the baseline as little as with ours.
      const isComparable = isSmall || bare !== "bare-json";
      const one = { ...call, sql: eventsSql(rowCount) };
      const { ours, baseline } = await interleave({
        rounds: isSmall ? bench.scale.rounds : Math.min(bench.scale.rounds, LARGE_ROUNDS),
        ours: () => readOnce({ ...one, way }, rowCount),
        baseline: async () =>
          isComparable ? readOnce({ ...one, way: bare }, rowCount) : undefined,
        signal: bench.signal,
      });
      yield* measurements(`${rowCount.toLocaleString("en")} rows: ${name}`, rowCount, {
        ours,
        baseline: baseline.filter((reading) => reading !== undefined),
      });
    }
  }
}

async function readOnce(call: ReadCall, rowCount: number): Promise<Reading> {
  await using client = new ChildProgram("read-client.ts");
  client.send(call);
  const answer = readAnswer.parse(await client.next());
  if ("error" in answer) throw new Error(answer.error);
  if (answer.rowCount === rowCount) return answer;
  throw new Error(`${call.way} read ${answer.rowCount} rows instead of ${rowCount}`);
}

interface Readings {
  readonly ours: readonly Reading[];
  readonly baseline: readonly Reading[];
}

function* measurements(
  name: string,
  rowCount: number,
  { ours, baseline }: Readings,
): Generator<Measurement> {
  const figures = [
    { unit: "ms", of: ({ ms }: Reading) => ms },
    { unit: "rows/s", of: ({ ms }: Reading) => (rowCount / ms) * 1_000 },
    { unit: "MB", of: ({ peakMb }: Reading) => peakMb },
  ] as const;
  for (const { unit, of } of figures) {
    const compared = baseline.length === 0 ? {} : { baseline: baseline.map(of) };
    yield measurement("read", { case: name, unit, ours: ours.map(of), ...compared });
  }
}
