import { operations, type Operation } from "@hotdata/contract";
import type { Coverage } from "./coverage.ts";
import type { ExpectedCall } from "./expected-calls.ts";

/** Whatever shape comes: it was checked against the contract before. */
// oxlint-disable-next-line no-explicit-any -- cases read the fields that they asked for
export type Json = any;

export interface CallInput {
  /** For the placeholders of the path. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: BodyInit;
  /** Another key than the operator's; null sends none. */
  readonly key?: string | null;
  /** Another server than the main one. */
  readonly url?: string;
}

const CALL_LIMIT_MS = 60_000;
const registry: Readonly<Record<string, Operation>> = operations;

/** Makes calls of the committed list, and checks every answer against the contract. */
export class ConformanceClient {
  readonly #calls: ReadonlyMap<string, ExpectedCall>;
  readonly #url: string;
  readonly #key: string;
  readonly #coverage: Coverage;

  constructor(parts: {
    readonly calls: readonly ExpectedCall[];
    readonly url: string;
    readonly key: string;
    readonly coverage: Coverage;
  }) {
    this.#calls = new Map(parts.calls.map((call) => [call.id, call]));
    this.#url = parts.url;
    this.#key = parts.key;
    this.#coverage = parts.coverage;
  }

  /**
   * Makes one call that must be answered with `status`; returns the JSON body, or the text of a
   * body that is none.
   */
  async call(id: string, status: number, input: CallInput = {}): Promise<Json> {
    const call = this.#calls.get(id);
    if (call === undefined) throw new Error(`${id} is not in the list of calls`);
    const response = await this.#send(call, input);
    const text = await response.text();
    const shown = `${call.method} ${response.url}: ${response.status} ${text.slice(0, 400)}`;
    if (response.status !== status) throw new Error(`expected ${status}, got ${shown}`);
    const body = checkAnswer(call, response, text);
    this.#coverage.add(id, status);
    return body;
  }

  /** Makes a key, which is no call of the list. */
  createKey(key: object): Promise<Json> {
    return this.#own(new URL("/v1/api-keys", this.#url), "POST", key);
  }

  /** Sets the limits of a workspace, which is no call of the list either. */
  async setLimits(url: string, workspaceId: string, limits: object): Promise<void> {
    await this.#own(new URL(`/v1/workspaces/${workspaceId}/limits`, url), "PUT", limits);
  }

  async #own(url: URL, method: string, body: object): Promise<Json> {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${this.#key}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url.pathname}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  #send({ method, path }: ExpectedCall, input: CallInput): Promise<Response> {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = input.params?.[name];
      if (value === undefined) throw new Error(`${path} needs ${name}`);
      return encodeURIComponent(value);
    });
    const url = new URL(filled, input.url ?? this.#url);
    for (const [name, value] of Object.entries(input.query ?? {})) {
      url.searchParams.set(name, String(value));
    }
    const headers = new Headers(input.headers);
    const key = input.key === undefined ? this.#key : input.key;
    if (key !== null) headers.set("authorization", `Bearer ${key}`);
    const payload = input.json === undefined ? input.body : JSON.stringify(input.json);
    if (input.json !== undefined) headers.set("content-type", "application/json");
    return fetch(url, {
      method,
      headers,
      redirect: "error",
      signal: AbortSignal.timeout(CALL_LIMIT_MS),
      ...(payload === undefined ? {} : { body: payload }),
    });
  }
}

/** @throws {Error} when headers or body are not what the contract says of this status. */
function checkAnswer({ id }: ExpectedCall, { status, headers }: Response, text: string): Json {
  for (const name of ["x-request-id", "x-trace-id"]) {
    if (!headers.get(name)) throw new Error(`${id} ${status} has no ${name}`);
  }
  const documented = registry[id]?.responses[status];
  if (documented === undefined) throw new Error(`${id} ${status} is not in the contract`);
  const contentType = headers.get("content-type") ?? "";
  if (documented.model === undefined) {
    if (text !== "") throw new Error(`${id} ${status} has a body: ${text.slice(0, 200)}`);
    return undefined;
  }
  if (!contentType.startsWith("application/json")) {
    if (documented.contentTypes?.includes(contentType) === true) return text;
    throw new Error(`${id} ${status} is ${contentType}`);
  }
  const body: Json = JSON.parse(text);
  const parsed = documented.model.safeParse(body);
  if (!parsed.success) throw new Error(`${id} ${status}: ${parsed.error.message}`);
  if (status >= 500 || status === 429) checkRetryAfter(id, status, headers);
  return body;
}

/** What may be repeated says when. */
function checkRetryAfter(id: string, status: number, headers: Headers): void {
  if (status === 501 || /^[1-9]\d*$/.test(headers.get("retry-after") ?? "")) return;
  throw new Error(`${id} ${status} has no Retry-After in seconds`);
}
