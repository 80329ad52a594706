import type { PreparedWorkspace } from "../server/prepared-workspace.ts";

/** What a dashboard asks for: some tens of milliseconds each. */
const TILES = [
  (n: number) =>
    `SELECT city, count(*), sum(cents) / 100 FROM orders WHERE customer < ${500 + n} GROUP BY city`,
  (n: number) =>
    `SELECT day, sum(cents) FROM orders WHERE id % 100 > ${n % 90} GROUP BY day ORDER BY day`,
  (n: number) =>
    `SELECT customer, sum(cents) AS total FROM orders WHERE city <> 'city ${n % 50}'
       GROUP BY customer ORDER BY total DESC LIMIT 10`,
  (n: number) => `SELECT count(*), max(cents) FROM orders WHERE customer = ${n % 1_000}`,
];

/** One query after another until the signal fires; returns how long each took, in milliseconds. */
export async function askQuietly(
  { client, databaseIds }: PreparedWorkspace,
  first: number,
  signal: AbortSignal,
): Promise<number[]> {
  const [databaseId = ""] = databaseIds;
  const times: number[] = [];
  for (let n = first; !signal.aborted; n += 1) {
    const sql = TILES[n % TILES.length]?.(n) ?? "";
    const begun = performance.now();
    const { status, json } = await client.query(databaseId, sql);
    if (status !== 200) throw new Error(`the quiet one was refused: ${JSON.stringify(json)}`);
    times.push(performance.now() - begun);
  }
  return times;
}
