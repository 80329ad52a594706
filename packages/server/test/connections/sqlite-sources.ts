import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Config } from "../../src/config/load-config.ts";
import { type Json, startTestApp, type TestApp } from "../start-test-app.ts";

export interface SqliteFolder {
  readonly folder: string;
  /** Path of the file of this name. */
  path(name: string): string;
  /** Runs statements on a file of this name, which is made when it is not there. */
  run(name: string, sqlText: string): void;
}

/** A folder for database files, which connections of {@link startSourceApp} may read. */
export async function sqliteFolder(t: TestContext): Promise<SqliteFolder> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "hotdata-sources-")));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, `${name}.sqlite`);
  const run = (name: string, sqlText: string) => {
    using file = new DatabaseSync(path(name));
    file.exec(sqlText);
  };
  return { folder, path, run };
}

export const SHOP = `
  CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY, customer TEXT NOT NULL, amount REAL);
  INSERT INTO orders VALUES (1, 'Ada', 10.5), (2, 'Bo', NULL);
  CREATE TABLE customers (name TEXT PRIMARY KEY, city TEXT);
  INSERT INTO customers VALUES ('Ada', 'Turin');
`;

export interface SourceApp {
  readonly app: TestApp;
  readonly files: SqliteFolder;
  /** Connects to the file of this name, and returns the answer. */
  connect(name: string, more?: object): Promise<Json>;
}

/** A server that may read SQLite files of one folder, in which there is a file `shop`. */
export async function startSourceApp(
  t: TestContext,
  overrides: Partial<Config> = {},
): Promise<SourceApp> {
  const files = await sqliteFolder(t);
  files.run("shop", SHOP);
  const app = await startTestApp(t, { connectionFolders: [files.folder], ...overrides });
  const connect = async (name: string, more: object = {}) => {
    const json = { name, source_type: "sqlite", config: { path: files.path(name) }, ...more };
    const made = await app.call("POST", "/v1/connections", { json });
    assert.equal(made.status, 201, made.text);
    return made.json;
  };
  return { app, files, connect };
}

/** Rows of a query without a database, which sees connections under their names. */
export async function unscopedRows(app: TestApp, sqlText: string): Promise<Json[][]> {
  const answer = await app.call("POST", "/v1/query", { json: { sql: sqlText } });
  assert.equal(answer.status, 200, answer.text);
  return answer.json.rows;
}
