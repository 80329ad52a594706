import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, it, mock } from "node:test";
import { promisify } from "node:util";
import { Hotdata } from "../src/hotdata.ts";
import type { BinaryBody, UploadOptions, UploadProgress } from "../src/hotdata.ts";
import { LocalServer, sendJson } from "./support/local-server.ts";
import { makeParquet, selectOrders } from "./support/parquet-file.ts";
import { RunningServer } from "./support/running-server.ts";
import { UploadProxy } from "./support/upload-proxy.ts";
import type { Trouble } from "./support/upload-proxy.ts";

const MIB = 1_024 ** 2;
/** Smallest that the server agrees to. */
const PART = 5 * MIB;

let server: RunningServer;

/** Text that is a CSV of one column, of exactly this many bytes. */
function csvOf(bytes: number): Uint8Array<ArrayBuffer> {
  const csv = new Uint8Array(bytes).fill(0x37);
  for (let i = 99; i < bytes; i += 100) csv[i] = 0x0a;
  return csv;
}

/** The same bytes in odd pieces. */
async function* piecesOf(bytes: Uint8Array<ArrayBuffer>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += 700_001) yield bytes.subarray(at, at + 700_001);
}

async function throughProxy(
  trouble: (partNumber: number, earlier: number) => Trouble | undefined,
  work: (hotdata: Hotdata, proxy: UploadProxy) => Promise<void>,
): Promise<void> {
  await using proxy = await UploadProxy.start(server.options.host ?? "", trouble);
  await using hotdata = new Hotdata({ ...server.options, host: proxy.host });
  await work(hotdata, proxy);
}

/** Uploads it and loads it, so that the server reads what it got; the number of rows. */
async function rowsLoaded(hotdata: Hotdata, source: BinaryBody, options: UploadOptions) {
  const { uploadId } = await hotdata.uploads.upload(source, options);
  const { id } = await hotdata.databases.createDatabase({});
  const request = { mode: "replace", uploadId, csv: { header: false } };
  return (await hotdata.databases.loadDatabaseTable(id, "main", "t", request)).rowCount;
}

describe("upload", () => {
  before(async () => {
    server = await RunningServer.start();
  });

  after(() => server?.[Symbol.asyncDispose]());

  for (const size of [0, 1, 8 * MIB, 8 * MIB + 1, 100_000_000]) {
    it(`sends ${size} bytes from every kind of source`, async () => {
      await using hotdata = new Hotdata(server.options);
      const bytes = csvOf(size);
      const sources: Record<string, () => BinaryBody> = {
        Blob: () => new Blob([bytes]),
        ArrayBuffer: () => bytes.buffer,
        Uint8Array: () => bytes,
        ReadableStream: () => new Blob([bytes]).stream(),
        AsyncIterable: () => piecesOf(bytes),
      };
      for (const [kind, open] of Object.entries(sources)) {
        if (size === 100_000_000 && kind !== "Blob" && kind !== "AsyncIterable") continue;
        const seen: UploadProgress[] = [];
        const upload = await hotdata.uploads.upload(open(), {
          onProgress: (progress) => seen.push(progress),
        });
        assert.equal(upload.sizeBytes, size, kind);
        assert.equal(upload.status, "ready", kind);
        assert.deepEqual(seen.at(-1), { sentBytes: size, totalBytes: size }, kind);
        const sent = seen.map(({ sentBytes }) => sentBytes);
        assert.deepEqual(
          sent,
          sent.toSorted((a, b) => a - b),
          kind,
        );
      }
    });
  }

  it("takes little memory for a large stream", async () => {
    const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
    const program = join(import.meta.dirname, "support/upload-stream.ts");
    const { host = "", apiKey = "" } = server.options;
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...flags,
      program,
      host,
      apiKey,
    ]);
    const { sizeBytes, growthBytes }: Record<string, number> = JSON.parse(stdout);
    assert.equal(sizeBytes, 300_000_000);
    // Four parts of 5 MiB, what fetch makes of them, and what is not collected yet: about 130 MB,
    // also of a stream three times as long.
    assert.ok((growthBytes ?? Infinity) < 200_000_000, `${growthBytes} bytes`);
  });

  it("keeps bytes and types: Parquet, and CSV in parts of every kind", async () => {
    await using hotdata = new Hotdata(server.options);
    const parquet = await makeParquet(server.folder, selectOrders(1_000));
    const file = new File([new Uint8Array(parquet)], "Orders.parquet");
    const { uploadId, contentType } = await hotdata.uploads.upload(file);
    assert.equal(contentType, "application/vnd.apache.parquet");
    const { id } = await hotdata.databases.createDatabase({});
    await hotdata.databases.loadDatabaseTable(id, "main", "orders", { mode: "replace", uploadId });
    const sql = "SELECT count(*), sum(amount) FROM orders";
    const { rows } = await hotdata.query.query({ sql }, { xDatabaseId: id });
    assert.deepEqual(rows, [[1_000, 124_875]]);

    // Every row is different, so that parts in the wrong place would show.
    const lines = Array.from({ length: 1_200_000 }, (_, i) => `row ${i * 7_919}`).join("\n");
    const bytes = new TextEncoder().encode(lines);
    assert.ok(bytes.length > 2 * PART);
    for (const source of [new Blob([bytes]), bytes, piecesOf(bytes)]) {
      const sent = await hotdata.uploads.upload(source, { partSizeBytes: PART });
      await hotdata.databases.loadDatabaseTable(id, "main", "lines", {
        mode: "replace",
        uploadId: sent.uploadId,
        csv: { header: false, names: ["line"] },
      });
      const check = await hotdata.query.query(
        {
          sql: "SELECT count(*), count(DISTINCT line), max(length(line)) FROM lines WHERE line ~ '^row [0-9]+$'",
        },
        { xDatabaseId: id },
      );
      assert.deepEqual(check.rows, [[1_200_000, 1_200_000, 14]]);
    }
  });

  it("takes names and types from the file, from its name, or from the options", async () => {
    await using hotdata = new Hotdata(server.options);
    const text = "a\n1\n";
    const type = async (source: BinaryBody, options?: UploadOptions) =>
      (await hotdata.uploads.upload(source, options)).contentType;
    assert.equal(await type(new Blob([text], { type: "text/csv" })), "text/csv");
    assert.equal(await type(new File([text], "A.TSV")), "text/tab-separated-values");
    assert.equal(await type(new File([text], "a.csv.gz")), "text/csv");
    const bytes = new TextEncoder().encode(text);
    assert.equal(await type(bytes, { filename: "a.jsonl" }), "application/x-ndjson");
    assert.equal(await type(bytes, { filename: "a.jsonl", contentType: "text/csv" }), "text/csv");
    assert.equal(await type(bytes), null);
  });

  it("sends parts at the same time, with the session's headers alone", async () => {
    await throughProxy(
      () => undefined,
      async (hotdata, proxy) => {
        const source = new Blob([csvOf(8 * PART)], { type: "text/csv" });
        await hotdata.uploads.upload(source, { partSizeBytes: PART, concurrency: 3 });
        assert.equal(proxy.mostOpenPuts, 3);
        assert.deepEqual(proxy.stored, [1, 2, 3, 4, 5, 6, 7, 8]);
        for (const { headers, bytes } of proxy.puts) {
          assert.equal(bytes, PART);
          assert.equal(headers["content-length"], String(PART));
          for (const name of ["authorization", "x-workspace-id", "content-type", "cookie"]) {
            assert.equal(headers[name], undefined, name);
          }
        }
      },
    );
  });

  it("sends a small stream whole, and parts of a large one as they are needed", async () => {
    await throughProxy(
      () => undefined,
      async (hotdata, proxy) => {
        await hotdata.uploads.upload(piecesOf(csvOf(MIB)));
        assert.equal(proxy.calls.length, 2, proxy.calls.join());
        assert.deepEqual(proxy.stored, [1]);
        await hotdata.uploads.upload(piecesOf(csvOf(3 * PART)), { partSizeBytes: PART });
        assert.deepEqual(proxy.stored, [1, 1, 2, 3]);
        const minted = proxy.calls.filter((call) => call.endsWith("/parts"));
        assert.equal(minted.length, 3);
      },
    );
  });

  it("asks for new addresses before the first ones expire", async () => {
    mock.timers.enable({ apis: ["Date"], now: Date.now() });
    try {
      await throughProxy(
        () => undefined,
        async (hotdata, proxy) => {
          const bytes = csvOf(4 * PART);
          async function* slow(): AsyncGenerator<Uint8Array> {
            yield bytes.subarray(0, 2 * PART);
            await new Promise((resolve) => setTimeout(resolve, 100));
            mock.timers.tick(11 * 60_000);
            yield bytes.subarray(2 * PART);
          }
          const options = { sizeBytes: bytes.length, partSizeBytes: PART };
          await hotdata.uploads.upload(slow(), options);
          assert.deepEqual(proxy.stored, [1, 2, 3, 4]);
          const minted = proxy.calls.filter((call) => call.endsWith("/parts"));
          assert.equal(minted.length, 2);
        },
      );
    } finally {
      mock.timers.reset();
    }
  });

  describe("sends a part again that", () => {
    const troubles: Record<string, Trouble> = {
      "got a 500": { kind: "answer", status: 500 },
      "got a 503": { kind: "answer", status: 503 },
      "got a 429": { kind: "answer", status: 429, headers: { "retry-after": "1" } },
      "came to an expired address": { kind: "answer", status: 403 },
      "lost its connection": { kind: "cut" },
      "got no ETag": { kind: "no-etag" },
      "got no answer in time": { kind: "silence" },
    };
    for (const [name, trouble] of Object.entries(troubles)) {
      it(name, async () => {
        const bytes = csvOf(4 * PART);
        for (const source of [new Blob([bytes]), piecesOf(bytes)]) {
          await throughProxy(
            (partNumber, earlier) => (partNumber === 2 && earlier === 0 ? trouble : undefined),
            async (hotdata, proxy) => {
              const startedAt = performance.now();
              const options = { partSizeBytes: PART, concurrency: 2, attemptTimeoutMs: 2_000 };
              const rows = await rowsLoaded(hotdata, source, options);
              assert.equal(rows, Math.ceil(bytes.length / 100));
              const isStored = trouble.kind === "no-etag";
              assert.deepEqual(proxy.stored, isStored ? [1, 2, 2, 3, 4] : [1, 2, 3, 4]);
              const minted = proxy.calls.filter((call) => call.endsWith("/parts"));
              assert.equal(minted.length, source instanceof Blob ? 1 : 5);
              if (name === "got a 429") assert.ok(performance.now() - startedAt > 1_000);
            },
          );
        }
      });
    }

    it("is the only one: at the same address, or another session's when that has expired", async () => {
      for (const status of [500, 403]) {
        await throughProxy(
          (_, earlier) => (earlier === 0 ? { kind: "answer", status } : undefined),
          async (hotdata, proxy) => {
            const source = csvOf(1_000);
            assert.equal(await rowsLoaded(hotdata, source, {}), 10);
            assert.equal(proxy.puts.length, 2);
            const path = (i: number) => proxy.puts[i]?.url.split("?")[0];
            assert.equal(path(0) === path(1), status === 500);
          },
        );
      }
    });
  });

  it("gives up with the last failure, and stops the other parts", async () => {
    await throughProxy(
      (partNumber, earlier) => {
        if (partNumber !== 2) return { kind: "silence" };
        return { kind: "answer", status: earlier === 0 ? 500 : 502 };
      },
      async (full, proxy) => {
        await using hotdata = new Hotdata({ ...server.options, host: proxy.host, maxRetries: 2 });
        const source = new Blob([csvOf(4 * PART)]);
        const options = { partSizeBytes: PART };
        await assert.rejects(hotdata.uploads.upload(source, options), {
          name: "ApiException",
          status: 502,
        });
        assert.equal(proxy.puts.filter(({ partNumber }) => partNumber === 2).length, 3);
        await nothingOpen(proxy);
        assert.ok(!proxy.calls.some((call) => call.endsWith("/finalize")));
        full.close();
      },
    );
  });

  it("gives up at once where repeating is of no use, such as a redirect or a 404", async () => {
    await throughProxy(
      () => ({ kind: "answer", status: 404 }),
      async (hotdata, proxy) => {
        await assert.rejects(hotdata.uploads.upload(csvOf(10)), { status: 404 });
        assert.equal(proxy.puts.length, 1);
      },
    );
    const headers = { location: "http://127.0.0.1:9/elsewhere" };
    await throughProxy(
      () => ({ kind: "answer", status: 307, headers }),
      async (full, proxy) => {
        await using hotdata = new Hotdata({ ...server.options, host: proxy.host, maxRetries: 0 });
        await assert.rejects(hotdata.uploads.upload(csvOf(10)), {
          name: "ConnectionError",
          message: /redirect/,
        });
        full.close();
      },
    );
  });

  it("stops everything at once when it is aborted", async () => {
    await throughProxy(
      (partNumber) => (partNumber > 2 ? { kind: "silence" } : undefined),
      async (hotdata, proxy) => {
        let isCancelled = false;
        const endless = new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(csvOf(MIB)),
          cancel: () => void (isCancelled = true),
        });
        const abort = new AbortController();
        const uploading = hotdata.uploads.upload(endless, {
          signal: abort.signal,
          onProgress: ({ sentBytes }) => {
            if (sentBytes === 2 * PART) setTimeout(() => abort.abort(new Error("enough")), 100);
          },
        });
        await assert.rejects(uploading, { message: "enough" });
        assert.ok(isCancelled);
        await nothingOpen(proxy);
        assert.ok(!proxy.calls.some((call) => call.endsWith("/finalize")));
      },
    );
  });

  it("does not wait for a source that hangs", async () => {
    await using hotdata = new Hotdata(server.options);
    async function* hanging(): AsyncGenerator<Uint8Array> {
      yield csvOf(10);
      await new Promise(() => {});
    }
    await assert.rejects(hotdata.uploads.upload(hanging(), { timeoutMs: 200 }), {
      name: "TimeoutError",
      timeoutMs: 200,
    });
    const signal = AbortSignal.abort(new Error("before"));
    await assert.rejects(hotdata.uploads.upload(csvOf(10), { signal }), { message: "before" });
  });

  it("refuses sources that break, or do not give what they said", async () => {
    await using hotdata = new Hotdata(server.options);
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield csvOf(9 * MIB);
      throw new Error("the disk is gone");
    }
    await assert.rejects(hotdata.uploads.upload(breaking()), { message: "the disk is gone" });
    const bytes = csvOf(9 * MIB);
    for (const sizeBytes of [bytes.length - 1, bytes.length + 1, 1, 99 * MIB]) {
      for (const source of [piecesOf(bytes), bytes, new Blob([bytes])]) {
        await assert.rejects(
          hotdata.uploads.upload(source, { sizeBytes }),
          { message: new RegExp(`${bytes.length}|${sizeBytes}`) },
          `${sizeBytes}`,
        );
      }
    }
    const { sizeBytes } = await hotdata.uploads.upload(piecesOf(bytes), {
      sizeBytes: bytes.length,
    });
    assert.equal(sizeBytes, bytes.length);
    const texts = new Blob(["a\n1\n"]).stream().pipeThrough(new TextDecoderStream());
    // @ts-expect-error a stream of text is no stream of bytes
    await assert.rejects(hotdata.uploads.upload(texts), { message: /gave a string/ });
    // @ts-expect-error a path needs hotdata/node
    await assert.rejects(hotdata.uploads.upload("orders.csv"), TypeError);
    await assert.rejects(hotdata.uploads.upload(bytes, { concurrency: 0 }), {
      name: "ConfigurationError",
    });
  });

  it("finalizes once, whatever comes of it", async () => {
    let finalized = 0;
    await using local = await LocalServer.start((request, response) => {
      request.resume();
      if (request.url === "/v1/uploads") {
        const { host } = local;
        const session = { upload_id: "u", mode: "single", finalize_token: "t", headers: {} };
        return sendJson(response, 201, { ...session, url: `${host}/put` });
      }
      if (request.url === "/put") return void response.writeHead(200).end();
      finalized += 1;
      sendJson(response, 503, { error: { code: "X", message: "later" } });
    });
    await using hotdata = new Hotdata({ apiKey: "k", host: local.host });
    await assert.rejects(hotdata.uploads.upload(csvOf(3)), { status: 503 });
    assert.equal(finalized, 1);
  });

  it("goes through POST /v1/files where the server hands out no addresses", async () => {
    await using plain = await RunningServer.start({ HOTDATA_UPLOAD_SESSIONS: "off" });
    await using proxy = await UploadProxy.start(plain.options.host ?? "");
    await using hotdata = new Hotdata({ ...plain.options, host: proxy.host });
    const bytes = csvOf(9 * MIB);
    for (const source of [new Blob([bytes]), bytes, piecesOf(bytes), piecesOf(csvOf(100))]) {
      const seen: UploadProgress[] = [];
      const onProgress = (progress: UploadProgress) => seen.push(progress);
      const upload = await hotdata.uploads.upload(source, { filename: "a.csv", onProgress });
      assert.equal(upload.contentType, "text/csv");
      const { sizeBytes } = upload;
      assert.deepEqual(seen.at(-1), { sentBytes: sizeBytes, totalBytes: sizeBytes });
    }
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield csvOf(9 * MIB);
      throw new Error("the disk is gone");
    }
    await assert.rejects(hotdata.uploads.upload(breaking()), { message: "the disk is gone" });
    const { uploads } = await hotdata.uploads.listUploads();
    assert.equal(uploads.length, 4);
  });
});

/** Soon; what was aborted takes a moment to arrive at the other side. */
async function nothingOpen(proxy: UploadProxy): Promise<void> {
  for (let i = 0; proxy.openPuts > 0 && i < 100; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.equal(proxy.openPuts, 0);
}
