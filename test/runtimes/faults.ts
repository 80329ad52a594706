import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tableFromArrays, tableToIPC } from "apache-arrow";

interface Meeting {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: string;
  /** 0 for the first request. */
  readonly attempt: number;
}

const ARROW_ROWS = 100_000;
const ARROW = Buffer.from(
  tableToIPC(
    tableFromArrays({ n: Int32Array.from({ length: ARROW_ROWS }, (_, n) => n) }),
    "stream",
  ),
);
/** Bytes of the marker that ends an Arrow stream. */
const ARROW_END_BYTES = 8;
const UPLOAD = { id: "upl1", status: "ready", size_bytes: 3, created_at: "2026-01-01T00:00:00Z" };
const QUERY = {
  query_run_id: "qrun1",
  columns: ["n"],
  nullable: [false],
  rows: [[1]],
  row_count: 1,
  preview_row_count: 1,
  truncated: false,
  execution_time_ms: 0,
};

/** Ways to fail, by name. */
export const FAULTS: Readonly<Record<string, (meeting: Meeting) => void>> = {
  none: answerWell,
  "too-many-first": first((response) => refuse(response, 429, "0")),
  "too-many-for-an-hour": ({ response }) => refuse(response, 429, "3600"),
  "unavailable-first": first((response) => refuse(response, 503, "0")),
  unavailable: ({ response }) => refuse(response, 503),
  "reset-first": first((response) => void response.socket?.resetAndDestroy()),
  reset: ({ response }) => void response.socket?.resetAndDestroy(),
  silent: () => undefined,
  "silent-body": ({ response }) => void response.writeHead(200).write('{"databases": ['),
  "cut-with-length": (meeting) => cut(meeting, answerBytes(meeting), { withLength: true }),
  "cut-chunked": (meeting) => cut(meeting, answerBytes(meeting), { withLength: false }),
  "cut-before-the-end-mark": ({ response }) =>
    void response.end(ARROW.subarray(0, -ARROW_END_BYTES)),
  "ended-early": ({ url, response }) => {
    const [type, bytes] = stored(url);
    response.setHeader("content-type", type);
    response.setHeader("x-total-row-count", STORED_ROWS);
    // Chunked, so that the message ends like a whole one.
    response.write(bytes.subarray(0, bytes.length / 2));
    setTimeout(() => response.end(), 20);
  },
  "bad-request": ({ response }) => {
    const error = { code: "BAD_REQUEST", message: "no table is named ü", details: { position: 4 } };
    sendJson(response, 400, { error });
  },
  "page-of-a-proxy": ({ response }) => void response.writeHead(502).end("<h1>Bad gateway</h1>"),
  "another-answer": ({ response }) => sendJson(response, 200, { databases: "none" }),
  "not-ready": ({ response }) => {
    response.setHeader("retry-after", "2");
    sendJson(response, 202, { result_id: "rslt1", status: "processing" });
  },
};

const STORED_ROWS = 20_000;

/** A result in the format that was asked for. */
function stored(url: string): readonly [type: string, bytes: Buffer] {
  const rows = Array.from({ length: STORED_ROWS }, (_, n) => n);
  if (url.includes("format=arrow")) return ["application/vnd.apache.arrow.stream", ARROW];
  if (url.includes("format=csv")) return ["text/csv", Buffer.from(`n\n${rows.join("\n")}\n`)];
  if (url.includes("format=md")) {
    const lines = rows.map((n) => `| ${n} |\n`).join("");
    return ["text/markdown", Buffer.from(`| n |\n| --- |\n${lines}`)];
  }
  if (url.includes("format=parquet")) {
    const content = `PAR1${"PAR1".repeat(STORED_ROWS)}\u{8}\0\0\0PAR1`;
    return ["application/vnd.apache.parquet", Buffer.from(content, "latin1")];
  }
  return ["application/json", Buffer.from(JSON.stringify({ rows: rows.map((n) => [n]) }))];
}

function first(misbehave: (response: ServerResponse) => void): (meeting: Meeting) => void {
  return (meeting) => {
    if (meeting.attempt === 0) misbehave(meeting.response);
    else answerWell(meeting);
  };
}

function refuse(response: ServerResponse, status: number, retryAfter?: string): void {
  if (retryAfter !== undefined) response.setHeader("retry-after", retryAfter);
  sendJson(response, status, { error: { code: "REFUSED", message: "not now" } });
}

function answerWell(meeting: Meeting): void {
  const { response } = meeting;
  response.setHeader("content-type", contentType(meeting));
  response.setHeader("x-request-id", "req-1");
  response.writeHead(meeting.url.startsWith("/v1/files") ? 201 : 200).end(answerBytes(meeting));
}

/** Sends a half, waits until it has surely arrived, then breaks the connection. */
function cut(meeting: Meeting, bytes: Buffer, { withLength }: { withLength: boolean }): void {
  const { response } = meeting;
  response.setHeader("content-type", contentType(meeting));
  if (withLength) response.setHeader("content-length", bytes.length);
  response.write(bytes.subarray(0, bytes.length / 2));
  setTimeout(() => response.socket?.destroy(), 50);
}

function contentType({ url }: Meeting): string {
  return url.includes("format=arrow") ? "application/vnd.apache.arrow.stream" : "application/json";
}

function answerBytes({ url }: Meeting): Buffer {
  if (url.includes("format=arrow")) return ARROW;
  if (url.startsWith("/v1/query")) return Buffer.from(JSON.stringify(QUERY));
  if (url.startsWith("/v1/files")) return Buffer.from(JSON.stringify(UPLOAD));
  // Long enough that a half fills more than one piece of the network.
  return Buffer.from(
    JSON.stringify({ databases: [], filler: randomBytes(100_000).toString("hex") }),
  );
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json", "x-request-id": "req-1" });
  response.end(JSON.stringify(value));
}
