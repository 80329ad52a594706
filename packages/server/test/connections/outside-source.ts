import assert from "node:assert/strict";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, type Json, startTestApp, type TestApp } from "../start-test-app.ts";

export interface OutsideSource {
  readonly app: TestApp;
  readonly connectionId: string;
  /** Changes the source itself. */
  change(sql: string): Promise<void>;
  /** Runs in the whole workspace, where the source is called `shop`. */
  query(sql: string, options?: object): Promise<Answer>;
  /** The rows of a query that has to succeed. */
  rows(sql: string, options?: object): Promise<Json[][]>;
  /** What the history says of the sources of a query that has to succeed. */
  sources(sql: string, options?: object): Promise<Json[]>;
}

export type FileKind = "sqlite" | "duckdb";

export interface SourceOptions {
  readonly kind?: FileKind;
  readonly schemaSql: string;
  /** Of the connection. */
  readonly readMode?: "cached" | "live";
  readonly config?: Partial<Config>;
}

/** A server with a connection `shop` to a database file of its own. */
export async function startOutsideSource(
  t: TestContext,
  { kind = "duckdb", schemaSql, readMode = "live", config = {} }: SourceOptions,
): Promise<OutsideSource> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "hotdata-source-")));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, `shop.${kind}`);
  const change = (sql: string): Promise<void> => CHANGES[kind](path, sql);
  await change(schemaSql);
  const app = await startTestApp(t, { connectionFolders: [folder], ...config });
  const created = await app.call("POST", "/v1/connections", {
    json: { name: "shop", source_type: kind, config: { path }, read_mode: readMode },
  });
  assert.equal(created.status, 201, created.text);
  assert.equal(created.json.discovery_status, "success", created.text);
  const query = (sql: string, options: object = {}): Promise<Answer> =>
    app.call("POST", "/v1/query", { json: { sql, ...options } });
  const succeed = async (sql: string, options?: object): Promise<Json> => {
    const answer = await query(sql, options);
    assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
    return answer.json;
  };
  return {
    app,
    connectionId: created.json.id,
    change,
    query,
    rows: async (sql, options) => (await succeed(sql, options)).rows,
    sources: async (sql, options) => {
      const { query_run_id: id } = await succeed(sql, options);
      return (await app.call("GET", `/v1/query-runs/${id}`)).json.sources;
    },
  };
}

const CHANGES = { sqlite: changeSqlite, duckdb: changeDuckDb };

async function changeSqlite(path: string, sql: string): Promise<void> {
  const file = new DatabaseSync(path);
  file.exec(sql);
  file.close();
}

async function changeDuckDb(path: string, sql: string): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}
