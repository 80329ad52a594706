import { createServer, request } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";

/** One answer that does not arrive whole. */
export interface Cut {
  /** Which answer: the first whose request line has this in it. */
  readonly path: string;
  /** Bytes of a body of this size that arrive: fewer. */
  readonly lengthOf: (sizeBytes: number) => number;
  /** How it ends: the connection breaks, or the message ends as if it were complete. */
  readonly end: "broken" | "proper";
}

/** Body bytes of an answer that was cut: those that were sent, and all of them. */
export interface DoneCut {
  readonly sentBytes: number;
  readonly sizeBytes: number;
}

/** Headers that describe the connection or the framing of a message, not its content. */
const HOP_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "transfer-encoding",
]);

/** Stands between client and server and hands everything on, except for what it is told to cut. */
export class CuttingProxy implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #target: URL;
  #planned: Cut | undefined;
  #done: DoneCut | undefined;

  private constructor(server: Server, url: string, target: URL) {
    this.#server = server;
    this.url = url;
    this.#target = target;
  }

  static async start(target: string): Promise<CuttingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no TCP address");
    const url = `http://127.0.0.1:${address.port}`;
    const proxy = new CuttingProxy(server, url, new URL(target));
    server.on("request", (incoming: IncomingMessage, outgoing: ServerResponse) => {
      proxy.#pass(incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
    });
    return proxy;
  }

  /** Cuts one answer to come. */
  plan(cut: Cut): void {
    this.#planned = cut;
    this.#done = undefined;
  }

  /** What became of the plan; undefined when no answer was there to be cut. */
  get done(): DoneCut | undefined {
    return this.#done;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { statusCode = 502, headers, body } = await this.#ask(incoming);
    const cut = this.#take(`${incoming.method} ${incoming.url}`);
    if (cut === undefined) {
      outgoing.writeHead(statusCode, { ...contentOf(headers), "content-length": body.length });
      outgoing.end(body);
      return;
    }
    const part = body.subarray(0, cut.lengthOf(body.length));
    this.#done = { sentBytes: part.length, sizeBytes: body.length };
    if (cut.end === "proper") {
      // Without a length of its own the message is chunked, and its end looks like any other.
      outgoing.writeHead(statusCode, contentOf(headers));
      outgoing.flushHeaders();
      outgoing.end(part);
      return;
    }
    const length = headers["content-length"] === undefined ? {} : { "content-length": body.length };
    outgoing.writeHead(statusCode, { ...contentOf(headers), ...length });
    outgoing.flushHeaders();
    if (part.length === 0) outgoing.destroy();
    else outgoing.write(part, () => outgoing.destroy());
  }

  /** The server's whole answer. */
  async #ask(incoming: IncomingMessage) {
    const { hostname, port } = this.#target;
    const { method, url: path, headers } = incoming;
    const asked = request({ hostname, port, method, path, headers });
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      asked.on("response", resolve).on("error", reject);
    });
    asked.end(await buffer(incoming));
    const answer = await answered;
    return {
      statusCode: answer.statusCode,
      headers: answer.headers,
      body: await buffer(answer),
    };
  }

  #take(requestLine: string): Cut | undefined {
    const cut = this.#planned;
    if (cut === undefined || !requestLine.includes(cut.path)) return undefined;
    this.#planned = undefined;
    return cut;
  }
}

function contentOf(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.has(name)));
}
