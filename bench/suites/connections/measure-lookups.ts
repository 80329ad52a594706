import { Client } from "pg";
import { z } from "zod";
import { interleave, timed } from "../../interleave.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import type { ConnectedSource } from "./connect.ts";

const ANSWER = z.object({ row_count: z.literal(1) });
/** The project's own goal: what an answer takes beyond the driver's. */
const MAX_MORE_MS = 3;

/** Single rows by their key, as the source has them now. */
export async function* measureLookups({
  bench,
  api,
  source,
}: ConnectedSource): AsyncGenerator<Measurement> {
  bench.progress("looking rows up");
  const { host, port, database, login } = source;
  const client = new Client({ host, port, database, ...login });
  await client.connect();
  const { sourceRows, sourceLookups: rounds } = bench.scale;
  let turn = 0;
  const nextId = (): number => 1 + (((turn += 1) * 7919) % sourceRows);
  const ask = async (): Promise<void> => {
    const sql = `SELECT * FROM pg.public.orders WHERE order_id = ${nextId()}`;
    const json = { sql, read_mode: "live" };
    ANSWER.parse(await api.call({ method: "POST", path: "/v1/query", json }));
  };
  const askDriver = async (): Promise<void> => {
    const text = "SELECT * FROM orders WHERE order_id = $1";
    const { rowCount } = await client.query({ name: "lookup", text, values: [nextId()] });
    if (rowCount !== 1) throw new Error("the row is missing");
  };
  try {
    const { ours, baseline } = await interleave({
      rounds,
      ours: () => timed(ask),
      baseline: () => timed(askDriver),
      signal: bench.signal,
    });
    yield measurement("connections", {
      case: "PostgreSQL: one row by its key, live",
      unit: "ms",
      ours,
      baseline,
      aim: (own, other = 0) => ({
        text: `at most ${MAX_MORE_MS} ms more than the driver`,
        isMet: own - other <= MAX_MORE_MS,
      }),
    });
  } finally {
    await client.end();
  }
}
