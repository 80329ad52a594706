import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

export interface QueryFixture {
  readonly app: TestApp;
  readonly databaseId: string;
  /** Names the database. */
  readonly headers: Readonly<Record<string, string>>;
  query(sql: string, options?: object): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

/** Takes minutes; any engine that goes on with it shows in its processor time. */
export const SLOW_SQL =
  "SELECT sum(a.range * b.range % 7) AS s FROM range(100000000) a, range(100000) b";

/** A server with one database that has the table public.orders. */
export async function startQueryFixture(
  t: TestContext,
  overrides: Partial<Config> = {},
): Promise<QueryFixture> {
  const app = await startTestApp(t, overrides);
  const created = await app.call("POST", "/v1/databases", {
    json: { name: "sales", schemas: [{ name: "public" }] },
  });
  const databaseId: string = created.json.id;
  const loaded = await app.call(
    "POST",
    `/v1/databases/${databaseId}/schemas/public/tables/orders/loads`,
    { json: { mode: "replace", data: "id,Name\n1,ann\n2,bob\n3,cid\n" } },
  );
  assert.equal(loaded.status, 200, loaded.text);
  return fixtureOf(app, databaseId);
}

export function fixtureOf(app: TestApp, databaseId: string): QueryFixture {
  const headers = { "x-database-id": databaseId };
  return {
    app,
    databaseId,
    headers,
    query: (sql, options = {}) =>
      app.call("POST", "/v1/query", { json: { sql, database_id: databaseId, ...options } }),
    get: (path) => app.call("GET", path, { headers }),
  };
}

/** Waits until `read` answers something. */
export async function eventually<T>(
  what: string,
  read: () => Promise<T | undefined>,
  limitMs = 15_000,
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The id of the only run that is running. */
export function runningRun({ get }: QueryFixture): Promise<string> {
  return eventually("a running run", async () => {
    const { json } = await get("/v1/query-runs?status=running");
    return json.query_runs[0]?.id;
  });
}
