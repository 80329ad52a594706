import { randomBytes } from "node:crypto";
import type { Lane } from "../lane.ts";
import { toRequest } from "../values/draft.ts";
import { NASTY_TEXTS } from "../values/nasty-values.ts";
import type { RawAnswer } from "../wire/answer-parser.ts";
import type { Header, RawRequest } from "../wire/raw-request.ts";

const JWT_WITHOUT_SIGNATURE =
  "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiJhZG1pbiIsImV4cCI6OTk5OTk5OTk5OX0.";

/** Refused wherever a key is needed. */
const WRONG_CREDENTIALS: readonly string[] = [
  "",
  "Bearer",
  "Bearer ",
  "Bearer  ",
  "Basic dXNlcjpwYXNz",
  "Bearer wrong-key-wrong-key",
  `Bearer ${JWT_WITHOUT_SIGNATURE}`,
  "Bearer eyJ.eyJ.x",
  "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA",
  "Bearer \u00e9\u00ff",
  "Bearer null",
  `Bearer ${"x".repeat(8_000)}`,
  `Bearer eyJ${"x".repeat(8_000)}`,
  "Digest username=a",
];

const SCOPE_HEADERS = ["x-workspace-id", "x-database-id", "x-session-id"];

/** Requests with a key that is not one. */
export async function sendWrongCredentials(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const request = toRequest(draft);
  const others = request.headers.filter(([name]) => name !== "authorization");
  const credential = lane.random.pick(WRONG_CREDENTIALS);
  const headers: Header[] =
    lane.random.next() < 0.2 ? others : [...others, ["authorization", credential]];
  const reason = draft.operation.needsKey ? "a request without a valid key" : undefined;
  await lane.send({ ...request, headers }, reason === undefined ? {} : { mustRefuse: reason });
}

/** Scope, trace and content headers of every kind. */
export async function mutateHeaders(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const request = toRequest(draft);
  const { random } = lane;
  const text = random.pick(NASTY_TEXTS).replaceAll(/[^\x20-\x7e\x80-\xff]/g, "");
  const added = random.next() < 0.4 ? scopeHeaders(lane, text) : otherHeaders(lane, text);
  const names = new Set(added.map(([name]) => name));
  const isDoubled = random.next() < 0.3;
  const kept = isDoubled ? request.headers : request.headers.filter(([name]) => !names.has(name));
  const extras = { isMalformed: true, mayClose: true, mayBeFull: true };
  const sent = { ...request, headers: [...kept, ...added] };
  const answer = await lane.sendApart(sent, extras);
  if (answer !== undefined) lane.learn(draft, answer);
}

function scopeHeaders({ random, options }: Lane, text: string): Header[] {
  const name = random.pick(SCOPE_HEADERS);
  const key = name === "x-session-id" ? "session_id" : name.slice(2).replaceAll("-", "_");
  const known = options.known.placesWith(key).at(-1)?.get(key) ?? "x";
  const foreign = options.foreign.placesWith(key).at(-1)?.get(key) ?? "x";
  const value = random.pick([
    text,
    known,
    foreign,
    `${known}x`,
    known.toUpperCase(),
    `${known},${foreign}`,
    "",
    " ",
  ]);
  return [[name, value]];
}

function otherHeaders({ random }: Lane, text: string): Header[] {
  return random.pick<() => Header[]>([
    () => [["traceparent", text]],
    () => [["traceparent", `00-${"0".repeat(32)}-${"1".repeat(16)}-01`]],
    () => [["x-request-id", text]],
    () => [["x-request-id", "x".repeat(129)]],
    () => [
      [
        "accept",
        random.pick([
          "text/html",
          "*/*;q=0",
          "",
          text,
          "application/json;q=x",
          "application/vnd.apache.arrow.stream",
          "text/csv",
          "a".repeat(5_000),
        ]),
      ],
    ],
    () => [["accept-encoding", random.pick(["gzip", "br;q=1, *;q=0", "identity;q=0", text])]],
    () => [
      [
        "content-type",
        random.pick([
          "text/plain",
          "",
          "application/json; charset=utf-16",
          "application/json; charset=iso-8859-1",
          "multipart/form-data; boundary=x",
          "application/xml",
          "application/octet-stream",
          "a".repeat(5_000),
          text,
        ]),
      ],
    ],
    () => [
      [
        "content-encoding",
        random.pick(["gzip", "br", "deflate", "identity", "zstd, gzip", "x", text]),
      ],
    ],
    () => [["expect", random.pick(["100-continue", "200-ok", text])]],
    () => [
      ["connection", "upgrade"],
      ["upgrade", random.pick(["websocket", "h2c", text])],
    ],
    () => [["range", random.pick(["bytes=0-1", "bytes=-", "rows=1"])]],
    () => [
      ["if-none-match", "*"],
      ["if-match", '"x"'],
      ["if-modified-since", text],
    ],
    () => [
      ["origin", "http://evil.example"],
      ["access-control-request-method", text],
    ],
    () => [["host", random.pick(["", "evil.example", "a b", "127.0.0.1:99999", "[::1", text])]],
    () => [
      ["x-forwarded-host", text],
      ["x-forwarded-proto", "javascript"],
      ["forwarded", text],
    ],
    () => [["cookie", "a=b; ".repeat(500)]],
    () => Array.from({ length: 400 }, (_, i): Header => [`x-flood-${i}`, "v"]),
    () => Array.from({ length: 3_000 }, (_, i): Header => [`f${i}`, ""]),
    () => [["x-large", "x".repeat(100_000)]],
    () => [["x-http-method-override", "DELETE"]],
    () => [["bad header name", "x"]],
    () => [["x-nul", "a\u0000b"]],
  ])();
}

/** A caller's own trace and request id come back. */
export async function checkEcho(lane: Lane): Promise<void> {
  const draft = lane.draft();
  const traceId = randomBytes(16).toString("hex");
  const requestId = `fuzz-${lane.options.name}-${lane.step}`;
  const { headers, ...rest } = toRequest(draft);
  const request: RawRequest = {
    ...rest,
    headers: [
      ...headers,
      ["traceparent", `00-${traceId}-${traceId.slice(16)}-01`],
      ["x-request-id", requestId],
    ],
  };
  const answer = await lane.sendDraft(draft, {}, request);
  if (answer !== undefined && !echoes(answer, traceId, requestId)) {
    lane.fail(request, "the caller's own trace or request id does not come back");
  }
}

function echoes({ headers }: RawAnswer, traceId: string, requestId: string): boolean {
  return headers.get("x-trace-id") === traceId && headers.get("x-request-id") === requestId;
}
