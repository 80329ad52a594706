import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { RuntimeJob } from "./runtime.ts";

const LAUNCH = join(import.meta.dirname, "launch");

/**
 * Serves the page, at another origin than the API, and takes its messages. `ended` resolves when
 * the page says that it has ended.
 */
export class PageServer implements AsyncDisposable {
  readonly ended: Promise<void>;
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #job: RuntimeJob;
  readonly #end: () => void;

  private constructor(job: RuntimeJob) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#job = job;
    this.ended = promise;
    this.#end = resolve;
  }

  static async start(job: RuntimeJob): Promise<PageServer> {
    const pages = new PageServer(job);
    await new Promise<void>((resolve) => pages.#server.listen(0, "127.0.0.1", resolve));
    return pages;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("no TCP address");
    return `http://127.0.0.1:${address.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (type: string, path: string): void => {
      response.setHeader("content-type", type);
      createReadStream(path).pipe(response);
    };
    switch (request.url) {
      case "/page.html":
      case "/worker.html":
        return send("text/html", join(LAUNCH, request.url.slice(1)));
      case "/browser.mjs":
        return send("text/javascript", join(LAUNCH, "browser.mjs"));
      case "/bundle.mjs":
        return send("text/javascript", this.#job.bundle);
      case "/world.json":
        return void response.end(JSON.stringify(this.#job.world));
      case "/messages":
        this.#hear(await text(request));
        return void response.end();
      default:
        response.writeHead(404).end();
    }
  }

  #hear(line: string): void {
    const message: Parameters<RuntimeJob["hear"]>[0] = JSON.parse(line);
    this.#job.hear(message);
    if (message.type === "end") this.#end();
  }
}
