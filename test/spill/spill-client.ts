import { setTimeout as sleep } from "node:timers/promises";
import { ApiClient, type Outcome } from "../server/api-client.ts";

/** The calls that this check makes of the API. */
export class SpillClient {
  readonly api: ApiClient;
  databaseId = "";

  constructor(url: string, apiKey: string) {
    this.api = new ApiClient(url, apiKey);
  }

  /** A database with the table `rows`, made of a query's result. */
  async prepare(sql: string): Promise<void> {
    const created = await this.api.get("POST", "/v1/databases", { json: {} });
    this.databaseId = String(created["id"]);
    const result_id = await this.store(sql);
    const path = `/v1/databases/${this.databaseId}/schemas/main/tables/rows/loads`;
    await this.api.get("POST", path, { json: { mode: "replace", result_id } });
  }

  /** Runs a query in the background; returns its result's id. */
  async store(sql: string): Promise<string> {
    const runId = await this.start(sql);
    for (;;) {
      const run = await this.api.get("GET", `/v1/query-runs/${runId}`);
      if (run["status"] === "succeeded") return String(run["result_id"]);
      if (run["status"] !== "running") throw new Error(String(run["error_message"]));
      await sleep(50);
    }
  }

  async start(sql: string): Promise<string> {
    const json = { sql, database_id: this.databaseId, async: true };
    return String((await this.api.get("POST", "/v1/query", { json }))["query_run_id"]);
  }

  query(sql: string, options: object = {}): Promise<Outcome> {
    const json = { sql, database_id: this.databaseId, ...options };
    return this.api.call("POST", "/v1/query", { json });
  }

  /** The first row as JSON. */
  async firstRow(sql: string): Promise<string> {
    const { status, text, json } = await this.query(sql);
    if (status >= 400) throw new Error(`${sql}: ${status} ${text}`);
    return JSON.stringify(firstOf(json["rows"]));
  }

  /** A call in the database's scope. */
  scoped(method: string, path: string, json?: unknown): Promise<Outcome> {
    return this.api.call(method, path, { json, headers: { "x-database-id": this.databaseId } });
  }
}

export function firstOf(list: unknown): unknown {
  if (!Array.isArray(list)) throw new Error("expected a list");
  return list[0];
}
