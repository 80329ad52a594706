import { record } from "../server/json-record.ts";

/** The few calls that the reader test makes; every one must succeed. */
export class ReaderClient {
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  /** Creates what a path names; returns its id. */
  async create(path: string, body: unknown): Promise<string> {
    return String((await this.#post(path, body))["id"]);
  }

  async remove(path: string): Promise<void> {
    await this.#send("DELETE", path);
  }

  async load(databaseId: string, table: string, load: object): Promise<void> {
    await this.#post(`/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`, load);
  }

  /** The numbers of the one row that a query answers. */
  async numbers(databaseId: string, sql: string): Promise<number[]> {
    const { rows } = await this.#post("/v1/query", { sql, database_id: databaseId });
    const [row] = Array.isArray(rows) ? rows : [];
    if (!Array.isArray(row)) throw new Error(`${sql}: no row`);
    return row.map(Number);
  }

  async newestSnapshot(databaseId: string): Promise<number> {
    const text = await this.#send("GET", `/v1/databases/${databaseId}/snapshots?limit=1`);
    const { snapshots } = record(JSON.parse(text));
    const [newest] = Array.isArray(snapshots) ? snapshots : [];
    return Number(record(newest)["snapshot_id"]);
  }

  async #post(path: string, body: unknown): Promise<Record<string, unknown>> {
    return record(JSON.parse(await this.#send("POST", path, body)));
  }

  async #send(method: string, path: string, body?: unknown): Promise<string> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { authorization: `Bearer ${this.#apiKey}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(60_000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text;
  }
}
