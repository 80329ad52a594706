import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

export interface KeyedApp {
  readonly app: TestApp;
  readonly databaseId: string;
  upload(body: BodyInit, contentType?: string): Promise<string>;
  load(table: string, request: object): Promise<Answer>;
  /** A load that must succeed; answers its row count. */
  count(table: string, request: object): Promise<number>;
  /** A load that must be refused; answers `status message`. */
  refusal(table: string, request: object): Promise<string>;
  rows(sql: string): Promise<unknown[][]>;
}

/** A server with a database whose schema `main` has the given tables declared. */
export async function startKeyedApp(
  t: TestContext,
  tables: readonly { readonly name: string; readonly key?: readonly string[] }[] = [],
): Promise<KeyedApp> {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/databases", {
    json: { schemas: [{ name: "main", tables }] },
  });
  assert.equal(created.status, 201, created.text);
  const databaseId: string = created.json.id;
  const load = (table: string, request: object): Promise<Answer> =>
    app.call("POST", `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`, {
      json: request,
    });
  return {
    app,
    databaseId,
    load,
    upload: async (body, contentType = "application/octet-stream") => {
      const headers = { "content-type": contentType };
      const answer = await app.call("POST", "/v1/files", { body, headers });
      assert.equal(answer.status, 201, answer.text);
      return answer.json.id;
    },
    count: async (table, request) => {
      const answer = await load(table, request);
      assert.equal(answer.status, 200, answer.text);
      return answer.json.row_count;
    },
    refusal: async (table, request) => {
      const answer = await load(table, request);
      return `${answer.status} ${answer.json?.error?.message ?? answer.text}`;
    },
    rows: async (sql) => {
      const answer = await app.call("POST", "/v1/query", {
        json: { sql, database_id: databaseId },
      });
      assert.equal(answer.status, 200, answer.text);
      return answer.json.rows;
    },
  };
}
