/** An answer as it came. */
export interface FolderAnswer {
  readonly status: number;
  readonly text: string;
}

export interface FolderRequest {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const LIMIT_MS = 60_000;

/** Calls a server of whatever release. */
export class FolderClient {
  readonly #url: string;
  readonly #apiKey: string;

  constructor(url: string, apiKey: string) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async call(method: string, path: string, request: FolderRequest = {}): Promise<FolderAnswer> {
    const { json, headers, body = json === undefined ? undefined : JSON.stringify(json) } = request;
    const response = await fetch(path.startsWith("http") ? path : this.#url + path, {
      method,
      headers: {
        ...(path.startsWith("http") ? {} : { authorization: `Bearer ${this.#apiKey}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      signal: AbortSignal.timeout(LIMIT_MS),
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** The body of an answer that must be a success. */
  async must(method: string, path: string, request?: FolderRequest): Promise<Answered> {
    const { status, text } = await this.call(method, path, request);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
  }
}

// oxlint-disable-next-line no-explicit-any -- whatever shape the release answers in
export type Answered = any;
