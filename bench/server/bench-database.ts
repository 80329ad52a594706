import { createReadStream, globSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Api } from "./api.ts";
import type { BenchServer } from "./bench-server.ts";

const created = z.object({ id: z.string() });

export interface SourceFile {
  readonly path: string;
  readonly contentType: string;
}

/** One database of the server. */
export class BenchDatabase {
  readonly id: string;
  readonly #api: Api;
  readonly #server: BenchServer;

  private constructor(id: string, api: Api, server: BenchServer) {
    this.id = id;
    this.#api = api;
    this.#server = server;
  }

  static async create(server: BenchServer, api: Api): Promise<BenchDatabase> {
    const answer = await api.call({ method: "POST", path: "/v1/databases", json: {} });
    return new BenchDatabase(created.parse(answer).id, api, server);
  }

  /** Returns the upload's id. */
  async upload({ path, contentType }: SourceFile): Promise<string> {
    const file = { content: createReadStream(path), contentType };
    return created.parse(await this.#api.call({ method: "POST", path: "/v1/files", file })).id;
  }

  /** Replaces the table's rows by those of an upload. */
  load(table: string, uploadId: string): Promise<void> {
    return this.#load(table, { mode: "replace", upload_id: uploadId });
  }

  /** Replaces the table's rows by those of a Parquet file. */
  async loadParquet(table: string, path: string): Promise<void> {
    const contentType = "application/vnd.apache.parquet";
    await this.load(table, await this.upload({ path, contentType }));
  }

  append(table: string, uploadId: string): Promise<void> {
    return this.#load(table, { mode: "append", upload_id: uploadId });
  }

  async fork(): Promise<BenchDatabase> {
    const path = `/v1/databases/${this.id}/fork`;
    const answer = await this.#api.call({ method: "POST", path, json: {} });
    return new BenchDatabase(created.parse(answer).id, this.#api, this.#server);
  }

  async delete(): Promise<void> {
    await this.#api.call({ method: "DELETE", path: `/v1/databases/${this.id}` });
  }

  /** Adds rows to a table, which is made when it is missing. */
  async appendData(api: Api, table: string, data: string): Promise<void> {
    await api.call({
      method: "POST",
      path: `/v1/databases/${this.id}/schemas/main/tables/${table}/loads`,
      json: { mode: "append", data },
    });
  }

  /** The answer as it came, parsed from JSON. */
  query(sql: string): Promise<unknown> {
    return this.#api.call({
      method: "POST",
      path: "/v1/query",
      databaseId: this.id,
      json: { sql },
    });
  }

  /** All rows of a stored result as JSON text. */
  async resultText(resultId: string): Promise<string> {
    return (await this.resultBytes(resultId, "json")).toString("utf8");
  }

  /** All rows of a stored result in a format. */
  resultBytes(resultId: string, format: string): Promise<Buffer> {
    const path = `/v1/results/${resultId}?format=${format}`;
    return this.#api.bytes({ method: "GET", path, databaseId: this.id });
  }

  /** The Parquet files that hold the table now. */
  dataFiles(table: string): string[] {
    const files = globSync(`databases/${this.id}/data/**/${table}/**/*.parquet`, {
      cwd: this.#server.dataDir,
    });
    if (files.length === 0) throw new Error(`table ${table} has no data files`);
    return files.map((file) => join(this.#server.dataDir, file));
  }

  async #load(table: string, json: unknown): Promise<void> {
    const path = `/v1/databases/${this.id}/schemas/main/tables/${table}/loads`;
    await this.#api.call({ method: "POST", path, json });
  }
}
