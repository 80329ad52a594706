import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { randomUUID } from "node:crypto";
import type { TestContext } from "node:test";
import type { Source, SourceRules } from "../../../src/connectors/connector.ts";
import { connector } from "../../../src/connectors/hotdata/hotdata-source.ts";
import type { Config } from "../../../src/config/load-config.ts";
import { type Answer, startTestApp, TEST_KEY, type TestApp } from "../../start-test-app.ts";
import { runInFile } from "../duckdb/duckdb-file.ts";

/** Another server, which has one database, and what reads it. */
export interface FarApp {
  readonly app: TestApp;
  readonly databaseId: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Replaces a table with the rows of a statement. */
  load(table: string, sql: string): Promise<void>;
  query(sql: string): Promise<Answer>;
  open(config?: Readonly<Record<string, unknown>>, rules?: Partial<SourceRules>): Promise<Source>;
}

export const RULES: SourceRules = {
  hosts: ["127.0.0.1"],
  folders: [],
  maxClients: 4,
  partBytes: 1_000_000,
  statementMs: 30_000,
  connectMs: 5_000,
};

export async function startFarApp(
  t: TestContext,
  overrides: Partial<Config> = {},
): Promise<FarApp> {
  const app = await startTestApp(t, overrides);
  const databaseId: string = (await app.call("POST", "/v1/databases", { json: {} })).json.id;
  const config = { base_url: app.url, database_id: databaseId, token: TEST_KEY };
  return {
    app,
    databaseId,
    config,
    load: async (table, sql) => {
      const path = join(tmpdir(), `hotdata-${randomUUID()}.parquet`);
      await runInFile(":memory:", [`COPY (${sql}) TO '${path}' (FORMAT parquet)`]);
      const headers = { "content-type": "application/vnd.apache.parquet" };
      const body = await readFile(path);
      await rm(path);
      const upload = await app.call("POST", "/v1/files", { body, headers });
      const load = `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`;
      const json = { upload_id: upload.json.id, mode: "replace" };
      const answer = await app.call("POST", load, { json });
      assert.equal(answer.status, 200, answer.text);
    },
    query: (sql) => app.call("POST", "/v1/query", { json: { sql, database_id: databaseId } }),
    open: async (more = {}, rules = {}) => {
      const source = await connector.open({
        config: { ...config, ...more },
        rules: { ...RULES, ...rules },
      });
      t.after(() => source[Symbol.asyncDispose]());
      return source;
    },
  };
}
