import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiClient } from "../../src/core/api-client.ts";
import { Configuration } from "../../src/core/configuration.ts";
import type { ConfigurationOptions } from "../../src/core/configuration.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server, by default on a free port, that answers with `handler` until it is disposed. */
export class LocalServer implements AsyncDisposable {
  readonly host: string;
  readonly #close: () => Promise<void>;

  private constructor(host: string, close: () => Promise<void>) {
    this.host = host;
    this.#close = close;
  }

  static async start(handler: Handler, port = 0): Promise<LocalServer> {
    const server = createServer((request, response) => void handler(request, response));
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no TCP address");
    return new LocalServer(`http://127.0.0.1:${address.port}`, () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    });
  }

  client(options: ConfigurationOptions = {}): ApiClient {
    return new ApiClient(new Configuration({ apiKey: "key", host: this.host, ...options }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
  }
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req-1" });
  response.end(JSON.stringify(value));
}
