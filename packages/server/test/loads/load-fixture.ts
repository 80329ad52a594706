import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, type Json, startTestApp, type TestApp } from "../start-test-app.ts";

const POLL_MS = 50;
const POLL_LIMIT_MS = 20_000;

/** A server with one database, and the calls that tests of loads make. */
export class LoadFixture {
  readonly app: TestApp;
  readonly databaseId: string;

  private constructor(app: TestApp, databaseId: string) {
    this.app = app;
    this.databaseId = databaseId;
  }

  static async start(t: TestContext, overrides: Partial<Config> = {}): Promise<LoadFixture> {
    const app = await startTestApp(t, overrides);
    const created = await app.call("POST", "/v1/databases", { json: {} });
    return new LoadFixture(app, created.json.id);
  }

  /** The same database on a server that was stopped and started. */
  async restart(): Promise<LoadFixture> {
    return new LoadFixture(await this.app.restart(), this.databaseId);
  }

  async upload(body: BodyInit, contentType = "text/csv"): Promise<string> {
    const headers = { "content-type": contentType };
    const answer = await this.app.call("POST", "/v1/files", { body, headers });
    assert.equal(answer.status, 201, answer.text);
    return answer.json.id;
  }

  load(table: string, request: object, databaseId = this.databaseId): Promise<Answer> {
    const path = `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`;
    return this.app.call("POST", path, { json: request });
  }

  /** `409 message` of a load that is refused. */
  async refusal(table: string, request: object): Promise<string> {
    const answer = await this.load(table, request);
    assert.ok(answer.status >= 400, `not refused: ${answer.text}`);
    assert.doesNotMatch(answer.text, /not declared/i, "a phrase that makes clients drop databases");
    return `${answer.status} ${answer.json.error.message}`;
  }

  async rows(sql: string): Promise<unknown[][]> {
    return (await this.query(sql)).rows;
  }

  async query(sql: string): Promise<Json> {
    const json = { sql, database_id: this.databaseId };
    const answer = await this.app.call("POST", "/v1/query", { json });
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  }

  async job(id: string): Promise<Json> {
    const answer = await this.app.call("GET", `/v1/jobs/${id}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json;
  }

  /** Polls a job until it has ended. */
  async ended(id: string): Promise<Json> {
    for (let waitedMs = 0; waitedMs < POLL_LIMIT_MS; waitedMs += POLL_MS) {
      const job = await this.job(id);
      if (job.completed_at !== null) return job;
      await delay(POLL_MS);
    }
    throw new Error(`the job ${id} did not end`);
  }
}
