import type { Canary } from "./canary.ts";

export interface LeakRequest {
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: BodyInit;
  /** Key or token to send in place of the operator's; empty for none. */
  readonly credential?: string;
}

/** What came back, kept to be searched later. */
export interface KeptAnswer {
  readonly call: string;
  readonly status: number;
  /** Status line, headers and body. */
  readonly text: string;
  // oxlint-disable-next-line no-explicit-any -- any answer of the server
  readonly json: any;
  /** Secrets that this answer shows by right, once. */
  readonly shows: Set<Canary>;
}

/** Calls a server and keeps every answer. */
export class LeakClient {
  readonly answers: KeptAnswer[] = [];
  url = "";
  readonly apiKey: string;

  constructor(apiKey: string) {
    this.apiKey = apiKey;
  }

  async call(method: string, path: string, request: LeakRequest = {}): Promise<KeptAnswer> {
    const { json, credential = this.apiKey } = request;
    const headers = new Headers(request.headers);
    if (credential !== "") headers.set("authorization", `Bearer ${credential}`);
    const body = json === undefined ? request.body : JSON.stringify(json);
    const response = await fetch(path.startsWith("http") ? path : this.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const sent = [...response.headers].map(([name, value]) => `${name}: ${value}\n`).join("");
    const answer = {
      call: `${method} ${path.split("?", 1)[0]}`,
      status: response.status,
      text: `${response.status}\n${sent}\n${text}`,
      json: parsed(text),
      shows: new Set<Canary>(),
    };
    this.answers.push(answer);
    return answer;
  }

  /** Like {@link call}, where anything but the given status ends the test. */
  async expect(
    status: number,
    [method, path]: readonly [string, string],
    request?: LeakRequest,
  ): Promise<KeptAnswer> {
    const answer = await this.call(method, path, request);
    if (answer.status === status) return answer;
    throw new Error(`${answer.call}: expected ${status}, got ${answer.text}`);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
