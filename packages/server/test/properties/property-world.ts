import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from "@duckdb/node-api";
import { type Json, startTestApp, TEST_KEY, type TestApp } from "../start-test-app.ts";

export interface SentFile {
  readonly bytes: BodyInit;
  readonly type: string;
}

/** A server, and an engine of the test's own that makes and reads Parquet files. */
export class PropertyWorld {
  readonly app: TestApp;
  readonly #duck: DuckDBConnection;
  readonly #dir: string;

  private constructor(app: TestApp, duck: DuckDBConnection, dir: string) {
    this.app = app;
    this.#duck = duck;
    this.#dir = dir;
  }

  static async open(t: TestContext): Promise<PropertyWorld> {
    const dir = await mkdtemp(join(tmpdir(), "hotdata-properties-"));
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const duck = await instance.connect();
    t.after(async () => {
      duck.closeSync();
      instance.closeSync();
      await rm(dir, { recursive: true, force: true });
    });
    await duck.run("SET TimeZone = 'UTC'");
    // Files of one name follow each other faster than their times tell.
    await duck.run("SET enable_external_file_cache = false");
    return new PropertyWorld(await startTestApp(t), duck, dir);
  }

  async createDatabase(json: object = {}): Promise<string> {
    return (await this.#ok("POST", "/v1/databases", json)).id;
  }

  async fork(databaseId: string): Promise<string> {
    return (await this.#ok("POST", `/v1/databases/${databaseId}/fork`, {})).id;
  }

  async deleteDatabase(databaseId: string): Promise<void> {
    const answer = await this.app.call("DELETE", `/v1/databases/${databaseId}`);
    assert.equal(answer.status, 204, answer.text);
  }

  /** The rows of a statement of the test's engine as a Parquet file. */
  async parquet(sql: string): Promise<SentFile> {
    const path = join(this.#dir, "made.parquet");
    await this.#duck.run(`COPY (${sql}) TO '${path}' (FORMAT parquet)`);
    return { bytes: new Uint8Array(await readFile(path)), type: "application/vnd.apache.parquet" };
  }

  /** Rows of the file of a stored result, as the test's engine reads them. */
  async parquetRows(resultId: string): Promise<readonly DuckDBValue[][]> {
    const bytes = await this.bytes(resultId, "format=parquet");
    const path = join(this.#dir, "fetched.parquet");
    await writeFile(path, bytes);
    const reader = await this.#duck.runAndReadAll(`SELECT * FROM read_parquet('${path}')`);
    return reader.getRows();
  }

  async load(databaseId: string, table: string, load: Load): Promise<number> {
    const { file, ...request } = load;
    const upload = await this.app.call("POST", "/v1/files", {
      headers: { "content-type": file.type },
      body: file.bytes,
    });
    assert.equal(upload.status, 201, upload.text);
    const path = `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`;
    return (await this.#ok("POST", path, { ...request, upload_id: upload.json.id })).row_count;
  }

  async newestSnapshot(databaseId: string): Promise<number> {
    const answer = await this.app.call("GET", `/v1/databases/${databaseId}/snapshots?limit=1`);
    assert.equal(answer.status, 200, answer.text);
    return answer.json.snapshots[0].snapshot_id;
  }

  /** The id of the stored result of a query. */
  async result(databaseId: string, sql: string): Promise<string> {
    return (await this.#ok("POST", "/v1/query", { sql, database_id: databaseId })).result_id;
  }

  /** Undefined for a statement that is refused, as one that compares a date with a number. */
  async rows(databaseId: string, sql: string): Promise<Json> {
    const json = { sql, database_id: databaseId };
    const answer = await this.app.call("POST", "/v1/query", { json });
    if (answer.status === 400) return undefined;
    assert.equal(answer.status, 200, `${sql}: ${answer.text}`);
    return answer.json.rows;
  }

  async text(resultId: string, query: string): Promise<string> {
    const answer = await this.app.call("GET", `/v1/results/${resultId}?${query}`);
    assert.equal(answer.status, 200, answer.text);
    return answer.text;
  }

  async fetch(resultId: string, query: string): Promise<Response> {
    const response = await fetch(`${this.app.url}/v1/results/${resultId}?${query}`, {
      headers: { authorization: `Bearer ${TEST_KEY}` },
    });
    assert.equal(response.status, 200);
    return response;
  }

  async bytes(resultId: string, query: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.fetch(resultId, query)).arrayBuffer());
  }

  async #ok(method: string, path: string, json: object): Promise<Json> {
    const answer = await this.app.call(method, path, { json });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  }
}

export interface Load {
  readonly mode: string;
  readonly file: SentFile;
  readonly key?: readonly string[];
}
