import { setTimeout as sleep } from "node:timers/promises";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The calls that this check makes of the API. */
export class SpillClient {
  readonly #url: string;
  readonly #apiKey: string;
  databaseId = "";

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  /** A database with the table `rows`, made of a query's result. */
  async prepare(sql: string): Promise<void> {
    const created = parsed(await this.call("POST", "/v1/databases", {}));
    this.databaseId = text(created, "id");
    const resultId = await this.store(sql);
    const path = `/v1/databases/${this.databaseId}/schemas/main/tables/rows/loads`;
    parsed(await this.call("POST", path, { mode: "replace", result_id: resultId }));
  }

  /** Runs a query in the background; returns its result's id. */
  async store(sql: string): Promise<string> {
    const runId = await this.start(sql);
    for (;;) {
      const run = parsed(await this.call("GET", `/v1/query-runs/${runId}`));
      if (text(run, "status") === "succeeded") return text(run, "result_id");
      if (text(run, "status") !== "running") throw new Error(text(run, "error_message"));
      await sleep(50);
    }
  }

  async start(sql: string): Promise<string> {
    const body = { sql, database_id: this.databaseId, async: true };
    return text(parsed(await this.call("POST", "/v1/query", body)), "query_run_id");
  }

  query(sql: string, options: object = {}): Promise<Answer> {
    return this.call("POST", "/v1/query", { sql, database_id: this.databaseId, ...options });
  }

  /** The first row as JSON. */
  async firstRow(sql: string): Promise<string> {
    const { rows } = parsed(await this.query(sql)) as { rows: readonly unknown[] };
    return JSON.stringify(rows[0]);
  }

  /** A call in the database's scope. */
  scoped(method: string, path: string, body: unknown): Promise<Answer> {
    return this.call(method, path, body, { "x-database-id": this.databaseId });
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { ...headers, authorization: `Bearer ${this.#apiKey}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, text: await response.text() };
  }
}

export function parsed({ status, text: body }: Answer): object {
  if (status >= 400) throw new Error(`answered ${status}: ${body}`);
  return JSON.parse(body) as object;
}

export function text(answer: object, name: string): string {
  return String(Reflect.get(answer, name));
}
