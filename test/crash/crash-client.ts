import type { TableModel } from "./table-model.ts";
import { record } from "../server/json-record.ts";

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const CALL_LIMIT_MS = 60_000;
const PATIENCE_MS = 90_000;

/** Calls a server that may be killed at any moment and come back under another address. */
export class CrashClient {
  readonly #url: () => string;
  readonly #apiKey: string;

  constructor(url: () => string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  /** One try; rejects when the server went away before it answered. */
  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(this.#url() + path, {
      method,
      headers: { authorization: `Bearer ${this.#apiKey}`, "content-type": "application/json" },
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : record(JSON.parse(text)) };
  }

  async upload(csvText: string): Promise<string> {
    const response = await fetch(`${this.#url()}/v1/files`, {
      method: "POST",
      body: csvText,
      headers: { authorization: `Bearer ${this.#apiKey}`, "content-type": "text/csv" },
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    });
    const body = record(await response.json());
    if (response.status !== 201) throw new Error(`upload: ${response.status}`);
    return String(body["id"]);
  }

  /** Repeats a call that changes nothing until the server answers it with something lasting. */
  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const limit = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.call(method, path, body).catch(() => undefined);
      if (answer !== undefined && ![429, 500, 503].includes(answer.status)) return answer;
      if (Date.now() > limit) throw new Error(`${method} ${path}: no answer, ${answer?.status}`);
      await pause(50);
    }
  }

  /** The rows of the database's table; none when it was never loaded. */
  async readTable(databaseId: string): Promise<TableModel> {
    const sql = "SELECT k, v FROM t";
    const path = "/v1/query";
    const { status, body } = await this.ask("POST", path, { sql, database_id: databaseId });
    const isUnloaded = status === 400 && /not found|has no data/.test(JSON.stringify(body));
    if (isUnloaded) return new Map();
    if (status !== 200 || body["truncated"] !== false) {
      throw new Error(`${sql} of ${databaseId}: ${status} ${JSON.stringify(body).slice(0, 500)}`);
    }
    const rows = Array.isArray(body["rows"]) ? body["rows"] : [];
    const table = new Map(rows.map(([key, value]) => [Number(key), String(value)]));
    if (table.size !== rows.length) throw new Error(`${databaseId} has a key twice`);
    return table;
  }
}

export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
