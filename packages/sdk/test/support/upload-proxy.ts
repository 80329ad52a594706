import { once } from "node:events";
import { request as sendRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LocalServer, readBody } from "./local-server.ts";

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
  /** Whether the answer to a call, such as `POST /v1/uploads`, does not reach the client. */
  loseAnswer: (call: string) => boolean = () => false;
  /** What the server gets instead of a call's JSON. */
  changeBody: ((call: string, body: string) => string) | undefined;
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
        const call = `${request.method} ${request.url}`;
        proxy.calls.push(call);
        const isLost = proxy.loseAnswer(call);
        const lose = (): never => {
          throw new Error("the answer is lost");
        };
        const { changeBody } = proxy;
        const body = changeBody?.(call, String(await readBody(request)));
        await pass(
          { target, request, response },
          { body, headers: isLost ? lose : undefined },
        ).catch(() => response.destroy());
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
  const { request, response } = call;
  switch (trouble?.kind) {
    case undefined:
      return pass(call);
    case "no-etag":
      return pass(call, {
        headers: ({ ...headers }) => {
          delete headers.etag;
          return headers;
        },
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

interface Changes {
  /** Of the answer. */
  readonly headers?:
    | ((headers: IncomingMessage["headers"]) => IncomingMessage["headers"])
    | undefined;
  /** Of the request, instead of its own. */
  readonly body?: string | undefined;
}

/** The host is passed on, so that the addresses that the server hands out are the proxy's. */
function pass(
  { target, request, response }: Call,
  { headers: change = (same) => same, body }: Changes = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { method, url } = request;
    const headers = { ...request.headers };
    if (body) headers["content-length"] = String(Buffer.byteLength(body));
    const onward = sendRequest(new URL(url ?? "/", target), { method, headers }, (answered) => {
      const status = answered.statusCode ?? 0;
      try {
        response.writeHead(status, change(answered.headers));
      } catch (error) {
        answered.resume();
        return reject(error);
      }
      answered.pipe(response);
      answered.on("end", () => resolve(status));
      answered.on("error", reject);
    });
    onward.on("error", reject);
    request.on("close", () => {
      if (!request.complete) onward.destroy(new Error("the client left"));
    });
    if (body === undefined) request.pipe(onward);
    else onward.end(body);
  });
}
