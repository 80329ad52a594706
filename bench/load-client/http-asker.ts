import { Agent, request as send } from "node:http";
import { text } from "node:stream/consumers";

export interface HttpRequest {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  /** Sent with POST alone. */
  readonly body: string;
}

/** No answer for so long is none. */
const LIMIT_MS = 60_000;

/** One client with one kept connection. */
export class HttpAsker implements Disposable {
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #limitMs: number;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url: string, headers: Readonly<Record<string, string>>, limitMs = LIMIT_MS) {
    this.#url = new URL(url);
    this.#headers = headers;
    this.#limitMs = limitMs;
  }

  /** @throws {Error} when the answer is no success */
  async ask({ method, path, body }: HttpRequest): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const outgoing = send(
      {
        host: this.#url.hostname,
        port: this.#url.port,
        path,
        method,
        agent: this.#agent,
        timeout: this.#limitMs,
        headers:
          method === "POST"
            ? { ...this.#headers, "content-length": Buffer.byteLength(body) }
            : withoutType(this.#headers),
      },
      (answer) => {
        text(answer).then((said) => {
          const { statusCode = 0 } = answer;
          if (statusCode >= 200 && statusCode < 300) resolve(said);
          else reject(new Error(`${statusCode}: ${said.slice(0, 300)}`));
        }, reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.end(method === "POST" ? body : undefined);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

/** A request without a body must not name its type. */
function withoutType(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "content-type"));
}
