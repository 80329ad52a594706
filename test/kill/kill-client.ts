import { record } from "../server/json-record.ts";

/** The few calls the kill test makes, with the server's address looked up each time. */
export class KillClient {
  readonly #url: () => string;
  readonly #apiKey: string;

  constructor(url: () => string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async createDatabase(name: string): Promise<string> {
    const { id } = await this.#json("POST", "/v1/databases", { name });
    return String(id);
  }

  /** Uploads and loads one file; rejects when the outcome is not a 200. */
  async load(databaseId: string, table: string, mode: string, csvText: string): Promise<void> {
    const upload = await this.#send("POST", "/v1/files", csvText, "text/csv");
    const { id } = record(await upload.json());
    const path = `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`;
    await this.#json("POST", path, { mode, upload_id: id });
  }

  /** Rows of a query; an unknown table has none. */
  async rows(databaseId: string, sql: string): Promise<unknown[][]> {
    for (let attempt = 1; ; attempt += 1) {
      const json = JSON.stringify({ sql, database_id: databaseId });
      const response = await this.#fetch("POST", "/v1/query", json, "application/json");
      if (response.status === 503 && attempt < 5) continue;
      const body = record(await response.json());
      if (response.status === 400 && JSON.stringify(body).includes("not found")) return [];
      if (response.status !== 200) throw new Error(`${sql}: ${JSON.stringify(body)}`);
      return Array.isArray(body["rows"]) ? body["rows"] : [];
    }
  }

  async #json(method: string, path: string, body: unknown): Promise<Record<string, unknown>> {
    const response = await this.#send(method, path, JSON.stringify(body), "application/json");
    return record(await response.json());
  }

  async #send(method: string, path: string, body: string, contentType: string): Promise<Response> {
    const response = await this.#fetch(method, path, body, contentType);
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  }

  #fetch(method: string, path: string, body: string, contentType: string): Promise<Response> {
    return fetch(this.#url() + path, {
      method,
      body,
      headers: { authorization: `Bearer ${this.#apiKey}`, "content-type": contentType },
      signal: AbortSignal.timeout(30_000),
    });
  }
}
