import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

/** A server with one database, and what it takes to load files into it. */
export class FileBench {
  readonly app: TestApp;
  readonly databaseId: string;

  private constructor(app: TestApp, databaseId: string) {
    this.app = app;
    this.databaseId = databaseId;
  }

  static async start(t: TestContext): Promise<FileBench> {
    const app = await startTestApp(t);
    const created = await app.call("POST", "/v1/databases", { json: {} });
    return new FileBench(app, String(created.json.id));
  }

  async upload(body: string | Uint8Array, contentType = "text/csv"): Promise<string> {
    const headers = { "content-type": contentType };
    const answer = await this.app.call("POST", "/v1/files", { body: Buffer.from(body), headers });
    assert.equal(answer.status, 201, answer.text);
    return answer.json.id;
  }

  load(table: string, json: Readonly<Record<string, unknown>>): Promise<Answer> {
    const path = `/v1/databases/${this.databaseId}/schemas/main/tables/${table}/loads`;
    return this.app.call("POST", path, { json });
  }

  /** The load of a file that must go through. */
  async loadFile(
    table: string,
    body: string | Uint8Array,
    request: Readonly<Record<string, unknown>> & { readonly type?: string } = {},
  ): Promise<Answer> {
    const { type, ...fields } = request;
    const upload_id = await this.upload(body, type);
    const answer = await this.load(table, { mode: "replace", upload_id, ...fields });
    assert.equal(answer.status, 200, answer.text);
    return answer;
  }

  async rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    const json = { sql, database_id: this.databaseId, dialect: "duckdb" };
    const answer = await this.app.call("POST", "/v1/query", { json });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows;
  }

  /** A stored result in the given format. */
  result(url: string, format: "json" | "csv"): Promise<Answer> {
    const headers = { "x-database-id": this.databaseId };
    return this.app.call("GET", `${url}?format=${format}`, { headers });
  }
}
