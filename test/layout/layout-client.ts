import { readFile } from "node:fs/promises";
import { z } from "zod";

const created = z.object({ id: z.string() });
const answer = z.object({ rows: z.array(z.array(z.unknown())) });

export interface FilesRead {
  readonly files: number;
  readonly total: number;
}

const CALL_LIMIT_MS = 300_000;

/** The few calls that the layout test makes; every one must succeed. */
export class LayoutClient {
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async createDatabase(tables: readonly object[]): Promise<string> {
    const body = { name: "layout", schemas: [{ name: "main", tables }] };
    return created.parse(await this.#postJson("/v1/databases", body)).id;
  }

  async loadParquet(databaseId: string, table: string, path: string): Promise<void> {
    const headers = { "content-type": "application/x-parquet" };
    const upload = await this.#send("/v1/files", { headers, body: await readFile(path) });
    await this.#postJson(`/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`, {
      mode: "replace",
      upload_id: created.parse(upload).id,
    });
  }

  async rows(databaseId: string, sql: string): Promise<unknown[][]> {
    return answer.parse(await this.#postJson("/v1/query", { sql, database_id: databaseId })).rows;
  }

  /** What EXPLAIN ANALYZE says of the files that the engine opened. */
  async filesRead(databaseId: string, sql: string): Promise<FilesRead> {
    const plan = await this.rows(databaseId, `EXPLAIN ANALYZE ${sql}`);
    const text = plan.flat().join("\n");
    const [, files, total] = /files read (\d+) of (\d+)/.exec(text) ?? [];
    if (files === undefined || total === undefined) throw new Error(`no count of files in ${text}`);
    return { files: Number(files), total: Number(total) };
  }

  #postJson(path: string, body: unknown): Promise<unknown> {
    const headers = { "content-type": "application/json" };
    return this.#send(path, { headers, body: JSON.stringify(body) });
  }

  async #send(path: string, { headers, body }: { headers: object; body: BodyInit }) {
    const response = await fetch(this.#url + path, {
      method: "POST",
      headers: { authorization: `Bearer ${this.#apiKey}`, ...headers },
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
      body,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${text}`);
    const parsed: unknown = JSON.parse(text);
    return parsed;
  }
}
