import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, type Json, startTestApp, type TestApp } from "../start-test-app.ts";

export interface IndexApp {
  readonly app: TestApp;
  readonly database: Json;
  readonly connection: string;
}

/** A server with a database that has a declared table and one with rows. */
export async function startIndexApp(
  t: TestContext,
  overrides: Partial<Config> = {},
): Promise<IndexApp> {
  const app = await startTestApp(t, overrides);
  const schemas = [{ name: "main", tables: [{ name: "declared" }] }];
  const made = await app.call("POST", "/v1/databases", { json: { schemas } });
  assert.equal(made.status, 201, made.text);
  const database = made.json;
  const index = { app, database, connection: database.default_connection_id };
  await load(index, "docs", DOCS);
  return index;
}

/** One JSON object a line. */
export const DOCS = [
  '{"id":1,"title":"red fox","vec":[1.0,0.0]}',
  '{"id":2,"title":"blue whale","vec":[0.0,1.0]}',
  '{"id":3,"title":"red panda","vec":[0.5,0.5]}',
].join("\n");

export async function load(
  { app, database }: Pick<IndexApp, "app" | "database">,
  table: string,
  data: string,
  more: object = {},
): Promise<void> {
  const upload = await app.call("POST", "/v1/files", { body: data });
  assert.equal(upload.status, 201, upload.text);
  const path = `/v1/databases/${database.id}/schemas/main/tables/${table}/loads`;
  const format = data.startsWith("{") ? "json" : "csv";
  const json = { mode: "replace", upload_id: upload.json.id, format, ...more };
  const answer = await app.call("POST", path, { json });
  assert.equal(answer.status, 200, answer.text);
}

export function indexesPath(connection: string, table = "docs"): string {
  return `/v1/connections/${connection}/tables/main/${table}/indexes`;
}

export function create(index: IndexApp, json: object, table = "docs"): Promise<Answer> {
  return index.app.call("POST", indexesPath(index.connection, table), { json });
}

export async function listNames(index: IndexApp, table = "docs"): Promise<string[]> {
  const answer = await index.app.call("GET", indexesPath(index.connection, table));
  assert.equal(answer.status, 200, answer.text);
  return answer.json.indexes.map((one: Json) => one.index_name);
}

/** The job as it is when it has ended. */
export async function endOf({ app }: Pick<IndexApp, "app">, jobId: string): Promise<Json> {
  for (;;) {
    const { json } = await app.call("GET", `/v1/jobs/${jobId}`);
    if (json.completed_at !== null) return json;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
