import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ServerResponse } from "node:http";
import {
  RecordBatchStreamWriter,
  Table,
  tableFromArrays,
  tableFromIPC,
  tableToIPC,
} from "apache-arrow";
import type { RecordBatch } from "apache-arrow";
import { ApiException, ConnectionError, ResultNotReadyError, ResultsApi } from "../src/hotdata.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";

const ARROW = "application/vnd.apache.arrow.stream";
const END_MARK_BYTES = 8;

/** Batches whose rows are numbered through, and repeat the bytes of an end mark in their data. */
function numberedBatches(sizes: readonly number[]): readonly RecordBatch[] {
  let start = 0;
  return sizes.flatMap((size) => {
    const ids = BigInt64Array.from({ length: size }, (_, index) => BigInt(start + index));
    const decoys = BigInt64Array.from({ length: size }, () => 0xff_ff_ff_ffn);
    start += size;
    return tableFromArrays({ id: ids, decoy: decoys }).batches;
  });
}

function ipcStream(batches: readonly RecordBatch[]): Uint8Array {
  return RecordBatchStreamWriter.writeAll([...batches]).toUint8Array(true);
}

function sendArrow(response: ServerResponse, bytes: Uint8Array, totalRowCount?: number): void {
  response.setHeader("content-type", ARROW);
  if (totalRowCount !== undefined) response.setHeader("x-total-row-count", totalRowCount);
  response.end(bytes);
}

async function collect(batches: AsyncIterable<RecordBatch>): Promise<readonly RecordBatch[]> {
  const collected: RecordBatch[] = [];
  for await (const batch of batches) collected.push(batch);
  return collected;
}

describe("getResultArrow", () => {
  it("asks for Arrow of the wanted part and gives a table", async () => {
    const bytes = ipcStream(numberedBatches([3, 2]));
    await using server = await LocalServer.start((request, response) => {
      assert.equal(request.url, "/v1/results/rslt1?format=arrow&offset=10&limit=5");
      assert.equal(request.headers.accept, ARROW);
      assert.equal(request.headers["x-database-id"], "db1");
      sendArrow(response, bytes, 100);
    });
    const options = { offset: 10, limit: 5, xDatabaseId: "db1" };
    const table = await new ResultsApi(server.client()).getResultArrow("rslt1", options);
    assert.deepEqual(table.toArray(), tableFromIPC(bytes).toArray());
    assert.equal(table.numRows, 5);
  });

  it("gives an empty result its columns", async () => {
    const empty = new Table(tableFromArrays({ id: BigInt64Array.of() }).schema);
    const withoutBatch = tableToIPC(empty, "stream");
    for (const stream of [withoutBatch, ipcStream(numberedBatches([0]))]) {
      await using server = await LocalServer.start((_, response) => sendArrow(response, stream, 0));
      const results = new ResultsApi(server.client());
      const table = await results.getResultArrow("r");
      assert.equal(table.numRows, 0);
      assert.equal(table.schema.fields[0]?.name, "id");
      assert.deepEqual([...(table.getChild("id") ?? [])], []);
      assert.equal((await collect(results.streamResultArrow("r"))).length, 0);
    }
  });

  it("says that a result is not ready, with its state and when to ask again", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.setHeader("retry-after", "2");
      sendJson(response, 202, { result_id: "rslt1", status: "processing" });
    });
    const results = new ResultsApi(server.client());
    const attempts = [
      () => results.getResultArrow("rslt1"),
      () => results.streamResultArrow("rslt1").schema,
    ];
    for (const attempt of attempts) {
      await assert.rejects(attempt, (error: unknown) => {
        assert.ok(error instanceof ResultNotReadyError);
        assert.equal(error.resultStatus, "processing");
        assert.equal(error.retryAfterSeconds, 2);
        assert.match(error.message, /rslt1 is not ready but processing/);
        return true;
      });
    }
  });

  it("throws ApiException for a failed result and an unknown one", async () => {
    await using server = await LocalServer.start((_, response) =>
      sendJson(response, 409, {
        result_id: "r",
        status: "failed",
        error_message: "sum overflowed",
      }),
    );
    await assert.rejects(new ResultsApi(server.client()).getResultArrow("r"), (error: unknown) => {
      assert.ok(error instanceof ApiException);
      assert.equal(error.status, 409);
      assert.match(error.message, /sum overflowed/);
      return true;
    });
  });

  it("refuses an answer of another kind", async () => {
    await using server = await LocalServer.start((_, response) => sendJson(response, 200, {}));
    await assert.rejects(new ResultsApi(server.client()).getResultArrow("r"), {
      name: "ResponseValidationError",
      message:
        /should be application\/vnd\.apache\.arrow\.stream, but is status 200 with content type application\/json/,
    });
  });
});

describe("a stream that is not whole", () => {
  it("is an error wherever it is cut, also when the transfer itself ends well", async () => {
    const bytes = ipcStream(numberedBatches([2, 3]));
    let length = 0;
    await using server = await LocalServer.start((_, response) =>
      sendArrow(response, bytes.subarray(0, length)),
    );
    const results = new ResultsApi(server.client());
    for (length = 0; length < bytes.length; length += 1) {
      await assert.rejects(
        collect(results.streamResultArrow("r")),
        ConnectionError,
        `cut at ${length}`,
      );
    }
    assert.equal((await results.getResultArrow("r")).numRows, 5);
  });

  it("is an error when the connection breaks", async () => {
    const bytes = ipcStream(numberedBatches([2, 3]));
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200, { "content-type": ARROW, "content-length": bytes.length });
      response.write(bytes.subarray(0, bytes.length - END_MARK_BYTES));
      setTimeout(() => response.destroy(), 20);
    });
    await assert.rejects(new ResultsApi(server.client()).getResultArrow("r"), ConnectionError);
  });

  it("is an error when rows are missing or bytes follow", async () => {
    const bytes = ipcStream(numberedBatches([2, 3]));
    await using short = await LocalServer.start((_, response) => sendArrow(response, bytes, 6));
    const results = new ResultsApi(short.client());
    await assert.rejects(
      results.getResultArrow("r"),
      /should be an Arrow stream of 6 rows, but is one of 5/,
    );
    assert.equal((await results.getResultArrow("r", { limit: 5 })).numRows, 5);
    assert.equal((await results.getResultArrow("r", { offset: 1 })).numRows, 5);
    await using long = await LocalServer.start((_, response) =>
      sendArrow(response, Buffer.concat([bytes, bytes])),
    );
    await assert.rejects(
      new ResultsApi(long.client()).getResultArrow("r"),
      /bytes after the end marker/,
    );
  });

  it("is an error when the bytes are something else", async () => {
    for (const text of [
      "no Arrow at all, only words",
      "\xff\xff\xff\xff\x08\0\0\0\xff\xff\xff\xff\xff\xff\xff\xff",
    ]) {
      const bytes = Buffer.from(text, "latin1");
      await using server = await LocalServer.start((_, response) => sendArrow(response, bytes));
      await assert.rejects(new ResultsApi(server.client()).getResultArrow("r"), {
        name: "ResponseValidationError",
        message: /should be an Arrow IPC stream/,
      });
    }
  });
});

describe("streamResultArrow", () => {
  it("gives the schema first, then the batches, once", async () => {
    const bytes = ipcStream(numberedBatches([2, 3]));
    let requests = 0;
    await using server = await LocalServer.start((_, response) => {
      requests += 1;
      sendArrow(response, bytes, 5);
    });
    await using stream = new ResultsApi(server.client()).streamResultArrow("r");
    assert.equal(requests, 0);
    const schema = await stream.schema;
    assert.deepEqual(
      schema.fields.map((field) => `${field.name}: ${field.type}`),
      ["id: Int64", "decoy: Int64"],
    );
    const batches = await collect(stream);
    assert.deepEqual(
      batches.map((batch) => batch.numRows),
      [2, 3],
    );
    assert.equal(requests, 1);
    await assert.rejects(collect(stream), /only once/);
  });

  it("takes only what is asked for, and frees the connection when the loop ends early", async () => {
    const schemaAndBatch = ipcStream(numberedBatches([50_000]));
    const schemaBytes = 8 + Buffer.from(schemaAndBatch).readUInt32LE(4);
    const batch = schemaAndBatch.subarray(schemaBytes, -END_MARK_BYTES);
    let sent = 0;
    const closed = Promise.withResolvers<void>();
    await using server = await LocalServer.start((_, response) => {
      response.on("close", closed.resolve);
      response.writeHead(200, { "content-type": ARROW });
      response.write(schemaAndBatch.subarray(0, -END_MARK_BYTES));
      const more = (): void => {
        while (!response.destroyed) {
          sent += 1;
          if (!response.write(batch)) return void response.once("drain", more);
        }
      };
      more();
    });
    let seen = 0;
    for await (const { numRows } of new ResultsApi(server.client()).streamResultArrow("r")) {
      assert.equal(numRows, 50_000);
      seen += 1;
      if (seen === 20) break;
    }
    await closed.promise;
    assert.ok(sent < 60, `${sent} batches were sent for 20 that were read`);
  });

  it("ends by cancel, by signal and by closing the client", async () => {
    const start = ipcStream(numberedBatches([2])).subarray(0, -END_MARK_BYTES);
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200, { "content-type": ARROW });
      response.write(start);
    });
    const client = server.client();
    const results = new ResultsApi(client);
    const controller = new AbortController();
    const reason = new Error("enough");
    const cancelled = results.streamResultArrow("r");
    const signalled = results.streamResultArrow("r", { signal: controller.signal });
    const closed = results.streamResultArrow("r");
    setTimeout(() => void cancelled.cancel(), 50);
    setTimeout(() => controller.abort(reason), 50);
    setTimeout(() => client.close(), 50);
    const outcomes = await Promise.allSettled([cancelled, signalled, closed].map(collect));
    const reasons = outcomes.map((outcome) =>
      outcome.status === "rejected" ? outcome.reason : "read",
    );
    assert.deepEqual(
      [reasons[0].name, reasons[1], reasons[2].name],
      ["AbortError", reason, "AbortError"],
    );
  });

  it("limits the wait for the next bytes, not the time the caller takes", async () => {
    const [first, second] = [2, 3].map((size) => numberedBatches([size]));
    const bytes = ipcStream([...(first ?? []), ...(second ?? [])]);
    await using server = await LocalServer.start(async (_, response) => {
      response.writeHead(200, { "content-type": ARROW });
      response.write(bytes.subarray(0, -END_MARK_BYTES));
      await new Promise((resolve) => setTimeout(resolve, 250));
      response.end(bytes.subarray(-END_MARK_BYTES));
    });
    const results = new ResultsApi(server.client());
    await assert.rejects(collect(results.streamResultArrow("r", { timeoutMs: 100 })), {
      name: "TimeoutError",
    });
    for await (const _ of results.streamResultArrow("r", { timeoutMs: 400 })) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  });
});
