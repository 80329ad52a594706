import assert from "node:assert/strict";
import { z } from "zod";
import { openScanner } from "../../baseline/scanners.ts";
import { interleave, timed } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { BenchDatabase } from "../../server/bench-database.ts";
import type { BenchServer } from "../../server/bench-server.ts";
import { loadMadeUp } from "../../server/load-made-up.ts";
import type { ConnectedSource } from "./connect.ts";

const ANSWER = z.object({ rows: z.array(z.array(z.unknown())) });
/** The project's own goal, by the time of DuckDB with its connector. */
const MAX_RATIO = 1.2;

/** A live table joined with a large managed one. */
export async function* measureJoin(
  { bench, api, source, connectionId }: ConnectedSource,
  server: BenchServer,
): AsyncGenerator<Measurement> {
  const { orderRows, rounds } = bench.scale;
  const database = await BenchDatabase.create(server, api);
  const files = await loadMadeUp({ bench, database }, "orders", orderRows);
  const catalogs = `/v1/databases/${database.id}/catalogs`;
  await api.call({ method: "POST", path: catalogs, json: { connection_id: connectionId } });
  using scanner = await openScanner(bench, source);
  await scanner?.defineTable("orders", files);
  bench.progress("joining");
  const own = sqlOf("pg.public.customers");
  const other = sqlOf("source.public.customers");
  let answer: unknown;
  const ask = async (): Promise<void> => {
    const json = { sql: own, read_mode: "live" };
    answer = await api.call({ method: "POST", path: "/v1/query", databaseId: database.id, json });
  };
  let expected: readonly (readonly unknown[])[] = [];
  const { ours, baseline } = await interleave({
    rounds,
    ours: () => timed(ask),
    baseline: async () =>
      scanner === undefined
        ? 0
        : timed(async () => {
            expected = await scanner.rows(other);
          }),
    signal: bench.signal,
  });
  if (scanner !== undefined) assert.deepEqual(texts(ANSWER.parse(answer).rows), texts(expected));
  yield measurement("connections", {
    case: `PostgreSQL: live table of ${(orderRows / 20).toLocaleString("en")} rows joined with a managed one of ${orderRows.toLocaleString("en")}`,
    unit: "ms",
    ours,
    ...(scanner === undefined ? {} : { baseline }),
    aim: (mine, theirs) =>
      theirs === undefined
        ? undefined
        : { text: `at most ${MAX_RATIO} times the baseline`, isMet: mine <= theirs * MAX_RATIO },
  });
}

function sqlOf(customers: string): string {
  return (
    "SELECT c.segment, count(*) AS orders, CAST(sum(o.amount) AS VARCHAR) AS amount " +
    `FROM orders AS o JOIN ${customers} AS c ON o.customer_id = c.customer_id ` +
    "GROUP BY c.segment ORDER BY c.segment"
  );
}

/** Numbers come as numbers or as texts, with the same digits. */
function texts(rows: readonly (readonly unknown[])[]): readonly (readonly string[])[] {
  return rows.map((row) => row.map(String));
}
