import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { startTestApp, type TestApp } from "../start-test-app.ts";
import { bytesOf } from "./bytes-of.ts";

/** One value of each type that is kept as text, and its awkward neighbours. */
const VALUES = [
  "true, NULL::BOOLEAN, (-128)::TINYINT, 255::UTINYINT, 18446744073709551615::UBIGINT",
  "9007199254740993, sum(1), 170141183460469231731687303715884105727::HUGEINT",
  "0.1::FLOAT, 1e-300, 'nan'::DOUBLE, '-inf'::FLOAT, -0.0::DOUBLE, 1.7976931348623157e308",
  "12.50::DECIMAL(4,2), 0.00000000000000000001::DECIMAL(38,20), -0.5::DECIMAL(1,1)",
  "'', 'a,\"b\"\n\\', chr(0) || 'x', 'ü 😀', NULL::VARCHAR, '\\x41'",
  "''::BLOB, '\\x00\\xFF\\x22\\x5C'::BLOB, '00000000-0000-0000-0000-000000000001'::UUID, '{\"a\": 1}'::JSON, INTERVAL 3 MONTH",
  "DATE '0044-03-15 (BC)', 'infinity'::DATE, DATE '9999-12-31', TIME '23:59:59.999999'",
  "TIMESTAMP '2024-02-29 01:02:03.000004', 'infinity'::TIMESTAMP, '-infinity'::TIMESTAMP",
  "TIMESTAMP_NS '2024-02-29 01:02:03.000000004', TIMESTAMP '294247-01-10 04:00:54.775806'",
  "'2024-01-01'::TIMESTAMP_S, 'a'::ENUM('a', 'b'), NULL",
  "TIMESTAMPTZ '2024-02-29 01:02:03.5+02', TIMESTAMPTZ '0001-01-01 00:00:00+00', 0.30000000000000004",
];

const FORMATS = ["json", "csv", "md", "arrow", "parquet"] as const;

test("a result that is kept as text reads like one that was written as a file", async (t) => {
  const app = await startTestApp(t);
  for (const values of VALUES) {
    const kept = await app.call("POST", "/v1/query", { json: { sql: `SELECT ${values}` } });
    // The same row, but nothing tells from the text that there is only one.
    const sql = `SELECT ${values} FROM range(1) GROUP BY range`;
    const written = await app.call("POST", "/v1/query", { json: { sql } });
    assert.equal(kept.status, 200, kept.text);
    assert.equal(written.status, 200, written.text);
    assert.equal(formatOf(app, kept.json.result_id), "cells", values);
    assert.equal(formatOf(app, written.json.result_id), null, values);
    assert.equal(rowsText(kept.text), rowsText(written.text));
    for (const format of FORMATS) {
      const ours = await readAs(app, kept.json.result_id, format);
      const theirs = await readAs(app, written.json.result_id, format);
      const isSame = withoutId(ours, kept.json).equals(withoutId(theirs, written.json));
      assert.ok(isSame || format === "parquet", `${format} of ${values}`);
    }
    assert.equal(formatOf(app, kept.json.result_id), null, "it is Parquet once it was read");
    const { json } = await app.call("POST", "/v1/query", {
      json: { sql: `SELECT * FROM hotdata.results."${kept.json.result_id}" LIMIT 10` },
    });
    assert.deepEqual(json.rows, kept.json.rows);
  }
  assert.deepEqual(readdirSync(join(app.dataDir, "results")), []);
});

test("the last time with a zone reads like any other", async (t) => {
  const app = await startTestApp(t);
  const sql = "SELECT timestamp_tz AS t FROM test_all_types() ORDER BY t DESC NULLS LAST LIMIT 1";
  const { json } = await app.call("POST", "/v1/query", { json: { sql } });
  const text = "294247-01-10T04:00:54.775806Z";
  assert.deepEqual(json.rows, [[text]]);
  assert.equal(String(await readAs(app, json.result_id, "csv")), `t\n${text}\n`);
});

test("a result of no rows, and one that is read as a table first", async (t) => {
  const app = await startTestApp(t);
  const none = await app.call("POST", "/v1/query", {
    json: { sql: "SELECT range AS n, 'x' AS s FROM range(0) LIMIT 5" },
  });
  assert.deepEqual(none.json.rows, []);
  assert.equal(String(await readAs(app, none.json.result_id, "csv")), "n,s\n");
  const some = await app.call("POST", "/v1/query", {
    json: { sql: "SELECT range AS n FROM range(900) ORDER BY n DESC LIMIT 900" },
  });
  assert.equal(some.json.rows.length, 900);
  const sql = `SELECT sum(n), count(*), first(n) FROM hotdata.results."${some.json.result_id}"`;
  const table = await app.call("POST", "/v1/query", { json: { sql } });
  assert.deepEqual(table.json.rows, [[404550, 900, 899]]);
});

test("few rows of long texts become a file, in order and whole", async (t) => {
  const app = await startTestApp(t);
  const answer = await app.call("POST", "/v1/query", {
    json: {
      sql: "SELECT range AS n, repeat('é' || md5(range::VARCHAR), 3000) AS s FROM range(300) LIMIT 250",
    },
  });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.total_row_count, 250);
  assert.deepEqual(readdirSync(join(app.dataDir, "results")), [`${answer.json.result_id}.parquet`]);
  const path = `/v1/results/${answer.json.result_id}?offset=248`;
  const { json } = await app.call("GET", path);
  const last = json.rows.map(([n, s]: [number, string]) => [n, s.length, s.at(-33)]);
  assert.deepEqual(last, [
    [248, 99_000, "é"],
    [249, 99_000, "é"],
  ]);
});

test("few rows of long texts keep the other columns' types", async (t) => {
  const app = await startTestApp(t);
  const values =
    "5::UTINYINT AS i, 0.5::DECIMAL(9,9) AS d, DATE '2024-02-29' AS day, 'b'::ENUM('a', 'b') AS e, " +
    "TIMESTAMPTZ '2024-02-29 01:02:03+02' AS z, '00000000-0000-0000-0000-000000000001'::UUID AS u, sum(1) AS h";
  const sql = (texts: string): string => `SELECT ${values}, ${texts} AS s`;
  const long = await app.call("POST", "/v1/query", { json: { sql: sql("repeat('x', 70000)") } });
  const short = await app.call("POST", "/v1/query", { json: { sql: sql("'x'") } });
  assert.equal(formatOf(app, long.json.result_id), null);
  assert.equal(formatOf(app, short.json.result_id), "cells");
  assert.deepEqual(long.json.rows[0].slice(0, -1), short.json.rows[0].slice(0, -1));
  const schemas: string[] = [];
  for (const { json } of [long, short]) {
    const bytes = await readAs(app, json.result_id, "arrow");
    schemas.push(tableFromIPC(bytes).schema.fields.map(String).join());
  }
  assert.equal(schemas[0], schemas[1]);
});

test("what is taken to be small and is not becomes a file, in order and whole", async (t) => {
  const app = await startTestApp(t);
  const data = ["n", ...Array.from({ length: 9_000 }, (_, n) => String(n))].join("\n");
  const { json: database } = await app.call("POST", "/v1/databases", { json: {} });
  const headers = { "x-database-id": database.id };
  const loads = `/v1/databases/${database.id}/schemas/main/tables/t/loads`;
  await app.call("POST", loads, { json: { mode: "append", data } });
  for (const sql of ["SELECT n FROM t ORDER BY n DESC", "SELECT n FROM t ORDER BY n DESC"]) {
    const { json } = await app.call("POST", "/v1/query", { json: { sql }, headers });
    assert.equal(json.total_row_count, 9_000);
    assert.equal(formatOf(app, json.result_id), null);
    const expected = Array.from({ length: 9_000 }, (_, n) => [8_999 - n]);
    assert.deepEqual(json.rows, expected);
    const { json: page } = await app.call("GET", `/v1/results/${json.result_id}?offset=8998`);
    assert.deepEqual(page.rows, [[1], [0]]);
  }
});

test("a statement that had few rows is taken to have few again", async (t) => {
  const app = await startTestApp(t);
  const formats: unknown[] = [];
  for (const limit of [3, 3, 5_000, 3]) {
    const sql = "SELECT range AS n, 'x' AS s FROM range(20000) WHERE range < ?";
    const { json } = await app.call("POST", "/v1/query", { json: { sql, parameters: [limit] } });
    assert.equal(json.total_row_count, limit);
    assert.deepEqual(json.rows.at(-1), [limit - 1, "x"]);
    formats.push(formatOf(app, json.result_id));
  }
  assert.deepEqual(formats, [null, "cells", null, null]);
});

function formatOf(app: TestApp, resultId: string): unknown {
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"), { readOnly: true });
  const row = metastore.prepare("SELECT data_format FROM results WHERE id = ?").get(resultId);
  metastore.close();
  return row?.["data_format"];
}

function readAs(app: TestApp, resultId: string, format: string): Promise<Buffer> {
  return bytesOf(app, `/v1/results/${resultId}?format=${format}`);
}

function withoutId(bytes: Buffer, { result_id: id }: { result_id: string }): Buffer {
  return Buffer.from(bytes.toString("latin1").replaceAll(id, "ID"), "latin1");
}

function rowsText(answer: string): string {
  return answer.slice(answer.indexOf('"rows":'));
}
