import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { type ClientAnswer, type ClientCall, clientCall } from "./fetch-client-protocol.ts";

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const submitted = z.object({ result_id: z.string() });

/** Entry of the client's process: counts the bytes of answers and drops them. */
function serve(): void {
  process.on("message", (message) => {
    answer(clientCall.parse(message)).then(
      (reply) => process.send?.(reply),
      (error: unknown) => process.send?.({ error: String(error) } satisfies ClientAnswer),
    );
  });
  process.once("disconnect", () => process.exit(0));
}

async function answer(call: ClientCall): Promise<ClientAnswer> {
  const started = performance.now();
  const resultId = "sql" in call ? await submit(call, call.sql) : "";
  const outgoing = "sql" in call ? resultOf(resultId, call.format) : pathOf(call);
  const fetched = performance.now();
  const byteCount = await countBytes(await send(call, outgoing));
  const ended = performance.now();
  return { byteCount, fetchMs: ended - fetched, totalMs: ended - started, resultId };
}

function resultOf(resultId: string, format: string): Outgoing {
  return { method: "GET", path: `/v1/results/${resultId}?format=${format}` };
}

function pathOf({
  path,
  body,
}: {
  readonly path: string;
  readonly body?: string | undefined;
}): Outgoing {
  return body === undefined ? { method: "GET", path } : { method: "POST", path, body };
}

/** Runs the statement and returns the id of its result. */
async function submit(call: ClientCall, sql: string): Promise<string> {
  const body = JSON.stringify({ sql });
  const response = await send(call, { method: "POST", path: "/v1/query", body });
  return submitted.parse(JSON.parse(await text(response))).result_id;
}

interface Outgoing {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
}

async function send(call: ClientCall, { method, path, body }: Outgoing): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const json =
    body === undefined
      ? {}
      : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const headers = { ...call.headers, ...json };
  const outgoing = request(new URL(path, call.url), { method, headers, agent }, resolve);
  outgoing.on("error", reject);
  outgoing.end(body);
  const response = await promise;
  if (response.statusCode === 200) return response;
  throw new Error(`${path} answered ${response.statusCode}: ${await text(response)}`);
}

async function countBytes(response: IncomingMessage): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let byteCount = 0;
  response.on("data", (chunk: Buffer) => (byteCount += chunk.length));
  response.on("end", () => resolve(byteCount));
  response.on("error", reject);
  return promise;
}

serve();
