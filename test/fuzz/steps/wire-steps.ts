import { setTimeout as delay } from "node:timers/promises";
import type { Lane } from "../lane.ts";
import { toRequest } from "../values/draft.ts";
import { NoAnswerError } from "../wire/connection.ts";
import type { Connection } from "../wire/connection.ts";
import { type RawRequest, toBytes } from "../wire/raw-request.ts";

const ANSWER_TIMEOUT_MS = 20_000;
const BROKEN = { isMalformed: true, mayClose: true, isSlowClient: true };

type WireTrick = (lane: Lane, connection: Connection, request: RawRequest) => Promise<void>;

/** Bytes that are not quite HTTP, and clients that behave badly. */
export async function misbehave(lane: Lane): Promise<void> {
  const connection = await lane.options.client.open();
  try {
    await lane.random.pick(TRICKS)(lane, connection, toRequest(lane.draft()));
  } finally {
    connection.cut();
  }
}

const TRICKS: readonly WireTrick[] = [
  // Lies about the length.
  async (lane, connection, request) => {
    const length = lane.random.pick([
      "0",
      "1",
      "5",
      "100000",
      "-1",
      "1e3",
      "0x10",
      "1 2",
      "9".repeat(20),
      "abc",
      "",
    ]);
    await sendBroken(lane, connection, withHeader(request, "content-length", length, "{}"));
  },
  async (lane, connection, request) => {
    const lying = withHeader(request, "content-length", "3", '{"a": 1}');
    await sendBroken(
      lane,
      connection,
      lying.replace("\r\n\r\n", "\r\ntransfer-encoding: chunked\r\n\r\n"),
    );
  },
  async (lane, connection, request) => {
    const coding = lane.random.pick([
      "gzip",
      "gzip, chunked",
      "xchunked",
      "chunked, chunked",
      "identity",
    ]);
    await sendBroken(
      lane,
      connection,
      withHeader(request, "transfer-encoding", coding, "2\r\n{}\r\n0\r\n\r\n"),
    );
  },
  async (lane, connection, request) => {
    const body = lane.random.pick([
      "zz\r\n{}\r\n",
      "ffffffffffffffff\r\n{}",
      "-1\r\n",
      "2\r\n{}X",
      "2;ext=1\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
      "0\r\n\r\n",
    ]);
    await sendBroken(lane, connection, withHeader(request, "transfer-encoding", "chunked", body));
  },
  // Not HTTP/1.1.
  async (lane, connection) => {
    const bytes = lane.random.pick([
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
      "\u0016\u0003\u0001\u0002\u0000",
      "GET /health\r\n\r\n",
      "GET /health HTTP/9.9\r\n\r\n",
      "\r\n\r\n\r\n",
      "\u0000".repeat(200),
      "GET /health HTTP/1.1\nhost: x\n\n",
      "GET /health HTTP/1.1\r\n\r\n",
      "{}\r\n\r\n",
    ]);
    await sendBroken(lane, connection, bytes);
  },
  async (lane, connection, request) => {
    connection.write(toBytes({ ...request, httpVersion: "1.0" }));
    await readOne(lane, connection, request);
  },
  // Several at once: each gets its own answer, in order.
  async (lane, connection) => {
    const requests = Array.from({ length: 2 + lane.random.below(8) }, () =>
      toRequest(lane.draft()),
    );
    connection.write(Buffer.concat(requests.map(toBytes)));
    for (const request of requests) {
      const isLast = await readOne(lane, connection, request);
      if (isLast) return;
    }
  },
  // Slow and leaving clients.
  async (lane, connection, request) => {
    const bytes = toBytes(request).subarray(0, 600);
    for (const byte of bytes) {
      connection.write(Buffer.from([byte]));
      if (lane.random.next() < 0.2) await delay(1);
    }
    connection.write(toBytes(request).subarray(600));
    await readOne(lane, connection, request);
  },
  async (lane, connection, request) => {
    const bytes = toBytes(request);
    connection.write(bytes.subarray(0, lane.random.below(bytes.length)));
    await delay(lane.random.below(20));
    connection.cut(lane.random.next() < 0.5);
    lane.sent += 1;
    lane.options.tally.requests += 1;
  },
  async (lane, connection, request) => {
    connection.write(toBytes(request));
    await delay(lane.random.below(15));
    connection.cut(lane.random.next() < 0.5);
    lane.sent += 1;
    lane.options.tally.requests += 1;
  },
  async (lane, connection, request) => {
    // To the server a client that says so has left; it may answer all the same.
    await sendBroken(lane, connection, toBytes(request).toString("latin1"));
  },
  async (lane, connection, request) => {
    connection.pauseReading();
    const requests = Array.from({ length: 20 }, () => request);
    connection.write(Buffer.concat(requests.map(toBytes)));
    await delay(50);
    connection.cut(true);
    lane.sent += 20;
    lane.options.tally.requests += 20;
  },
];

function withHeader(request: RawRequest, name: string, value: string, body: string): string {
  const { body: _, ...rest } = request;
  const head = toBytes({ ...rest, headers: [...request.headers, [name, value]] });
  return head.toString("latin1") + body;
}

/** Sends bytes, says that no more will come, and judges what is answered, if anything is. */
async function sendBroken(lane: Lane, connection: Connection, bytes: string): Promise<void> {
  connection.write(Buffer.from(bytes, "latin1"));
  connection.endWriting();
  const [, method = "GET", target = "/"] = /^(\S+) (\S+)/.exec(bytes) ?? [];
  const sent = { method, target, headers: [], bytes: Buffer.from(bytes, "latin1") };
  await readOne(lane, connection, sent, true);
}

/** @returns whether no further answer comes on this connection */
async function readOne(
  lane: Lane,
  connection: Connection,
  request: RawRequest,
  isBroken = false,
): Promise<boolean> {
  const extras = isBroken ? BROKEN : { mayClose: !connection.isOpen, isSlowClient: true };
  try {
    const isHead = request.method === "HEAD";
    const answer = await connection.readAnswer({ isHead, timeoutMs: ANSWER_TIMEOUT_MS });
    lane.judge(request, answer, extras);
    return answer.closes;
  } catch (error) {
    lane.sent += 1;
    lane.options.tally.requests += 1;
    if (error instanceof NoAnswerError && (isBroken || extras.mayClose)) return true;
    const message = error instanceof Error ? error.message : String(error);
    lane.fail(request, `no proper answer: ${message}`);
    return true;
  }
}
