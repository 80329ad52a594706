import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { TestContext } from "node:test";

export interface WebServer {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Paths that were asked for. */
  readonly asked: string[];
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server of a test on a free port; answers 404 where there is no answer of its own. */
export async function startWebServer(
  t: TestContext,
  answers: Readonly<Record<string, Answer>>,
  host = "127.0.0.1",
): Promise<WebServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = (request.url ?? "").split("?", 1)[0] ?? "";
    asked.push(request.url ?? "");
    const answer = answers[path];
    if (answer !== undefined) return answer(request, response);
    response.writeHead(404).end("secret words of the server");
  });
  server.listen(0, host);
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { host, port: address.port, url: `http://${host}:${address.port}`, asked };
}

export function file(body: string | Uint8Array, headers: Record<string, string> = {}): Answer {
  return (_, response) => response.writeHead(200, headers).end(body);
}

export function redirect(location: string, status = 302): Answer {
  return (_, response) => response.writeHead(status, { location }).end("moved");
}
