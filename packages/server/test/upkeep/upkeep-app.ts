import { globSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { TestContext } from "node:test";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, type Json, startTestApp, type TestApp } from "../start-test-app.ts";

const WAIT_LIMIT_MS = 20_000;

/** A server that forgets at once what is not the newest, unless told otherwise. */
export const EAGER: Partial<Config> = {
  snapshotRetentionHours: 0,
  fileGraceMinutes: 0,
  upkeepIntervalSeconds: 1,
};

/** A database of a test server, with what tests of its upkeep do to it. */
export class UpkeepApp {
  readonly app: TestApp;
  readonly databaseId: string;

  private constructor(app: TestApp, databaseId: string) {
    this.app = app;
    this.databaseId = databaseId;
  }

  static async start(t: TestContext, overrides: Partial<Config>): Promise<UpkeepApp> {
    const app = await startTestApp(t, overrides);
    const { json } = await app.call("POST", "/v1/databases", { json: {} });
    return new UpkeepApp(app, String(json.id));
  }

  withApp(app: TestApp): UpkeepApp {
    return new UpkeepApp(app, this.databaseId);
  }

  async load(table: string, body: Readonly<Record<string, unknown>>): Promise<Answer> {
    const path = `/v1/databases/${this.databaseId}/schemas/main/tables/${table}/loads`;
    const answer = await this.app.call("POST", path, { json: body });
    if (answer.status !== 200) throw new Error(`the load answered ${answer.text}`);
    return answer;
  }

  append(table: string, id: number): Promise<Answer> {
    return this.load(table, { mode: "append", data: `id,text\n${id},row ${id}\n` });
  }

  query(sql: string): Promise<Answer> {
    const headers = { "x-database-id": this.databaseId };
    return this.app.call("POST", "/v1/query", { headers, json: { sql } });
  }

  async rows(sql: string): Promise<Json> {
    const answer = await this.query(sql);
    if (answer.status !== 200) throw new Error(`the query answered ${answer.text}`);
    return answer.json.rows;
  }

  async snapshots(query = ""): Promise<Json> {
    const path = `/v1/databases/${this.databaseId}/snapshots${query}`;
    return (await this.app.call("GET", path)).json;
  }

  /** Paths of all files below the data folder. */
  dataFiles(): string[] {
    return globSync(`${this.app.dataDir}/databases/${this.databaseId}/data/**/*.parquet`);
  }
}

/** Asks again until the answer is as wanted. */
export async function until(isMet: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + WAIT_LIMIT_MS;
  while (!(await isMet())) {
    if (performance.now() > deadline) throw new Error("it did not come to pass in time");
    await sleep(50);
  }
}
