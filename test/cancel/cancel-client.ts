import { Agent, request } from "node:http";
import { z } from "zod";
import { ApiClient } from "../server/api-client.ts";

const run = z.object({
  id: z.string(),
  status: z.string(),
  sql_text: z.string(),
  completed_at: z.string().nullable(),
  error_code: z.string().nullish(),
  error_message: z.string().nullable(),
});
const listed = z.array(run);

export type Run = z.infer<typeof run>;

/** The calls that this check makes of the API. */
export class CancelClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #api: ApiClient;
  databaseId = "";

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
    this.#api = new ApiClient(url, apiKey);
  }

  /** A database with the table `events` of a million rows. */
  async prepare(): Promise<void> {
    const created = await this.#api.get("POST", "/v1/databases", { json: {} });
    this.databaseId = String(created["id"]);
    const sql =
      "SELECT range AS id, range % 1000 AS kind, hash(range)::VARCHAR || 'abcdef' AS word FROM range(1000000)";
    const { result_id } = await this.#api.get("POST", "/v1/query", {
      json: { sql, database_id: this.databaseId },
    });
    const path = `/v1/databases/${this.databaseId}/schemas/main/tables/events/loads`;
    await this.#api.get("POST", path, { json: { mode: "replace", result_id } });
  }

  /** Starts a query in the background; returns its run's id. */
  async start(sql: string): Promise<string> {
    const json = { sql, database_id: this.databaseId, async: true };
    return String((await this.#api.get("POST", "/v1/query", { json }))["query_run_id"]);
  }

  /** The run says what came of it. */
  async cancel(runId: string): Promise<void> {
    await this.#api.call("POST", `/v1/query-runs/${runId}/cancel`);
  }

  /** Sends a query on a connection of its own; the returned function closes that. */
  send(sql: string): () => void {
    const agent = new Agent({ keepAlive: false });
    const sent = request(`${this.#url}/v1/query`, {
      agent,
      method: "POST",
      headers: this.#headers,
    });
    sent.on("error", () => undefined);
    sent.end(JSON.stringify({ sql, database_id: this.databaseId }));
    return () => {
      sent.destroy();
      agent.destroy();
    };
  }

  async run(id: string): Promise<Run> {
    return run.parse(await this.#api.get("GET", `/v1/query-runs/${id}`));
  }

  /** The newest run, of those with this text. */
  async newestRun(sql: string): Promise<Run | undefined> {
    const { query_runs: runs } = await this.#api.get("GET", "/v1/query-runs?limit=5");
    return listed.parse(runs).find(({ sql_text: text }) => text === sql);
  }
}
