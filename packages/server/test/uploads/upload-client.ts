import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { TEST_KEY } from "../start-test-app.ts";

export const MEBIBYTE = 1_024 ** 2;
/** The smallest part size. */
export const PART = 5 * MEBIBYTE;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

// oxlint-disable-next-line no-explicit-any -- whatever shape comes is what a test is about
export type Json = any;

export interface Session {
  readonly upload_id: string;
  readonly finalize_token: string;
  readonly mode: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly url: string;
  readonly part_urls: readonly string[];
  readonly part_size: number;
}

interface Server {
  readonly url: string;
}

export type Bytes = Uint8Array<ArrayBuffer> | string;

export async function call(
  { url }: Server,
  method: string,
  path: string,
  { headers, json, body }: { headers?: HeadersInit; json?: unknown; body?: BodyInit } = {},
): Promise<Answer> {
  const sent = new Headers({ authorization: `Bearer ${TEST_KEY}` });
  for (const [name, value] of new Headers(headers)) sent.set(name, value);
  const payload = json === undefined ? body : JSON.stringify(json);
  const init = { method, headers: sent, ...(payload === undefined ? {} : { body: payload }) };
  return answerOf(await fetch(url + path, init));
}

/** Sends bytes the way clients do: to the address alone, without any key. */
export async function put(address: string, body: Bytes): Promise<Answer> {
  return answerOf(await fetch(address, { method: "PUT", body }));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const { status, headers } = response;
  return { status, headers, text, json: isJson ? JSON.parse(text) : undefined };
}

/** Status and message, to be matched together. */
export function outcome({ status, json, text }: Answer): string {
  return `${status} ${json?.error?.message ?? text}`;
}

export async function open(server: Server, json: object): Promise<Session> {
  const answer = await call(server, "POST", "/v1/uploads", { json });
  assert.equal(answer.status, 201, answer.text);
  return answer.json;
}

export function finalize(server: Server, session: Session, json?: unknown): Promise<Answer> {
  return call(server, "POST", `/v1/uploads/${session.upload_id}/finalize`, {
    headers: { "x-upload-finalize-token": session.finalize_token },
    ...(json === undefined ? {} : { json }),
  });
}

export function mint(server: Server, session: Session, part_numbers: unknown): Promise<Answer> {
  return call(server, "POST", `/v1/uploads/${session.upload_id}/parts`, {
    headers: { "x-upload-finalize-token": session.finalize_token },
    json: { part_numbers },
  });
}

export async function mintUrls(
  server: Server,
  session: Session,
  part_numbers: readonly number[],
): Promise<string[]> {
  const answer = await mint(server, session, part_numbers);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.parts.map(({ url }: { url: string }) => url);
}

/** Sends every part and returns what finalize takes. */
export async function putParts(urls: readonly string[], parts: readonly Bytes[]) {
  const named: { part_number: number; e_tag: string }[] = [];
  for (const [i, url] of urls.entries()) {
    const answer = await put(url, parts[i] ?? "");
    assert.equal(answer.status, 200, answer.text);
    named.push({ part_number: i + 1, e_tag: answer.headers.get("etag") ?? "" });
  }
  return named;
}

/** A request whose head and first bytes are sent, and nothing more. */
export function startSending(address: string, method: string, headers: string): Socket {
  const { hostname, port, pathname, search } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  socket.write(
    `${method} ${pathname}${search} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TEST_KEY}\r\n${headers}\r\n\r\n`,
  );
  socket.write(new Uint8Array(400_000));
  return socket;
}

export async function until(isDone: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 250 && !(await isDone()); i++) await delay(20);
  assert.ok(await isDone(), "did not happen within five seconds");
}
