import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";

const LIMIT_MS = 300_000;

/** Sends statements as the body of a POST over one kept connection, as roapi and chdb take them. */
export class SqlOverHttp implements Disposable {
  readonly #url: string;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(url: string) {
    this.#url = url;
  }

  /** The parsed JSON answer; throws with what the program says when it refuses. */
  async json(sql: string): Promise<unknown> {
    const answer = await this.#post(sql);
    const body = await text(answer);
    if (answer.statusCode === 200) return JSON.parse(body);
    throw new Error(body.slice(0, 300));
  }

  async #post(sql: string): Promise<IncomingMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const outgoing = request(this.#url, {
      method: "POST",
      agent: this.#agent,
      headers: { "content-length": Buffer.byteLength(sql) },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    outgoing.on("error", reject);
    outgoing.on("response", resolve);
    outgoing.end(sql);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}
