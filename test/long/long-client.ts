import { pause } from "../crash/crash-client.ts";
import type { Outcomes } from "./outcomes.ts";
import { record } from "../server/json-record.ts";

export interface Sent {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Fields of a JSON answer; none where it is something else. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** An answer that an operation cannot go on with. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The server contradicts what it said before. */
export class WrongAnswerError extends Error {
  override readonly name = "WrongAnswerError";
}

const CALL_LIMIT_MS = 90_000;

/** One client's way to a server that may come back under another address. */
export class LongClient {
  readonly #url: () => string;
  readonly #apiKey: string;
  readonly #outcomes: Outcomes;

  constructor(url: () => string, apiKey: string, outcomes: Outcomes) {
    this.#url = url;
    this.#apiKey = apiKey;
    this.#outcomes = outcomes;
  }

  /** Repeats what was answered 429, and rejects for everything but success. */
  async send(method: string, path: string, sent: Sent = {}): Promise<Received> {
    for (;;) {
      const received = await this.#once(method, path, sent);
      if (received.status < 300) return received;
      if (received.status !== 429) {
        const said = received.bytes.toString().slice(0, 300);
        throw new RefusedError(received.status, `${method} ${path}: ${received.status} ${said}`);
      }
      this.#outcomes.overloaded += 1;
      await pause(Number(received.headers.get("retry-after") ?? 1) * 1_000 + Math.random() * 250);
    }
  }

  /** The id of what a call makes. */
  async make(path: string, json: unknown): Promise<string> {
    return String((await this.send("POST", path, { json })).fields["id"]);
  }

  async rows(databaseId: string, sql: string): Promise<unknown[][]> {
    const json = { sql, database_id: databaseId };
    return rowsOf(await this.send("POST", "/v1/query", { json }));
  }

  async #once(method: string, path: string, sent: Sent): Promise<Received> {
    const { json, text, headers, signal } = sent;
    const body = json === undefined ? text : JSON.stringify(json);
    const limit = AbortSignal.timeout(CALL_LIMIT_MS);
    const isOurs = path.startsWith("/");
    const response = await fetch(isOurs ? this.#url() + path : path, {
      method,
      headers: {
        ...(isOurs ? { authorization: `Bearer ${this.#apiKey}` } : {}),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
      ...(body === undefined ? {} : { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    const fields = isJson ? record(JSON.parse(bytes.toString())) : {};
    return { status: response.status, headers: response.headers, bytes, fields };
  }
}

export function rowsOf({ fields }: Received): unknown[][] {
  const { rows } = fields;
  if (!Array.isArray(rows)) throw new WrongAnswerError("an answer without rows");
  return rows;
}

/** Rejects where two values are not the same as JSON. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (found !== wanted) throw new WrongAnswerError(`${what}: ${found}, not ${wanted}`);
}
