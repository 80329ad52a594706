import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { appendFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { LoadOptions, LoadProgress } from "../src/hotdata.ts";
import { Hotdata, HotdataError, LoadFailedError } from "../src/node/hotdata-node.ts";
import { makeParquet, selectOrders } from "./support/parquet-file.ts";
import { RunningServer } from "./support/running-server.ts";
import { UploadProxy } from "./support/upload-proxy.ts";

const MIB = 1_024 ** 2;
const run = promisify(execFile);

let server: RunningServer;
let hotdata: Hotdata;

/** A file in the test's folder. */
async function fileOf(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(server.folder, name);
  await writeFile(path, content);
  return path;
}

describe("load", () => {
  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("takes bytes, files and streams, and makes the table and its schema", async () => {
    const db = await hotdata.databases.create();
    const csv = "id,city\n1,Lisbon\n2,Porto\n";
    const bytes = new TextEncoder().encode(csv);
    const blob = new Blob([csv]);
    const sources = { blob, bytes, buffer: bytes.buffer, stream: blob.stream(), pieces: [bytes] };
    for (const [name, source] of Object.entries(sources)) {
      const pieces = Array.isArray(source) ? asyncOf(source) : source;
      const loaded = await db.load(`kinds.${name}`, pieces);
      assert.deepEqual([loaded.schemaName, loaded.tableName, loaded.rowCount], ["kinds", name, 2]);
    }
    const parquet = await makeParquet(server.folder, selectOrders(70_000));
    const { schemaName, rowCount } = await db.load("orders", parquet);
    assert.deepEqual([schemaName, rowCount], ["main", 70_000]);
    assert.deepEqual(await db.sql`SELECT sum(id)::BIGINT AS sum FROM orders`.rows(), [
      { sum: 2_449_965_000 },
    ]);
  });

  it("goes to the database's own schema, or the one that is given", async () => {
    const db = await hotdata.databases.create({ defaultSchema: "shop" });
    assert.equal((await db.load("a", [{ x: 1 }])).schemaName, "shop");
    const dotted = await db.load("b", [{ x: 1 }], { schema: "other" });
    assert.deepEqual([dotted.schemaName, dotted.tableName], ["other", "b"]);
    await assert.rejects(db.load("a.b.c", [{ x: 1 }]), { name: "TypeError", message: /schema/ });
    const gone = hotdata.database("dbid_none");
    await assert.rejects(gone.load("a", [{ x: 1 }]), { status: 404 });
  });

  it("takes rows with all their digits, times and nothing where there is none", async () => {
    const db = await hotdata.databases.create();
    const rows = [
      { id: 9_007_199_254_740_993n, time: new Date(0), tags: ["a"], note: undefined, ok: true },
      { id: 2n, time: new Date(86_400_000), tags: [], note: "é\n", ok: null },
    ];
    const expected = [
      { id: 9_007_199_254_740_993n, tags: ["a"], note: null, ok: true },
      { id: 2, tags: [], note: "é\n", ok: null },
    ];
    for (const source of [rows, new Set(rows), asyncOf(rows)]) {
      await db.load("events", source);
      const found = await db.sql`SELECT id, tags, note, ok FROM events ORDER BY time`.rows();
      assert.deepEqual(found, expected);
    }
    const [type] = await db.sql`SELECT typeof(time) AS type FROM events ORDER BY time`.rows();
    assert.equal(type?.["type"], "TIMESTAMP WITH TIME ZONE");
  });

  it("streams many rows", async () => {
    const db = await hotdata.databases.create();
    async function* numbers(): AsyncGenerator<object> {
      for (let id = 0; id < 300_000; id += 1) yield { id, text: `row number ${id} of many rows` };
    }
    const { rowCount } = await db.load("numbers", numbers());
    assert.equal(rowCount, 300_000);
    const found = await db.sql`SELECT count(DISTINCT text) AS texts FROM numbers`.first();
    assert.deepEqual(found, { texts: 300_000 });
  });

  it("needs at least one row, which has the columns", async () => {
    const db = await hotdata.databases.create();
    await assert.rejects(db.load("t", []), { name: "ApiException", message: /is empty/ });
  });

  it("refuses rows that would lose something, and names them", async () => {
    const db = await hotdata.databases.create();
    const bad: Record<string, object[]> = {
      "row 2: NaN cannot be sent as JSON": [{ a: 1 }, { a: Number.NaN }],
      "row 1: Uint8Array cannot be sent as JSON": [{ a: new Uint8Array(3) }],
      "row 1: Map cannot be sent as JSON": [{ a: { b: new Map([[1, 2]]) } }],
      "row 2: rows are objects": [{ a: 1 }, ["x"]],
    };
    for (const [message, rows] of Object.entries(bad)) {
      await assert.rejects(db.load("bad", rows), {
        name: "UploadSourceError",
        message: `upload: ${message}`,
      });
    }
    // @ts-expect-error texts are no rows
    await assert.rejects(db.load("bad", ["a", "b"]), { message: /row 1: rows are objects/ });
    // @ts-expect-error nothing to load
    await assert.rejects(db.load("bad", 7), { name: "TypeError" });
  });

  it("by key, with CSV as it comes, and without the rows that cannot be read", async () => {
    const db = await hotdata.databases.create();
    const stock = [{ sku: "a", count: 1 }];
    await db.load("stock", stock);
    await db.load(
      "stock",
      [
        { sku: "a", count: 2 },
        { sku: "b", count: 3 },
      ],
      { mode: "upsert", key: ["sku"] },
    );
    await db.load("stock", [{ sku: "c", count: 4 }], { mode: "append" });
    const total = await db.sql`SELECT count(*) AS n, sum(count)::INT AS total FROM stock`.first();
    assert.deepEqual(total, { n: 3, total: 9 });

    const options: LoadOptions = {
      csv: { decimal: ",", delimiter: ";" },
      columns: { value: "DECIMAL(6,2)" },
      onError: "reject",
    };
    const csv = new Blob(["code;value\n007;1,50\n008;many\n"]);
    const { rowCount, rejectedRows } = await db.load("readings", csv, options);
    assert.deepEqual([rowCount, rejectedRows], [1, 1]);
    const row = await db.sql`SELECT code, value::TEXT AS value FROM readings`.first();
    assert.deepEqual(row, { code: "007", value: "1.50" });
  });

  it("tells the phases", async () => {
    const db = await hotdata.databases.create();
    const seen: LoadProgress[] = [];
    const csv = new Blob(["n\n", "1234567\n".repeat((11 * MIB) / 8)]);
    await db.load("numbers", csv, { onProgress: (progress) => seen.push(progress) });
    const sentBytes = csv.size;
    assert.deepEqual(seen[0], { phase: "uploading", sentBytes: 0, totalBytes: sentBytes });
    assert.deepEqual(seen.at(-1), { phase: "loading", sentBytes, totalBytes: sentBytes });
    assert.deepEqual(
      seen.map(({ phase }) => phase),
      ["uploading", "uploading", "uploading", "loading"],
    );
  });

  it("fails with the server's words: the line and the column", async () => {
    const db = await hotdata.databases.create();
    await db.load("numbers", [{ n: 1 }]);
    const file = new File(["n\n2\nthree\n"], "march.csv");
    await assert.rejects(db.load("numbers", file, { mode: "append" }), {
      name: "ApiException",
      status: 400,
      message: /: march\.csv, line 3, column "n": "three"/,
    });
    const counted = await db.sql`SELECT count(*) AS n FROM numbers`.first();
    assert.deepEqual(counted, { n: 1 });
  });

  describe("of a path", () => {
    it("takes every kind of file by its name", async () => {
      const db = await hotdata.databases.create();
      const csv = "id,city\n1,Lisbon\n2,Porto\n";
      const json = '{"id": 1, "city": "Lisbon"}\n{"id": 2, "city": "Porto"}\n';
      const parquet = await makeParquet(
        server.folder,
        "SELECT 1 AS id, 'Lisbon' AS city UNION ALL SELECT 2, 'Porto'",
      );
      const files: Record<string, string | Uint8Array> = {
        "a.csv": csv,
        "a.tsv": csv.replaceAll(",", "\t"),
        "a.csv.gz": gzipSync(csv),
        "a.ndjson": json,
        "a.jsonl": json,
        "a.json": `[${json.trim().replace("\n", ",")}]`,
        "a.jsonl.gz": gzipSync(json),
        "a.parquet": parquet,
        "no extension": csv,
      };
      for (const [name, content] of Object.entries(files)) {
        const path = await fileOf(name, content);
        for (const source of [path, pathToFileURL(path)]) {
          await db.load("cities", source);
          const rows = await db.sql`SELECT id, city FROM cities ORDER BY id`.rows();
          assert.deepEqual(
            rows,
            [
              { id: 1, city: "Lisbon" },
              { id: 2, city: "Porto" },
            ],
            name,
          );
        }
      }
      const { contentType } = await hotdata.uploads.upload(join(server.folder, "a.jsonl.gz"));
      assert.equal(contentType, "application/x-ndjson");
    });

    it("reads large files part by part, and closes them whatever happens", async () => {
      const lines = Array.from({ length: 1_000_000 }, (_, i) => `${i},row ${i * 7_919}`);
      const path = await fileOf("large.csv", `id,text\n${lines.join("\n")}\n`);
      const db = await hotdata.databases.create();
      const { rowCount } = await db.load("large", path, { partSizeBytes: 5 * MIB });
      assert.equal(rowCount, 1_000_000);
      const found = await db.sql`SELECT count(DISTINCT text) AS texts FROM large`.first();
      assert.deepEqual(found, { texts: 1_000_000 });
      const failing = [
        () => hotdata.uploads.upload(path, { signal: AbortSignal.abort(new Error("no")) }),
        () => hotdata.uploads.upload(path, { timeoutMs: 1 }),
        () => hotdata.uploads.upload(path, { concurrency: 0 }),
        () => hotdata.uploads.upload(path, { sizeBytes: 3 }),
        () => hotdata.database("none").load("a", path),
        () => hotdata.uploads.upload(server.folder),
        () => hotdata.uploads.upload(`${path}.none`),
        () => hotdata.uploads.upload(new URL("https://example.com/a.csv")),
      ];
      for (const upload of failing) await assert.rejects(upload());
      assert.deepEqual(await openFiles(path), []);
    });

    it("notices that the file was changed while it was sent", async () => {
      const path = await fileOf("growing.csv", "n\n1\n".repeat(4 * MIB));
      for (const change of [() => appendFile(path, "1\n"), () => writeFile(path, "n\n1\n")]) {
        let changing: Promise<void> | undefined;
        const onProgress = (): void => void (changing ??= change());
        const upload = hotdata.uploads.upload(path, { onProgress, concurrency: 1 });
        await assert.rejects(upload, { name: "UploadSourceError" });
        await changing;
      }
      assert.deepEqual(await openFiles(path), []);
    });

    it("takes what has no size, such as a pipe", async () => {
      const path = join(server.folder, "pipe.csv");
      await run("mkfifo", [path]);
      const db = await hotdata.databases.create();
      const writing = writeFile(path, "n\n1\n2\n");
      const { rowCount } = await db.load("piped", path);
      await writing;
      assert.equal(rowCount, 2);
    });
  });

  describe("that goes on in the background", () => {
    let proxy: UploadProxy;
    let patient: Hotdata;

    before(async () => {
      proxy = await UploadProxy.start(server.options.host ?? "");
      // As if the server had waited for long.
      proxy.changeBody = (call, body) =>
        call.endsWith("/loads") ? body.replace(/,"async_after_ms":\d+/, "") : body;
      patient = new Hotdata({ ...server.options, host: proxy.host });
    });

    after(async () => {
      patient?.close();
      await proxy?.[Symbol.asyncDispose]();
    });

    it("is waited for", async () => {
      const db = await patient.databases.create();
      const seen: LoadProgress[] = [];
      const onProgress = (progress: LoadProgress): void => void seen.push(progress);
      const { rowCount, arrowSchemaJson } = await db.load("t", [{ a: 1 }, { a: 2 }], {
        onProgress,
      });
      assert.equal(rowCount, 2);
      assert.match(arrowSchemaJson, /"a"/);
      const job = await patient.jobs.getJob(seen.at(-1)?.jobId ?? "");
      assert.equal(job.status, "succeeded");
    });

    it("fails with the job's words", async () => {
      const db = await patient.databases.create();
      await db.load("t", [{ a: 1 }]);
      await assert.rejects(db.load("t", new Blob(["a\n1\ntwo\n"]), { mode: "append" }), (error) => {
        assert.ok(error instanceof LoadFailedError && error instanceof HotdataError);
        assert.equal(error.code, "LOAD_FAILED");
        assert.match(error.message, /line 3, column "a": "two"/);
        assert.match(error.jobId, /^job/);
        return true;
      });
    });

    it("goes on when its caller leaves", async () => {
      const db = await patient.databases.create();
      const abort = new AbortController();
      let jobId = "";
      const onProgress = (progress: LoadProgress): void => {
        if (progress.jobId === undefined) return;
        jobId = progress.jobId;
        abort.abort(new Error("enough"));
      };
      const loading = db.load("t", [{ a: 1 }], { onProgress, signal: abort.signal });
      await assert.rejects(loading, { message: "enough" });
      assert.equal((await patient.jobs.wait(jobId)).status, "succeeded");
    });

    it("ends with its time limit", async () => {
      const db = await patient.databases.create();
      const rows = Array.from({ length: 100_000 }, (_, id) => ({ id, text: `row ${id}` }));
      await assert.rejects(db.load("t", rows, { timeoutMs: 50 }), {
        name: "TimeoutError",
        message: /^load did not finish within 50 ms/,
      });
    });
  });

  it("repeats a load whose answer was lost, which happens once", async () => {
    let losses = 0;
    await using proxy = await UploadProxy.start(server.options.host ?? "");
    proxy.loseAnswer = (call) => call.endsWith("/loads") && (losses += 1) <= 2;
    await using lossy = new Hotdata({ ...server.options, host: proxy.host });
    const db = await lossy.databases.create();
    await db.load("events", [{ n: 1 }], { mode: "append" });
    await db.load("events", [{ n: 2 }], { mode: "append" });
    assert.equal(proxy.calls.filter((call) => call.endsWith("/loads")).length, 4);
    assert.deepEqual(await db.sql`SELECT n FROM events ORDER BY n`.rows(), [{ n: 1 }, { n: 2 }]);
  });
});

async function* asyncOf<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

/** Descriptors of this process that are open on a path (Linux). */
async function openFiles(path: string): Promise<string[]> {
  const { readlink } = await import("node:fs/promises");
  const fds = await readdir("/proc/self/fd");
  const targets = await Promise.all(
    fds.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  return targets.filter((target) => target === path);
}
