import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

export interface SqlFixture {
  readonly app: TestApp;
  readonly databaseId: string;
  /** Replaces a table of schema `public` by CSV rows. */
  load(table: string, csv: string): Promise<void>;
  query(sql: string, fields?: object): Promise<Answer>;
  /** The rows of a query that has to succeed. */
  rows(sql: string, fields?: object): Promise<unknown[][]>;
  /** The message of a query that has to be refused. */
  refusal(sql: string, fields?: object): Promise<string>;
}

/** A server with one database whose schema is `public`. */
export async function startSqlFixture(t: TestContext): Promise<SqlFixture> {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/databases", {
    json: { name: "sales", schemas: [{ name: "public", tables: [{ name: "declared_only" }] }] },
  });
  const databaseId: string = created.json.id;
  const query = (sql: string, fields: object = {}): Promise<Answer> =>
    app.call("POST", "/v1/query", { json: { sql, database_id: databaseId, ...fields } });
  return {
    app,
    databaseId,
    query,
    load: async (table, data) => {
      const path = `/v1/databases/${databaseId}/schemas/public/tables/${table}/loads`;
      const loaded = await app.call("POST", path, { json: { mode: "replace", data } });
      assert.equal(loaded.status, 200, loaded.text);
    },
    rows: async (sql, fields) => {
      const answer = await query(sql, fields);
      assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
      return answer.json.rows;
    },
    refusal: async (sql, fields) => {
      const answer = await query(sql, fields);
      assert.equal(answer.status, 400, `${sql}: ${answer.text}`);
      return answer.json.error.message;
    },
  };
}
