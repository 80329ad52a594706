import { setTimeout as sleep } from "node:timers/promises";
import type { PreparedWorkspace } from "../server/prepared-workspace.ts";
import type { Tally } from "./tally.ts";

const CLIENTS = 50;
const EXPORTED_ROWS = 2_000;

/** A way to make as much work as one workspace can. */
export interface Flood {
  readonly name: string;
  /** Goes on until the signal fires; nothing of it is at work any more when it returns. */
  run(flooder: PreparedWorkspace, tally: Tally, signal: AbortSignal): Promise<void>;
}

/** Each keeps all processors busy for a second or more. */
const HEAVY = [
  `SELECT count(*) FROM (SELECT row_number() OVER (PARTITION BY customer ORDER BY cents, id) AS n
     FROM orders) WHERE n % 7 = 3`,
  `SELECT customer, count(DISTINCT id % 65537), median(cents) FROM orders, range(3)
     GROUP BY customer ORDER BY 2 DESC LIMIT 10`,
  "SELECT sum((a.id * b.range) % 1009) FROM orders AS a, range(200) AS b",
  "SELECT max(n) FROM (SELECT id, lag(cents) OVER (ORDER BY city, day, id) AS n FROM orders)",
];

export const FLOODS: readonly Flood[] = [
  { name: "heavy statements", run: flooding(heavyQuery(1)) },
  { name: "many databases", run: flooding(heavyQuery(Number.POSITIVE_INFINITY)) },
  { name: "in the background", run: flooding(backgroundQuery) },
  { name: "exports", run: floodExports },
];

interface RequestTurn {
  /** Number of the client. */
  readonly client: number;
  readonly round: number;
  readonly signal: AbortSignal;
}

type Request = (flooder: PreparedWorkspace, tally: Tally, turn: RequestTurn) => Promise<void>;

/** Clients that send their next request as soon as they have their answer. */
function flooding(request: Request): Flood["run"] {
  return async (flooder, tally, signal) => {
    const clients = Array.from({ length: CLIENTS }, async (_, client) => {
      for (let round = 0; !signal.aborted; round += 1) {
        try {
          await request(flooder, tally, { client, round, signal });
        } catch (error) {
          if (!signal.aborted) tally.errors.push(String(error));
        }
      }
    });
    await Promise.all(clients);
  };
}

function heavyQuery(maxDatabases: number): Request {
  return async ({ client, databaseIds }, tally, { client: number, round, signal }) => {
    const used = Math.min(maxDatabases, databaseIds.length);
    const databaseId = databaseIds[(number + round) % used] ?? "";
    const sql = HEAVY[(number + round) % HEAVY.length] ?? "";
    tally.count(await client.query(databaseId, sql, { signal }));
  };
}

/** Submits one query and waits for its end, as clients of long queries do. */
async function backgroundQuery(
  flooder: PreparedWorkspace,
  tally: Tally,
  { client: number, round, signal }: RequestTurn,
): Promise<void> {
  const { client, databaseIds } = flooder;
  const headers = { "x-database-id": databaseIds[0] ?? "" };
  const sql = HEAVY[(number + round) % HEAVY.length];
  const started = await client.call("POST", "/v1/query", { headers, json: { sql, async: true } });
  tally.count(started);
  if (started.status !== 202) return;
  const path = String(started.json["status_url"]);
  while (!signal.aborted) {
    await sleep(250);
    if ((await client.get("GET", path, { headers }))["status"] !== "running") return;
  }
  await client.call("POST", `${path}/cancel`, { headers });
}

/** One result, which all clients fetch as text over and over. */
async function floodExports(
  flooder: PreparedWorkspace,
  tally: Tally,
  signal: AbortSignal,
): Promise<void> {
  const [databaseId = ""] = flooder.databaseIds;
  const sql = `SELECT * FROM orders LIMIT ${EXPORTED_ROWS}`;
  const { json } = await flooder.client.query(databaseId, sql);
  const path = `/v1/results/${String(json["result_id"])}`;
  const run = flooding(async ({ client }, counted, { client: number }) => {
    const format = ["csv", "json", "md"][number % 3];
    const headers = { "x-database-id": databaseId };
    counted.count(await client.call("GET", `${path}?format=${format}`, { headers, signal }));
  });
  return run(flooder, tally, signal);
}
