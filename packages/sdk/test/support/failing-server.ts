import { LocalServer, readBody, sendJson } from "./local-server.ts";

/** How a request fails: an answer with an error, a connection that breaks, or no answer at all. */
export type Failure =
  | readonly [status: number, retryAfter?: string, code?: string]
  | "broken"
  | "cut"
  | "ended early"
  | "silent";

export interface FailingServer extends LocalServer {
  countRequests(): number;
}

/** Answers the n-th request with the n-th failure, later ones with `answer`. */
export async function failingServer(
  failures: readonly Failure[],
  answer: unknown = { databases: [] },
): Promise<FailingServer> {
  let count = 0;
  const server = await LocalServer.start(async (request, response) => {
    await readBody(request);
    const failure = failures[count];
    count += 1;
    if (failure === "silent") return;
    if (failure === "broken") return void request.socket.resetAndDestroy();
    if (failure === "cut") {
      response.writeHead(200, { "content-length": "100" }).write("{");
      return void setTimeout(() => response.destroy(), 5);
    }
    if (failure === "ended early") {
      response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
      const text = JSON.stringify(answer);
      return void response.end(text.slice(0, text.length / 2));
    }
    if (failure === undefined) return sendJson(response, 200, answer);
    const [status, retryAfter, code = "C"] = failure;
    if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
    sendJson(response, status, { error: { code, message: "m" } });
  });
  return Object.assign(server, { countRequests: () => count });
}
