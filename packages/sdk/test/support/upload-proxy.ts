import { once } from "node:events";
import { request as sendRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LocalServer } from "./local-server.ts";

/** What the proxy does to one PUT instead of passing it on as it is. */
export type Trouble =
  | { readonly kind: "answer"; readonly status: number; readonly headers?: Record<string, string> }
  /** Closes the connection in the middle of the body. */
  | { readonly kind: "cut" }
  /** Passes it on, but takes the ETag out of the answer. */
  | { readonly kind: "no-etag" }
  /** Takes the body and never answers. */
  | { readonly kind: "silence" };

/** One request to the storage that went through. */
export interface StoragePut {
  readonly partNumber: number;
  /** Its address; an upload gets another one for each repetition. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly bytes: number;
  /** Status that the client saw; undefined when it saw none. */
  readonly status: number | undefined;
}

/** A proxy before the real server that makes chosen parts fail. */
export class UploadProxy implements AsyncDisposable {
  readonly host: string;
  /** PUTs of parts, in the order they ended in. */
  readonly puts: StoragePut[] = [];
  /** Paths of all other requests, e.g. `POST /v1/uploads`. */
  readonly calls: string[] = [];
  /** PUTs that the client has begun and that have not ended. */
  openPuts = 0;
  mostOpenPuts = 0;
  readonly #server: LocalServer;

  private constructor(server: LocalServer) {
    this.#server = server;
    this.host = server.host;
  }

  /** @param trouble - asked with the number of the part and how often it came before. */
  static async start(
    target: string,
    trouble: (partNumber: number, earlier: number) => Trouble | undefined = () => undefined,
  ): Promise<UploadProxy> {
    const seen = new Map<number, number>();
    const server = await LocalServer.start(async (request, response) => {
      const part = /^\/_storage\/uploads\/[^/]+\/(\d+)/.exec(request.url ?? "")?.[1];
      if (part === undefined) {
        proxy.calls.push(`${request.method} ${request.url}`);
        await pass(target, request, response).catch(() => response.destroy());
        return;
      }
      const partNumber = Number(part);
      const earlier = seen.get(partNumber) ?? 0;
      seen.set(partNumber, earlier + 1);
      await proxy.#put({ target, request, response }, partNumber, trouble(partNumber, earlier));
    });
    const proxy = new UploadProxy(server);
    return proxy;
  }

  /** Numbers of the parts that were stored, each as often as it was. */
  get stored(): number[] {
    const stored = this.puts.filter(({ status }) => status === 200);
    return stored.map(({ partNumber }) => partNumber).toSorted((a, b) => a - b);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]();
  }

  async #put(call: Call, partNumber: number, trouble: Trouble | undefined): Promise<void> {
    this.openPuts += 1;
    this.mostOpenPuts = Math.max(this.mostOpenPuts, this.openPuts);
    let bytes = 0;
    call.request.on("data", (chunk: Buffer) => (bytes += chunk.length));
    const status = await answer(call, trouble).catch(() => {
      call.response.destroy();
      return undefined;
    });
    this.openPuts -= 1;
    const { url = "", headers } = call.request;
    this.puts.push({ partNumber, url, headers, bytes, status });
  }
}

interface Call {
  readonly target: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer(call: Call, trouble: Trouble | undefined): Promise<number | undefined> {
  const { target, request, response } = call;
  switch (trouble?.kind) {
    case undefined:
      return pass(target, request, response);
    case "no-etag":
      return pass(target, request, response, ({ ...headers }) => {
        delete headers.etag;
        return headers;
      });
    case "answer":
      await once(request, "end");
      response.writeHead(trouble.status, trouble.headers).end();
      return trouble.status;
    case "cut":
      await once(request, "data");
      request.socket.destroy();
      return undefined;
    case "silence":
      request.resume();
      await once(response, "close");
      return undefined;
  }
}

/** The host is passed on, so that the addresses that the server hands out are the proxy's. */
function pass(
  target: string,
  request: IncomingMessage,
  response: ServerResponse,
  change = (headers: IncomingMessage["headers"]) => headers,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { method, headers, url } = request;
    const onward = sendRequest(new URL(url ?? "/", target), { method, headers }, (answered) => {
      const status = answered.statusCode ?? 0;
      response.writeHead(status, change(answered.headers));
      answered.pipe(response);
      answered.on("end", () => resolve(status));
      answered.on("error", reject);
    });
    onward.on("error", reject);
    request.on("close", () => {
      if (!request.complete) onward.destroy(new Error("the client left"));
    });
    request.pipe(onward);
  });
}
