import { record } from "./json-record.ts";

/** What a call came to; `json` has the fields of a JSON answer, and none of any other. */
export interface Outcome {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly traceId: string | null;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Call {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Calls of the API, in one workspace when it is named. */
export class ApiClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, apiKey: string, workspaceId?: string) {
    this.#url = url;
    const workspace = workspaceId === undefined ? {} : { "x-workspace-id": workspaceId };
    this.#headers = { authorization: `Bearer ${apiKey}`, ...workspace };
  }

  async call(method: string, path: string, { json, headers, signal }: Call = {}): Promise<Outcome> {
    const response = await fetch(this.#url + path, {
      method,
      headers: { ...this.#headers, ...headers },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      ...(signal === undefined ? {} : { signal }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      traceId: response.headers.get("x-trace-id"),
      text,
      json: isJson && text !== "" ? record(JSON.parse(text)) : {},
    };
  }

  /** A call that must succeed. */
  async get(method: string, path: string, call: Call = {}): Promise<Outcome["json"]> {
    const { status, json } = await this.call(method, path, call);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(json)}`);
    return json;
  }

  query(databaseId: string, sql: string, call: Call = {}): Promise<Outcome> {
    const headers = { "x-database-id": databaseId };
    return this.call("POST", "/v1/query", { ...call, headers, json: { sql } });
  }
}
