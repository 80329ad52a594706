import assert from "node:assert/strict";
import { once } from "node:events";
import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { tableFromArrays, tableFromIPC, tableToIPC } from "apache-arrow";
import { Hotdata, HotdataError, ResultsApi } from "../src/hotdata.ts";
import type { DownloadOptions, ResultFormat } from "../src/hotdata.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";
import { RunningServer } from "./support/running-server.ts";

const TYPES: Readonly<Record<ResultFormat, string>> = {
  arrow: "application/vnd.apache.arrow.stream",
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  parquet: "application/vnd.apache.parquet",
};
const FORMATS: readonly ResultFormat[] = ["arrow", "csv", "json", "md", "parquet"];

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function failureOf(work: Promise<unknown>): Promise<HotdataError> {
  const error: unknown = await work.then(
    () => assert.fail("it did not fail"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof HotdataError, String(error));
  return error;
}

describe("a download from the real server", () => {
  let server: RunningServer;
  let hotdata: Hotdata;

  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  /** The same bytes without the SDK. */
  async function plainly(resultId: string, query: string): Promise<Buffer> {
    const answer = await fetch(`${server.options.host}/v1/results/${resultId}?${query}`, {
      headers: { authorization: `Bearer ${server.options.apiKey}` },
    });
    assert.equal(answer.status, 200);
    return Buffer.from(await answer.arrayBuffer());
  }

  const statements: Readonly<Record<string, string>> = {
    "no rows": "SELECT 1 AS a WHERE false",
    "hard text": `SELECT 'a"b,' || chr(10) || '[}{]\\' || i AS "odd ""name"", |", NULL AS n,
      [{'x': '"]}' || chr(13) || chr(10)}] AS nested FROM range(7) r(i)`,
    "many rows": "SELECT i, 'row ' || i AS text, i / 7 AS d FROM range(300000) r(i)",
  };
  for (const [title, sql] of Object.entries(statements)) {
    it(`has every byte in every format: ${title}`, async () => {
      const { resultId } = await hotdata.query.query({ sql });
      assert.ok(typeof resultId === "string");
      for (const format of FORMATS) {
        const expected = await plainly(resultId, `format=${format}`);
        const { signal } = new AbortController();
        const whole = await hotdata.results.download(resultId, { format, signal });
        assert.ok((await bytesOf(whole)).equals(expected), format);
        assert.equal(getEventListeners(signal, "abort").length, 0);
        const query = hotdata.sql.text(sql);
        const again = await bytesOf(await query.download(format));
        if (format !== "json" && format !== "parquet") assert.ok(again.equals(expected), format);
        if (format === "parquet") continue;
        const parts = [{ offset: 2, limit: 3 }, { limit: 0 }, { offset: 5 }, { offset: 999_999 }];
        for (const part of parts) {
          const text = await plainly(
            resultId,
            new URLSearchParams({ format, ...texts(part) }).toString(),
          );
          const some = await hotdata.results.download(resultId, { format, ...part });
          assert.ok((await bytesOf(some)).equals(text), `${format} ${JSON.stringify(part)}`);
        }
      }
    });
  }

  it("says that a result is not ready, failed or unknown, and refuses a part of a Parquet file", async () => {
    const slow = "SELECT count(*) FROM range(100000) a(x), range(100000) b(y) WHERE x * y % 7 = 3";
    const { queryRunId } = await hotdata.query.query({ sql: slow, async: true });
    const { resultId } = await hotdata.queryRuns.getQueryRun(queryRunId);
    const id = resultId ?? assert.fail("no result id");
    for (const format of FORMATS) {
      const early = await failureOf(hotdata.results.download(id, { format }));
      assert.deepEqual([early.code, early.status], ["RESULT_NOT_READY", 202]);
    }
    await hotdata.queryRuns.cancelQueryRun(queryRunId);
    const failed = await failureOf(hotdata.results.download(id, { format: "csv" }));
    assert.deepEqual([failed.code, failed.status], ["RESULT_FAILED", 409]);
    const unknown = await failureOf(hotdata.results.download("rsltnone", { format: "csv" }));
    assert.equal(unknown.status, 404);
    await assert.rejects(hotdata.results.download(id, { format: "parquet", limit: 5 }), TypeError);
  });
});

function texts(part: object): Record<string, string> {
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, String(value)]));
}

/** Three rows in each format; JSON and CSV with what ends them in their middle. */
const WHOLE: Readonly<Record<ResultFormat, Uint8Array>> = {
  arrow: tableToIPC(tableFromArrays({ id: Int32Array.of(1, 2, 3) }), "stream"),
  csv: Buffer.from('id,"te""xt"\n1,"a\n""b""\n\n"\n2,"\n"\n3,\n'),
  json: Buffer.from('{"row_count":3,"rows":[[{"a":["]}"]}],["\\"]}"],["\\\\"],[[]]]}'),
  md: Buffer.from("| id |\n| --- |\n| 1 |\n| 2 |\n| 3 |\n"),
  // What is between magic, footer and length does not matter here.
  parquet: Buffer.from("PAR1some textPAR1footer\x06\0\0\0PAR1", "latin1"),
};

describe("a download that is not whole", () => {
  function send(response: ServerResponse, format: ResultFormat, bytes: Uint8Array): void {
    response.setHeader("content-type", TYPES[format]);
    if (format !== "parquet") response.setHeader("x-total-row-count", 3);
    // In pieces, so that the message ends properly wherever it is cut.
    response.write(bytes.subarray(0, 5));
    response.end(bytes.subarray(5));
  }

  for (const format of FORMATS) {
    it(`${format}: is an error wherever it is cut, although the message ends properly`, async () => {
      const bytes = WHOLE[format];
      let length = 0;
      await using server = await LocalServer.start((_, response) =>
        send(response, format, bytes.subarray(0, length)),
      );
      const results = new ResultsApi(server.client());
      const download = async () => bytesOf(await results.download("r", { format }));
      for (length = 0; length < bytes.length; length += 1) {
        const error = await failureOf(download());
        assert.equal(error.code, "CONNECTION_FAILED", `cut at ${length}: ${error.message}`);
        assert.equal(error.retryable, true);
        assert.match(error.message, /^get_result: .*(ended in the middle|missing)/);
      }
      assert.ok((await download()).equals(bytes));
    });
  }

  it("is an error when more comes than there is, or something else", async () => {
    let body: readonly [ResultFormat, Uint8Array] = ["csv", WHOLE.csv];
    await using server = await LocalServer.start((_, response) => send(response, ...body));
    const results = new ResultsApi(server.client());
    const more: readonly (readonly [ResultFormat, Uint8Array])[] = [
      ["csv", Buffer.concat([WHOLE.csv, Buffer.from("4,\n")])],
      ["md", Buffer.concat([WHOLE.md, Buffer.from("| 4 |\n")])],
      ["json", Buffer.concat([WHOLE.json, Buffer.from("{}")])],
      ["arrow", Buffer.concat([WHOLE.arrow, WHOLE.arrow])],
      ["parquet", Buffer.from("no Parquet file at all")],
    ];
    for (body of more) {
      const [format] = body;
      const download = async () => bytesOf(await results.download("r", { format }));
      assert.equal((await failureOf(download())).code, "RESPONSE_INVALID", format);
    }
    body = ["csv", WHOLE.csv];
    const other = await failureOf(results.download("r", { format: "arrow" }));
    assert.match(other.message, /arrow\.stream, but is status 200 with content type text\/csv/);
  });

  it("arrow: counts rows, of the part that was asked for", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.setHeader("x-total-row-count", 30);
      response.setHeader("content-type", TYPES.arrow);
      response.end(WHOLE.arrow);
    });
    const results = new ResultsApi(server.client());
    const download = async (part: Partial<DownloadOptions>) =>
      bytesOf(await results.download("r", { format: "arrow", ...part }));
    assert.match((await failureOf(download({}))).message, /3 of 30 rows/);
    for (const part of [{ limit: 3 }, { offset: 27 }, { offset: 5, limit: 3 }]) {
      assert.equal(tableFromIPC(await download(part)).numRows, 3);
    }
  });

  it("parquet: has the length that the server told, unless it was compressed on the way", async () => {
    let encoding: string | undefined;
    const server = async (): Promise<Response> => {
      const headers = new Headers({ "content-type": TYPES.parquet, "content-length": "100" });
      if (encoding !== undefined) headers.set("content-encoding", encoding);
      return new Response(new Blob([Buffer.from(WHOLE.parquet)]), { headers });
    };
    const hotdata = new Hotdata({ apiKey: "key", host: "http://127.0.0.1:1", fetch: server });
    const download = async () =>
      bytesOf(await hotdata.results.download("r", { format: "parquet" }));
    assert.equal((await failureOf(download())).code, "CONNECTION_FAILED");
    encoding = "gzip";
    assert.ok((await download()).equals(WHOLE.parquet));
  });

  it("csv: cannot be told without the number of rows", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200, { "content-type": TYPES.csv }).end(WHOLE.csv);
    });
    const results = new ResultsApi(server.client());
    const error = await failureOf(results.download("r", { format: "csv" }).then(bytesOf));
    assert.match(error.message, /X-Total-Row-Count should be/);
  });
});

describe("a download that is read", () => {
  const LINE = Buffer.from(`${"x".repeat(65_535)}\n`);

  /** Sends lines without end, as fast as they are taken. */
  async function endless() {
    const state = { sent: 0, closed: Promise.withResolvers<void>() };
    const server = await LocalServer.start(async (_, response) => {
      response.on("close", () => state.closed.resolve());
      response.writeHead(200, { "content-type": TYPES.csv, "x-total-row-count": "1000000000" });
      while (!response.destroyed) {
        state.sent += 1;
        if (!response.write(LINE))
          await Promise.race([once(response, "drain"), state.closed.promise]);
      }
    });
    return Object.assign(server, { state });
  }

  it("takes only what is asked for, and cancelling ends the transfer", async () => {
    await using server = await endless();
    const hotdata = new ResultsApi(server.client());
    const { signal } = new AbortController();
    const stream = await hotdata.download("r", { format: "csv", signal });
    const reader = stream.getReader();
    let read = 0;
    while (read < 20 * LINE.length) read += (await reader.read()).value?.length ?? 0;
    await sleep(300);
    assert.ok(server.state.sent < 200, `${server.state.sent} pieces were sent for 20`);
    await reader.cancel();
    await server.state.closed.promise;
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("is cancelled also while it waits for bytes", async () => {
    const closed = Promise.withResolvers<void>();
    await using server = await LocalServer.start((_, response) => {
      response.on("close", closed.resolve);
      response.writeHead(200, { "content-type": TYPES.csv, "x-total-row-count": "5" });
      response.write("id\n");
    });
    const stream = await new ResultsApi(server.client()).download("r", { format: "csv" });
    const reader = stream.getReader();
    await reader.read();
    const waiting = reader.read();
    await reader.cancel();
    assert.equal((await waiting).done, true);
    await closed.promise;
  });

  it("ends with the signal's reason, and with its time limit while nothing comes", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200, { "content-type": TYPES.csv, "x-total-row-count": "5" });
      response.write("id\n");
    });
    const results = new ResultsApi(server.client());
    const controller = new AbortController();
    const reason = new Error("enough");
    const aborted = results
      .download("r", { format: "csv", signal: controller.signal })
      .then(bytesOf);
    setTimeout(() => controller.abort(reason), 50);
    await assert.rejects(aborted, (error) => error === reason);
    assert.equal(getEventListeners(controller.signal, "abort").length, 0);
    const stream = await results.download("r", { format: "csv", timeoutMs: 150 });
    await sleep(300); // The caller's own time does not count.
    const error = await failureOf(bytesOf(stream));
    assert.equal(error.code, "TIMEOUT");
  });

  it("says so when the connection breaks", async () => {
    await using server = await LocalServer.start((_, response) => {
      response.writeHead(200, { "content-type": TYPES.json });
      response.write('{"rows":[');
      setTimeout(() => response.destroy(), 20);
    });
    const results = new ResultsApi(server.client());
    const error = await failureOf(results.download("r", { format: "json" }).then(bytesOf));
    assert.equal(error.code, "CONNECTION_FAILED");
  });

  it("is not ready as long as the server says so", async () => {
    await using server = await LocalServer.start((_, response) =>
      sendJson(response, 202, { result_id: "r", status: "pending" }),
    );
    const results = new ResultsApi(server.client());
    const error = await failureOf(results.download("r", { format: "parquet" }));
    assert.equal(error.code, "RESULT_NOT_READY");
  });
});
