import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { type Answer, startTestApp, type TestApp } from "../start-test-app.ts";

interface Fixture {
  readonly app: TestApp;
  readonly databaseId: string;
  upload(body: BodyInit, contentType?: string): Promise<string>;
  load(table: string, request: object): Promise<Answer>;
  rows(sql: string): Promise<unknown[][]>;
}

async function setUp(t: TestContext): Promise<Fixture> {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/databases", { json: {} });
  const databaseId: string = created.json.id;
  return {
    app,
    databaseId,
    upload: async (body, contentType = "application/octet-stream") => {
      const headers = { "content-type": contentType };
      const answer = await app.call("POST", "/v1/files", { body, headers });
      assert.equal(answer.status, 201, answer.text);
      return answer.json.id;
    },
    load: (table, request) =>
      app.call("POST", `/v1/databases/${databaseId}/schemas/main/tables/${table}/loads`, {
        json: request,
      }),
    rows: async (sql) => {
      const answer = await app.call("POST", "/v1/query", {
        json: { sql, database_id: databaseId },
      });
      assert.equal(answer.status, 200, answer.text);
      return answer.json.rows;
    },
  };
}

test("file formats", async (t) => {
  const { upload, load, rows } = await setUp(t);
  const csv = "id,name\n1,ann\n2,\n";
  const lines = '{"id":1,"name":"ann"}\n{"id":2,"name":null}\n';
  const array = '[{"id":1,"name":"ann"},{"id":2,"name":null}]';
  const files: Record<string, readonly [BodyInit, string?]> = {
    "CSV by its type": [csv, "text/csv"],
    "CSV by its bytes": [csv],
    "JSON lines": [lines, "application/x-ndjson"],
    "JSON lines by their bytes": [lines],
    "a JSON array": [array, "application/json"],
    "CSV with gzip": [gzipSync(csv)],
    "CSV with zstd": [zstdCompressSync(csv)],
    "JSON lines with gzip": [gzipSync(lines)],
    "JSON lines with zstd": [zstdCompressSync(lines)],
  };
  for (const [name, [body, contentType]] of Object.entries(files)) {
    await t.test(name, async () => {
      const answer = await load("t", {
        mode: "replace",
        upload_id: await upload(body, contentType),
      });
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.json.row_count, 2);
      assert.deepEqual(await rows("SELECT id, name FROM t ORDER BY id"), [
        [1, "ann"],
        [2, null],
      ]);
    });
  }

  await t.test("a JSON row of 20 MB", async () => {
    const body = `{"id":1,"text":"${"x".repeat(20_000_000)}"}\n`;
    const answer = await load("wide", { mode: "replace", upload_id: await upload(body) });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await rows("SELECT length(text) FROM wide"), [[20_000_000]]);
  });

  await t.test("Parquet", async () => {
    const file = readFileSync(
      join(import.meta.dirname, "../../../../node_modules/vega-datasets/data/flights-3m.parquet"),
    );
    const answer = await load("flights", {
      mode: "replace",
      upload_id: await upload(new Blob([file])),
    });
    assert.equal(answer.json.row_count, 3_000_000);
    assert.deepEqual(await rows("SELECT count(*), min(distance) FROM flights"), [[3_000_000, 21]]);
  });

  await t.test("inline data, with types", async () => {
    const columns = { id: "VARCHAR", amount: { type: "DECIMAL", precision: 10, scale: 2 } };
    const answer = await load("inline", { mode: "replace", data: "id,amount\n007,1.5\n", columns });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await rows("SELECT id, amount FROM inline"), [["007", 1.5]]);
    const unknown = await load("inline", {
      mode: "replace",
      data: "a\n1\n",
      columns: { a: "FOO" },
    });
    assert.equal(unknown.status, 400);
    assert.match(unknown.text, /columns\.a/);
    const tooLarge = await load("inline", { mode: "replace", data: `a\n${"x".repeat(2_097_152)}` });
    assert.equal(tooLarge.status, 413);
    assert.equal(tooLarge.json.error.code, "INLINE_DATA_TOO_LARGE");
  });
});

test("append and replace", async (t) => {
  const { upload, load, rows } = await setUp(t);
  await load("t", { mode: "replace", data: "id,name\n1,ann\n" });

  await t.test("append matches columns by name and adds new ones", async () => {
    const answer = await load("t", { mode: "append", data: "extra,ID\nx,2\n" });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.row_count, 2);
    assert.deepEqual(await rows("SELECT id, name, extra FROM t ORDER BY id"), [
      [1, "ann", null],
      [2, null, "x"],
    ]);
  });

  await t.test("a text column keeps leading zeros of a CSV", async () => {
    await load("t", { mode: "append", data: "id,name\n3,007\n" });
    assert.deepEqual(await rows("SELECT name FROM t WHERE id = 3"), [["007"]]);
  });

  await t.test(
    "a value that does not fit names line, column and value; nothing is loaded",
    async () => {
      const answer = await load("t", { mode: "append", data: "id,name\n4,dan\nfive,eve\n" });
      assert.equal(answer.status, 400);
      assert.match(answer.json.error.message, /line 3, column "id": "five"/);
      assert.doesNotMatch(answer.text, /hotdata-test/, "no path of the server is shown");
      assert.deepEqual(await rows("SELECT count(*) FROM t"), [[3]]);
    },
  );

  await t.test("an incompatible type is a 409 and the rows stay", async () => {
    const parquet = await upload('{"id":{"nested":true}}\n', "application/x-ndjson");
    const answer = await load("t", { mode: "append", upload_id: parquet });
    assert.equal(answer.status, 409, answer.text);
    assert.match(answer.json.error.message, /id/);
    assert.deepEqual(await rows("SELECT count(*) FROM t"), [[3]]);
  });

  await t.test("replace redefines the table", async () => {
    await load("t", { mode: "replace", data: "other\n1.5\n" });
    assert.deepEqual(await rows("SELECT * FROM t"), [[1.5]]);
  });

  await t.test("a file without rows makes an empty table with its columns", async () => {
    const answer = await load("none", { mode: "replace", data: "a,b\n" });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.json.row_count, 0);
    assert.deepEqual(await rows("SELECT * FROM none"), []);
  });

  await t.test("types that change after the sample are read again in full", async () => {
    const numbers = Array.from({ length: 30_000 }, (_, index) => index).join("\n");
    const answer = await load("late", {
      mode: "replace",
      upload_id: await upload(`a\n${numbers}\nlast\n`, "text/csv"),
    });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await rows("SELECT count(*), max(a) FROM late"), [[30_001, "last"]]);
  });

  await t.test("concurrent appends all land", async () => {
    await load("many", { mode: "replace", data: "n\n0\n" });
    const appends = Array.from({ length: 8 }, (_, index) =>
      load("many", { mode: "append", data: `n\n${index + 1}\n` }),
    );
    for (const answer of await Promise.all(appends)) assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(await rows("SELECT count(*), sum(n) FROM many"), [[9, 36]]);
  });
});

test("refused loads", async (t) => {
  const { app, databaseId, upload, load } = await setUp(t);
  const refusal = async (request: object) => {
    const answer = await load("t", request);
    return `${answer.status} ${answer.json.error.message}`;
  };
  const uploadId = await upload("a\n1\n", "text/csv");
  assert.match(await refusal({ mode: "replace" }), /^400 Send exactly one of/);
  assert.match(
    await refusal({ mode: "replace", upload_id: uploadId, data: "a\n1\n" }),
    /^400 Send exactly one of/,
  );
  assert.match(await refusal({ mode: "merge", upload_id: uploadId }), /^400 mode must be/);
  assert.match(await refusal({ mode: "replace", upload_id: "upldnone" }), /^404 /);
  const broken = await upload("PAR1 this is not really Parquet", "application/octet-stream");
  assert.match(await refusal({ mode: "replace", upload_id: broken }), /^400 /);
  const twice = await upload("a,A\n1,2\n", "text/csv");
  assert.match(await refusal({ mode: "replace", upload_id: twice }), /^400 .*column "a" twice/);
  const twiceJson = await upload('{"a":1,"A":2}\n', "application/x-ndjson");
  assert.match(await refusal({ mode: "replace", upload_id: twiceJson }), /^400 .*column "a" twice/);
  const badJson = await upload('{"a":1}\n{"a":\n', "application/x-ndjson");
  assert.match(await refusal({ mode: "replace", upload_id: badJson }), /^400 /);
  const listed = await app.call(
    "GET",
    `/v1/information_schema?connection_id=${await connectionOf(app, databaseId)}`,
  );
  assert.deepEqual(listed.json.tables, [], "nothing was made on the way");
  assert.deepEqual(globSync(join(app.dataDir, "staging/**/*.parquet")), []);
  const good = await load("t", { mode: "replace", upload_id: uploadId });
  assert.equal(good.status, 200, "the upload was given back by the refused loads");
});

test("an upload is loaded once; repeating the load repeats its answer", async (t) => {
  const { app, upload, load, rows } = await setUp(t);
  const uploadId = await upload("a\n1\n", "text/csv");
  const first = await load("t", { mode: "append", upload_id: uploadId });
  const again = await load("t", { mode: "append", upload_id: uploadId });
  assert.equal(again.status, 200);
  assert.deepEqual(again.json, first.json);
  assert.deepEqual(await rows("SELECT count(*) FROM t"), [[1]]);
  assert.equal((await load("other", { mode: "append", upload_id: uploadId })).status, 409);
  assert.equal(existsSync(join(app.dataDir, "uploads", uploadId)), false);
});

async function connectionOf(app: TestApp, databaseId: string): Promise<string> {
  return (await app.call("GET", `/v1/databases/${databaseId}`)).json.default_connection_id;
}
