import type { ConformanceClient, Json } from "./conformance-client.ts";

/** What the cases work on: a server with one workspace, a database and a loaded table. */
export interface World {
  readonly client: ConformanceClient;
  readonly databaseId: string;
  /** Connection of the database's managed catalog. */
  readonly connectionId: string;
  /** Keys that may do less than the operator's. */
  readonly keys: LesserKeys;
  /** A server of its own with small limits and without upload sessions; the same operator's key. */
  readonly smallUrl: string;
  /** Where connections of the first server may read database files. */
  readonly sourceFolder: string;
}

export interface LesserKeys {
  readonly workspace: string;
  readonly readOnly: string;
  readonly database: string;
}

/** A group of calls about one thing; throws at the first answer that is not right. */
export interface ConformanceCase {
  readonly name: string;
  run(world: World): Promise<void>;
}

/** What no id is. */
export const UNKNOWN_ID = "nothing000000000000000000000000";

const POLL_LIMIT_MS = 30_000;
const POLL_PAUSE_MS = 50;

/** A query in the background that its own limit stops after a second. */
export function slowQuery() {
  const sql = "SELECT count(*) AS n FROM range(300000000000) AS r(i) WHERE i % 7 = 3";
  return { sql, async: true, timeout_ms: 1_000 };
}

/** Asks again until there is an answer. */
export async function eventually(what: string, ask: () => Promise<Json>): Promise<Json> {
  const limit = Date.now() + POLL_LIMIT_MS;
  for (;;) {
    const answer: Json = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > limit) throw new Error(`${what} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, POLL_PAUSE_MS));
  }
}
