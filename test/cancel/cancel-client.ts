import { Agent, request } from "node:http";

export interface Run {
  readonly id: string;
  readonly status: string;
  readonly sql_text: string;
  readonly completed_at: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
}

/** The calls that this check makes of the API. */
export class CancelClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  databaseId = "";

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/json" };
  }

  /** A database with the table `events` of a million rows. */
  async prepare(): Promise<void> {
    const created = await this.#call("POST", "/v1/databases", {});
    this.databaseId = String(field(created, "id"));
    const sql =
      "SELECT range AS id, range % 1000 AS kind, hash(range)::VARCHAR || 'abcdef' AS word FROM range(1000000)";
    const answer = await this.#call("POST", "/v1/query", { sql, database_id: this.databaseId });
    await this.#call("POST", `/v1/databases/${this.databaseId}/schemas/main/tables/events/loads`, {
      mode: "replace",
      result_id: field(answer, "result_id"),
    });
  }

  /** Starts a query in the background; returns its run's id. */
  async start(sql: string): Promise<string> {
    const body = { sql, database_id: this.databaseId, async: true };
    return String(field(await this.#call("POST", "/v1/query", body), "query_run_id"));
  }

  /** The run says what came of it. */
  async cancel(runId: string): Promise<void> {
    await fetch(`${this.#url}/v1/query-runs/${runId}/cancel`, {
      method: "POST",
      headers: this.#headers,
    });
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
    return (await this.#call("GET", `/v1/query-runs/${id}`)) as Run;
  }

  /** The newest run, of those with this text. */
  async newestRun(sql: string): Promise<Run | undefined> {
    const { query_runs: runs } = (await this.#call("GET", "/v1/query-runs?limit=5")) as {
      query_runs: readonly Run[];
    };
    return runs.find(({ sql_text: text }) => text === sql);
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: this.#headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }
}

function field(answer: unknown, name: string): unknown {
  return typeof answer === "object" && answer !== null ? Reflect.get(answer, name) : undefined;
}
