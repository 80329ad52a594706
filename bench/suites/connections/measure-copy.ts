import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type BareDuckDb, literal } from "../../baseline/bare-duckdb.ts";
import { openScanner } from "../../baseline/scanners.ts";
import { interleave, timed } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import type { ConnectedSource } from "./connect.ts";

const REFRESHED = z.object({ rows_synced: z.int() });

/** Rounds of a copy, which takes seconds. */
const MAX_ROUNDS = 5;
/** The project's own goal, by the time of DuckDB's connector. */
const MAX_RATIO = 1 / 0.7;

/** The table `orders`, copied whole. */
export async function* measureCopy(
  { bench, api, source, connectionId }: ConnectedSource,
  { label, schema }: { readonly label: string; readonly schema: string },
): AsyncGenerator<Measurement> {
  const rows = bench.scale.sourceRows;
  bench.progress(`copying ${rows.toLocaleString("en")} rows of ${label}`);
  using scanner = await openScanner(bench, source);
  const copyOnce = async (): Promise<number> => {
    const started = performance.now();
    const json = { connection_id: connectionId, schema_name: schema, table_name: "orders" };
    const path = "/v1/refresh";
    const answer = await api.call({ method: "POST", path, json: { ...json, data: true } });
    const ms = performance.now() - started;
    if (REFRESHED.parse(answer).rows_synced !== rows) throw new Error("rows are missing");
    // It is made in the background: what is measured next should have the machine to itself.
    const profile = `/v1/connections/${connectionId}/tables/${schema}/orders/profile`;
    await api.call({ method: "GET", path: profile });
    return ms;
  };
  const targetPath = join(bench.folder, "scanned.parquet");
  const table = `source.${schema}.orders`;
  const { ours, baseline } = await interleave({
    rounds: Math.min(bench.scale.rounds, MAX_ROUNDS),
    ours: copyOnce,
    baseline: async () => (scanner === undefined ? 0 : scanOnce(scanner, table, targetPath)),
    signal: bench.signal,
  });
  yield measurement("connections", {
    case: `${label}: copy of ${rows.toLocaleString("en")} rows`,
    unit: "ms",
    ours,
    ...(scanner === undefined ? {} : { baseline }),
    aim: (own, other) =>
      other === undefined
        ? undefined
        : { text: "0.7 times the baseline's speed", isMet: own <= other * MAX_RATIO },
  });
}

async function scanOnce(scanner: BareDuckDb, table: string, targetPath: string): Promise<number> {
  const target = `${literal(targetPath)} (FORMAT parquet, COMPRESSION zstd)`;
  const ms = await timed(() => scanner.run(`COPY (SELECT * FROM ${table}) TO ${target}`));
  await rm(targetPath);
  return ms;
}
