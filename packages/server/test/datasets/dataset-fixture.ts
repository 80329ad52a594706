import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, type Json, startTestApp, type TestApp } from "../start-test-app.ts";

/** A server, and the calls that tests of datasets make. */
export class DatasetFixture {
  readonly app: TestApp;

  private constructor(app: TestApp) {
    this.app = app;
  }

  static async start(t: TestContext, overrides: Partial<Config> = {}): Promise<DatasetFixture> {
    return new DatasetFixture(await startTestApp(t, overrides));
  }

  /** The same data on a server that was stopped and started. */
  async restart(overrides: Partial<Config> = {}): Promise<DatasetFixture> {
    return new DatasetFixture(await this.app.restart(overrides));
  }

  post(json: object, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.app.call("POST", "/v1/datasets", { json, headers });
  }

  /** The created dataset. */
  async create(
    label: string,
    source: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Json> {
    const answer = await this.post({ label, source }, headers);
    assert.equal(answer.status, 201, answer.text);
    return answer.json;
  }

  csv(label: string, content: string): Promise<Json> {
    return this.create(label, { type: "inline", inline: { format: "csv", content } });
  }

  /** `409 message` of a dataset that is refused. */
  async refusal(json: object, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const answer = await this.post(json, headers);
    assert.ok(answer.status >= 400, `not refused: ${answer.text}`);
    return `${answer.status} ${answer.json.error.message}`;
  }

  async upload(body: BodyInit, contentType = "text/csv"): Promise<string> {
    const headers = { "content-type": contentType };
    const answer = await this.app.call("POST", "/v1/files", { body, headers });
    assert.equal(answer.status, 201, answer.text);
    return answer.json.id;
  }

  async get(id: string): Promise<Json> {
    const answer = await this.app.call("GET", `/v1/datasets/${id}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  }

  put(id: string, json: object): Promise<Answer> {
    return this.app.call("PUT", `/v1/datasets/${id}`, { json });
  }

  refresh(json: object): Promise<Answer> {
    return this.app.call("POST", "/v1/refresh", { json });
  }

  query(sql: string, options: object = {}): Promise<Answer> {
    return this.app.call("POST", "/v1/query", { json: { sql, ...options } });
  }

  async rows(sql: string): Promise<unknown[][]> {
    const answer = await this.query(sql);
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows;
  }

  /** Message of a query that is refused as wrong. */
  async problem(sql: string, options: object = {}): Promise<string> {
    const answer = await this.query(sql, options);
    assert.equal(answer.status, 400, answer.text);
    return answer.json.error.message;
  }

  /** Loads CSV into a table of a database, of the default one when none is named. */
  async load(table: string, data: string, databaseId?: string): Promise<void> {
    const id = databaseId ?? (await this.defaultDatabaseId());
    const path = `/v1/databases/${id}/schemas/main/tables/${table}/loads`;
    const answer = await this.app.call("POST", path, { json: { mode: "replace", data } });
    assert.equal(answer.status, 200, answer.text);
  }

  async defaultDatabaseId(): Promise<string> {
    const { json } = await this.app.call("GET", "/v1/databases");
    return json.databases.find((one: { name: string }) => one.name === "default").id;
  }
}
