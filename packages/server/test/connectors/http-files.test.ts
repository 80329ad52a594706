import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { connector } from "../../src/connectors/http/http-connector.ts";
import { parquetOf } from "../datasets/parquet-of.ts";
import { file, startWebServer, type Answer } from "../net/start-web-server.ts";
import { columnsText, failure, NEVER, openFiles } from "./file-rows.ts";
import { withRanges } from "./serve-ranges.ts";

async function openWeb(
  t: TestContext,
  answers: Readonly<Record<string, Answer>>,
  tables: unknown,
  config: Readonly<Record<string, unknown>> = {},
) {
  const server = await startWebServer(t, answers);
  const files = await openFiles(t, connector, { base_url: server.url, tables, ...config });
  return { server, ...files };
}

test("tables of every format, packed or not, named in lines or not", async (t) => {
  const { source, rows, left } = await openWeb(
    t,
    {
      "/Sales%202024.csv": file("id,code\n1,007\n2,\n"),
      "/b.json.gz": file(gzipSync('{"id":1,"tags":["x"]}\n{"id":2}\n')),
      "/c.csv.zst": file(zstdCompressSync("id\n9223372036854775807\n")),
      "/d.parquet": file(await parquetOf(t, "SELECT 5 AS id, 'é' AS name")),
      "/api/e": file('[{"a":1.5}]', { "content-type": "application/json" }),
    },
    "Sales 2024.csv\n b = b.json.gz ; c=c.csv.zst\nd.parquet\ne=/api/e",
  );
  const tables = await source.discover(NEVER);
  assert.deepEqual(
    tables.map((table) => `${table.table}: ${columnsText(table)}`),
    [
      "b: id BIGINT, tags VARCHAR[]",
      "c: id BIGINT",
      "d: id INTEGER, name VARCHAR",
      "e: a DOUBLE",
      "sales_2024: id BIGINT, code VARCHAR",
    ],
  );
  const found = [];
  for (const table of tables) found.push(await rows(table));
  assert.deepEqual(found, [
    [
      ["1", ["x"]],
      ["2", null],
    ],
    [["9223372036854775807"]],
    [[5, "é"]],
    [[1.5]],
    [
      ["1", "007"],
      ["2", null],
    ],
  ]);
  assert.deepEqual(await left(), []);
});

test("files of one table are united by name, in types that hold the values of all", async (t) => {
  const { rows, discoverOne } = await openWeb(
    t,
    {
      "/p0.csv": file("id,a\n1,\n"),
      "/p1.csv": file("b,ID\nx,2\n"),
      "/p2.csv": file("id,a\n3,2024-01-31\n"),
      "/p3.csv": file("id,b\n1.5,7\n"),
    },
    "t = p{0..3}.csv",
  );
  const table = await discoverOne();
  assert.equal(columnsText(table), "id DOUBLE, a DATE, b VARCHAR");
  assert.deepEqual(await rows(table), [
    [1, null, null],
    [2, null, "x"],
    [3, "2024-01-31", null],
    [1.5, null, "7"],
  ]);
});

test("nested columns and widened ones of Parquet and JSON files", async (t) => {
  const { source, rows } = await openWeb(
    t,
    {
      "/0.parquet": file(await parquetOf(t, "SELECT 1::TINYINT AS n, {'x': 1} AS s, [1] AS l")),
      "/1.parquet": file(
        await parquetOf(t, "SELECT 2::BIGINT AS n, {'y': 'b', 'x': 2} AS s, [2::BIGINT] AS l"),
      ),
      "/0.json": file('{"s":{"x":1},"m":1}'),
      "/1.json": file('{"s":{"y":"b","x":2.5},"m":"text"}'),
    },
    "p = {0,1}.parquet; j = {0,1}.json",
  );
  const [json, parquet] = await source.discover(NEVER);
  assert.ok(json && parquet);
  assert.equal(columnsText(parquet), 'n BIGINT, s STRUCT("x" INTEGER, "y" VARCHAR), l BIGINT[]');
  assert.deepEqual(await rows(parquet), [
    ["1", { x: 1, y: null }, ["1"]],
    ["2", { x: 2, y: "b" }, ["2"]],
  ]);
  assert.equal(columnsText(json), 's STRUCT("x" DOUBLE, "y" VARCHAR), m JSON');
  assert.deepEqual(await rows(json), [
    [{ x: 1, y: null }, "1"],
    [{ x: 2.5, y: "b" }, '"text"'],
  ]);
});

test("types that have nothing in common are an error that names both files", async (t) => {
  const { source, server } = await openWeb(
    t,
    {
      "/0.parquet": file(await parquetOf(t, "SELECT 1 AS n")),
      "/1.parquet": file(await parquetOf(t, "SELECT [1] AS n")),
    },
    "t = {0,1}.parquet",
  );
  const said = await failure(() => source.discover(NEVER), "changed");
  assert.equal(
    said,
    `The column "n" of the table "t" is INTEGER in file '${server.url}/0.parquet', but INTEGER[] ` +
      `in file '${server.url}/1.parquet'; no type holds both. Make them tables of their own.`,
  );
});

test("discovery fetches only the end of a Parquet file, where its server knows parts", async (t) => {
  const body = await parquetOf(t, "SELECT range AS id, uuid() AS u FROM range(200000)");
  let sentBytes = 0;
  const ranged = withRanges({ body, etag: '"1"' });
  const { rows, discoverOne } = await openWeb(
    t,
    {
      "/t.parquet": (request, response) => {
        const { socket } = request;
        socket.once("close", () => (sentBytes += socket.bytesWritten));
        ranged(request, response);
      },
    },
    "t.parquet",
  );
  const table = await discoverOne();
  assert.equal(columnsText(table), "id BIGINT, u UUID");
  assert.equal(table.estimatedRows, 200_000);
  assert.ok(body.length > 3_000_000);
  assert.ok(sentBytes < 200_000, `${sentBytes} bytes were sent`);
  const columns = table.columns.slice(0, 1);
  assert.equal((await rows({ ...table, columns })).length, 200_000);
});

test("projected reads, columns that are gone, and those that changed", async (t) => {
  const served = { body: "id,a,b\n1,x,2024-01-31\n", etag: '"1"' };
  const { rows, discoverOne, left } = await openWeb(
    t,
    { "/t.csv": (request, response) => withRanges(served)(request, response) },
    "t.csv",
  );
  const table = await discoverOne();
  const columns = table.columns.filter(({ name }) => name !== "a").toReversed();
  assert.deepEqual(await rows(table, { columns }), [["2024-01-31", "1"]]);
  served.body = "id,a\n7,y\n";
  served.etag = '"2"';
  assert.match(await failure(() => rows(table), "changed"), /has the column "b" any more/);
  assert.deepEqual(await rows(table, { columns: table.columns.slice(0, 2) }), [["7", "y"]]);
  served.body = "id,a,b\nseven,y,2024-01-31\n";
  served.etag = '"3"';
  assert.match(await failure(() => rows(table), "changed"), /"id" of file .* is VARCHAR now/);
  assert.deepEqual(await left(), []);
});

test("empty files have no rows; a table of them only has no columns", async (t) => {
  const { rows, source } = await openWeb(
    t,
    { "/0.csv": file(""), "/1.csv": file("a\n1\n"), "/2.csv": file("a\n") },
    "t = {0..2}.csv",
  );
  const [table] = await source.discover(NEVER);
  assert.ok(table);
  assert.deepEqual(await rows(table), [["1"]]);
  const empty = await openWeb(t, { "/0.csv": file("") }, "t = 0.csv");
  assert.match(await failure(() => empty.source.discover(NEVER), "unreadable"), /no columns/);
});

test("large text files are taken apart in a thread, which says what is wrong and can be left", async (t) => {
  const lines = Array.from({ length: 150_000 }, (_, row) => `${row},word ${row}`);
  const bad = `id,word\n${lines.join("\n")}\n1,2,3\n`;
  const { source, left } = await openWeb(
    t,
    {
      "/t.csv": file(`id,word\n${lines.join("\n")}\nlast,\n`),
      "/bad.csv": file(bad),
      "/deep.json": file(`{"a":${'"x"'.padEnd(3_000_000)}}`),
    },
    "t.csv; d = deep.json",
  );
  const [deep, text] = await source.discover(NEVER);
  assert.equal(columnsText(deep ?? assert.fail()), "a VARCHAR");
  assert.equal(columnsText(text ?? assert.fail()), "id VARCHAR, word VARCHAR");
  const broken = await openWeb(t, { "/bad.csv": file(bad) }, "bad.csv");
  const said = await failure(() => broken.source.discover(NEVER), "unreadable");
  assert.match(said, /bad\.csv', line 150002:/);
  const leaving = new AbortController();
  const discovering = source.discover(leaving.signal);
  setTimeout(() => leaving.abort(new Error("the client left")), 100);
  await assert.rejects(discovering, /the client left/);
  assert.deepEqual(await left(), []);
});
