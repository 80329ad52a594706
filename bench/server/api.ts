import { Agent, request } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { buffer } from "node:stream/consumers";
import type { BenchServer } from "./bench-server.ts";

/** Nothing that is measured takes longer; a server that hangs must not hang the benchmark. */
const LIMIT_MS = 300_000;

export interface ApiCall {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: string;
  readonly databaseId?: string;
  readonly json?: unknown;
  readonly file?: { readonly content: Readable; readonly contentType: string };
}

/** Calls the server over one kept connection, with nothing between it and `node:http`. */
export class Api implements Disposable {
  readonly #server: BenchServer;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(server: BenchServer) {
    this.#server = server;
  }

  /** The parsed JSON answer; throws with the server's words when the call fails. */
  async call(call: ApiCall): Promise<unknown> {
    const body = (await this.bytes(call)).toString("utf8");
    return body === "" ? undefined : JSON.parse(body);
  }

  /** The answer as it came; throws with the server's words when the call fails. */
  async bytes(call: ApiCall): Promise<Buffer> {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    const outgoing = request(new URL(call.path, this.#server.url), {
      method: call.method,
      agent: this.#agent,
      headers: headersOf(call, this.#server.apiKey),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    outgoing.on("error", reject);
    outgoing.on("response", (answer) => {
      buffer(answer).then((body) => {
        const { statusCode = 0 } = answer;
        if (statusCode >= 300) {
          reject(new Error(`${call.path} answered ${statusCode}: ${body.toString("utf8")}`));
        } else resolve(body);
      }, reject);
    });
    if (call.file === undefined) outgoing.end(bodyOf(call));
    else pipeline(call.file.content, outgoing).catch(reject);
    return promise;
  }

  [Symbol.dispose](): void {
    this.#agent.destroy();
  }
}

function headersOf(call: ApiCall, apiKey: string): Record<string, string> {
  const type = call.file?.contentType ?? (call.json === undefined ? undefined : "application/json");
  const body = bodyOf(call);
  return {
    authorization: `Bearer ${apiKey}`,
    ...(type === undefined ? {} : { "content-type": type }),
    ...(body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) }),
    ...(call.databaseId === undefined ? {} : { "x-database-id": call.databaseId }),
  };
}

function bodyOf(call: ApiCall): string | undefined {
  return call.json === undefined ? undefined : JSON.stringify(call.json);
}
