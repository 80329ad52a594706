import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Json, TestApp } from "../start-test-app.ts";

export async function createDatabase(app: TestApp, json: object = {}): Promise<Json> {
  const answer = await app.call("POST", "/v1/databases", { json });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

export interface Load {
  /** `schema.table`, or a table of `main`. */
  readonly table: string;
  readonly data: string;
  readonly mode?: string;
  readonly key?: readonly string[];
}

export async function loadRows(app: TestApp, databaseId: string, load: Load): Promise<Json> {
  const [schema, table] = load.table.includes(".") ? load.table.split(".") : ["main", load.table];
  const { data, mode = "append", key } = load;
  const path = `/v1/databases/${databaseId}/schemas/${schema}/tables/${table}/loads`;
  const answer = await app.call("POST", path, { json: { mode, data, key } });
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

export async function forkDatabase(app: TestApp, id: string, json: object = {}): Promise<Json> {
  const answer = await app.call("POST", `/v1/databases/${id}/fork`, { json });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

export async function deleteDatabase(app: TestApp, id: string): Promise<void> {
  const answer = await app.call("DELETE", `/v1/databases/${id}`);
  assert.equal(answer.status, 204, answer.text);
}

export function query(app: TestApp, databaseId: string, sql: string) {
  return app.call("POST", "/v1/query", { headers: { "x-database-id": databaseId }, json: { sql } });
}

export async function rowsOf(app: TestApp, databaseId: string, sql: string): Promise<Json> {
  const answer = await query(app, databaseId, sql);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.rows;
}

/** The message of a statement that is refused. */
export async function refusalOf(app: TestApp, databaseId: string, sql: string): Promise<string> {
  const answer = await query(app, databaseId, sql);
  assert.equal(answer.status, 400, answer.text);
  return answer.json.error.message;
}

/** Bytes below the data folder, each file once however many names it has. */
export async function bytesOnDisk(folder: string, fits = /./): Promise<number> {
  const sizes = new Map<number, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !fits.test(entry.name)) continue;
    const { ino, size } = await stat(join(entry.parentPath, entry.name));
    sizes.set(ino, size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
