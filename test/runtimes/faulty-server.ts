import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SeenRequest } from "../../packages/sdk/test/portable/world.ts";
import { FAULTS } from "./faults.ts";

/**
 * Fails in the way that the address names: `/<fault>/<token>/v1/...`. Requests of one token count
 * together, and `/seen/<token>` tells what they were.
 */
export class FaultyServer implements AsyncDisposable {
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  readonly #seen = new Map<string, SeenRequest[]>();

  static async start(): Promise<FaultyServer> {
    const faulty = new FaultyServer();
    await new Promise<void>((resolve) => faulty.#server.listen(0, "127.0.0.1", resolve));
    return faulty;
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
    allowEveryOrigin(request, response);
    const [, fault = "", token = "", ...rest] = (request.url ?? "").split("/");
    if (request.method === "OPTIONS") return void response.writeHead(204).end();
    if (fault === "seen") return void response.end(JSON.stringify(this.#seen.get(token) ?? []));
    const seen = this.#seen.get(token) ?? [];
    this.#seen.set(token, seen);
    const attempt = seen.length;
    const url = `/${rest.join("/")}`;
    const entry = { method: request.method ?? "", url, headers: headersOf(request), bodyBytes: 0 };
    seen.push(entry);
    for await (const chunk of request) entry.bodyBytes += chunk.length;
    const misbehave = FAULTS[fault];
    if (misbehave === undefined) return void response.writeHead(500).end(`no fault "${fault}"`);
    misbehave({ request, response, url, attempt });
  }
}

/** Clients repeat by themselves what fails on a connection that served before: each has its own. */
function allowEveryOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("connection", "close");
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  response.setHeader(
    "access-control-allow-headers",
    headers["access-control-request-headers"] ?? "",
  );
  response.setHeader(
    "access-control-expose-headers",
    "Retry-After, X-Request-Id, X-Total-Row-Count",
  );
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
