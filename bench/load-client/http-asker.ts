import { Agent, request as send } from "node:http";
import { text } from "node:stream/consumers";
import type { LoadRequest } from "./protocol.ts";

const LIMIT_MS = 60_000;

/** One client with one kept connection. */
export class HttpAsker implements Disposable {
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = new URL(url);
    this.#headers = headers;
  }

  /** @throws {Error} when the answer has another status than 200 */
  async ask({ method, path, body }: LoadRequest): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const outgoing = send(
      {
        host: this.#url.hostname,
        port: this.#url.port,
        path,
        method,
        agent: this.#agent,
        timeout: LIMIT_MS,
        headers:
          method === "GET"
            ? this.#headers
            : { ...this.#headers, "content-length": Buffer.byteLength(body) },
      },
      (answer) => {
        text(answer).then((said) => {
          if (answer.statusCode === 200) resolve(said);
          else reject(new Error(`${answer.statusCode}: ${said.slice(0, 300)}`));
        }, reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.on("timeout", () => outgoing.destroy(new Error("no answer in time")));
    outgoing.end(method === "GET" ? undefined : body);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
