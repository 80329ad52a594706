import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { type TestApp, startTestApp, TEST_KEY } from "../start-test-app.ts";

let app: TestApp;
let folder: string;

/** Runs a statement, downloads its result, and reads the file as anybody would. */
async function columnsAndRows(sql: string): Promise<{ columns: string[]; rows: unknown }> {
  const answer = await app.call("POST", "/v1/query", { json: { sql } });
  assert.equal(answer.status, 200, answer.text);
  const download = await fetch(`${app.url}/v1/results/${answer.json.result_id}?format=parquet`, {
    headers: { authorization: `Bearer ${TEST_KEY}` },
  });
  const bytes = new Uint8Array(await download.arrayBuffer());
  assert.equal(download.headers.get("content-length"), String(bytes.length));
  const path = join(folder, "result.parquet");
  await writeFile(path, bytes);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const read = await connection.runAndReadAll(`FROM read_parquet('${path}')`);
    return { columns: read.columnNames(), rows: read.getRowsJson() };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

test("a result as a Parquet file", async (t) => {
  app = await startTestApp(t);
  folder = await mkdtemp(join(tmpdir(), "hotdata-parquet-"));
  t.after(() => rm(folder, { recursive: true, force: true }));

  await t.test("has the columns' own names, short and long ones", async () => {
    const long = "n".repeat(300);
    const read = await columnsAndRows(`SELECT 1 AS a, 'x' AS "ünï cödé", 2 AS "${long}"`);
    assert.deepEqual(read.columns, ["a", "ünï cödé", long]);
    assert.deepEqual(read.rows, [[1, "x", 2]]);
  });

  await t.test("tells columns of the same name apart", async () => {
    const read = await columnsAndRows("SELECT 1 AS a, 2 AS a, 3 AS A");
    assert.deepEqual(read.columns, ["a", "a_1", "A_2"]);
  });

  await t.test("keeps the names within structs and lists", async () => {
    const read = await columnsAndRows(
      "SELECT {'c1': 1, 'b': [{'c0': 2}]} AS s, [[1], [2, 3]] AS l, MAP {'k': 1} AS m, 7 AS last",
    );
    assert.deepEqual(read.columns, ["s", "l", "m", "last"]);
    const [[struct, list, , last]] = read.rows as unknown[][][] as [unknown[]];
    assert.deepEqual(struct, { c1: 1, b: [{ c0: 2 }] });
    assert.deepEqual(
      list,
      [["1"], ["2", "3"]].map((inner) => inner.map(Number)),
    );
    assert.equal(last, 7);
  });

  await t.test("of many columns and many rows", async () => {
    const names = Array.from({ length: 40 }, (_, n) => `column ${n}`);
    const list = names.map((name, n) => `i + ${n} AS "${name}"`).join(", ");
    const read = await columnsAndRows(`SELECT ${list} FROM range(150000) t(i) ORDER BY i`);
    assert.deepEqual(read.columns, names);
    const rows = read.rows as string[][];
    assert.equal(rows.length, 150_000);
    assert.deepEqual(
      rows.at(-1),
      names.map((_, n) => String(149_999 + n)),
    );
  });

  await t.test("of no rows", async () => {
    const read = await columnsAndRows("SELECT 1 AS a, 'x' AS b WHERE false");
    assert.deepEqual([read.columns, read.rows], [["a", "b"], []]);
  });
});
