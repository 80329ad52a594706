import assert from "node:assert/strict";
import { test } from "node:test";
import { tableFromIPC } from "apache-arrow";
import { bytesOf } from "../results/bytes-of.ts";
import type { Json } from "../start-test-app.ts";
import { type OutsideSource, startOutsideSource } from "./outside-source.ts";

const KINDS = `
  CREATE TABLE kinds (
    id INTEGER PRIMARY KEY, ok BOOLEAN, tiny TINYINT, big BIGINT, wide HUGEINT, whole UBIGINT,
    price DECIMAL(10, 2), share DECIMAL(3, 3), ratio DOUBLE, single FLOAT, name VARCHAR,
    key UUID, day DATE, hour TIME, seen TIMESTAMP, seen_at TIMESTAMPTZ);
  INSERT INTO kinds VALUES
    (1, true, -128, 9223372036854775807, 1, 18446744073709551615, 12345678.90, 0.001, 0.1, 1.5,
      'Zoë said "hi", twice', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '2024-02-29', '23:59:59.5',
      '2024-02-29 10:00:00.123', '2024-02-29 10:00:00+00'),
    (2, false, 0, -1, -1, 0, -0.05, -0.5, 5, -0.25, '', '00000000-0000-0000-0000-000000000000',
      '0001-01-01', '00:00:00', '1969-12-31 23:59:59.999999', '1969-12-31 23:59:59.9+00'),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, true, 1, 1, 1, 1, 1, 0, 1e300, 1e30, repeat('long ', 20000), uuid(), '12024-01-01', '24:00:00',
      'infinity', '12024-01-01 00:00:00+00');
  CREATE TABLE numbers AS SELECT i, 'row ' || i AS text FROM range(5000) AS t(i);`;

const PLAIN = "id, ok, tiny, big, whole, price, share, ratio, name, key, day, hour, seen, seen_at";

async function executions({ app }: OutsideSource): Promise<number> {
  const { text } = await app.call("GET", "/metrics", { headers: { authorization: "" } });
  const found = /query_phase_duration_seconds_count\{phase="execute"\} (\d+)/.exec(text);
  return Number(found?.[1] ?? 0);
}

interface Answered {
  readonly json: Json;
  /** Whether the engine had nothing to do. */
  readonly isBySource: boolean;
}

async function answered(source: OutsideSource, sql: string, more: object = {}): Promise<Answered> {
  const before = await executions(source);
  const { status, json, text } = await source.query(sql, more);
  assert.equal(status, 200, `${sql}: ${text}`);
  return { json, isBySource: (await executions(source)) === before };
}

/** All that can be had of a result. */
async function shown({ app }: OutsideSource, { columns, nullable, rows, result_id: id }: Json) {
  const [json, csv, arrow, parquet] = await Promise.all(
    ["json", "csv", "arrow", "parquet"].map((format) =>
      bytesOf(app, `/v1/results/${id}?format=${format}`),
    ),
  );
  const { rows: stored } = JSON.parse(String(json));
  const table = tableFromIPC(arrow ?? []);
  const fields = table.schema.fields.map(String);
  return { columns, nullable, rows, stored, csv: String(csv), fields, parquet };
}

/** Statements that pick columns of rows, and whether the source's answer is all that is needed. */
const STATEMENTS: Readonly<Record<string, boolean>> = {
  [`SELECT ${PLAIN} FROM shop.main.kinds WHERE id < 4`]: true,
  [`SELECT k.NAME AS n, Id, id AS "n" FROM shop.main.kinds AS k WHERE id = 1 AND tiny < 5`]: true,
  "SELECT id FROM shop.main.kinds WHERE name = 'none'": true,
  "SELECT name FROM shop.main.kinds WHERE id IN (1, 2, 3) AND ok IS NOT NULL": true,
  "SELECT * FROM shop.main.numbers WHERE i < 20 LIMIT 3": true,
  "SELECT text FROM shop.main.numbers LIMIT 0": true,
  "SELECT * FROM shop.main.kinds WHERE id = 2": false,
  "SELECT id, single FROM shop.main.kinds WHERE id = 2": false,
  "SELECT id, ratio FROM shop.main.kinds WHERE id = 4": false,
  "SELECT id, day FROM shop.main.kinds WHERE id = 4": false,
  "SELECT id, seen FROM shop.main.kinds WHERE id = 4": false,
  "SELECT id, name FROM shop.main.kinds WHERE id = 4": false,
  "SELECT id, wide FROM shop.main.kinds WHERE id = 2": true,
  "SELECT * FROM shop.main.numbers": false,
};

test("rows that a source gives as they are asked for need no engine, and are what it would make of them", async (t) => {
  const source = await startOutsideSource(t, { schemaSql: KINDS });
  for (const [sql, isBySource] of Object.entries(STATEMENTS)) {
    const own = await answered(source, sql);
    assert.equal(own.isBySource, isBySource, sql);
    // The engine is what has operators to be measured.
    const { json: other, isBySource: isOther } = await answered(source, sql, { profile: true });
    assert.equal(isOther, false, sql);
    assert.deepEqual(await shown(source, own.json), await shown(source, other), sql);
  }
});

test("with other constants, the same statement is answered alike", async (t) => {
  const source = await startOutsideSource(t, { schemaSql: KINDS });
  for (const i of [7, 8, 4_999, 5_000, 1_234_567_890_123]) {
    const { json } = await answered(source, `SELECT text FROM shop.main.numbers WHERE i = ${i}`);
    assert.deepEqual(json.rows, i < 5_000 ? [[`row ${i}`]] : []);
  }
  for (const text of ["row 7", "row 8", "row ''", "", "none"]) {
    const { json } = await answered(
      source,
      `SELECT i FROM shop.main.numbers WHERE text = '${text}'`,
    );
    const [, number] = /^row (\d)$/.exec(text) ?? [];
    assert.deepEqual(json.rows, number === undefined ? [] : [[Number(number)]]);
  }
  const bound = "SELECT text FROM shop.main.numbers WHERE i = $i LIMIT $n";
  const { json, isBySource } = await answered(source, bound, { parameters: { i: 9, n: 1 } });
  assert.deepEqual(json.rows, [["row 9"]]);
  assert.ok(isBySource);
});

test("what the engine refuses is refused, although the source would answer", async (t) => {
  const source = await startOutsideSource(t, { schemaSql: KINDS });
  for (const sql of [
    "SELECT id, missing FROM shop.main.kinds WHERE id = 1",
    "SELECT id FROM shop.main.kinds WHERE id = 'one'",
    "SELECT id FROM shop.main.kinds WHERE id = 1 AND missing = 2",
  ]) {
    const { status, json } = await source.query(sql);
    assert.equal(status, 400, sql);
    assert.match(json.error.message, /missing|Could not convert/);
  }
});

test("the history and EXPLAIN tell of such a statement as of others", async (t) => {
  const source = await startOutsideSource(t, { schemaSql: KINDS });
  const sql = "SELECT id, name FROM shop.main.kinds WHERE id = 2";
  const { json } = await answered(source, sql);
  const { json: run } = await source.app.call("GET", `/v1/query-runs/${json.query_run_id}`);
  assert.deepEqual(
    [run.status, run.row_count, run.rows_scanned, run.sources[0].rows],
    ["succeeded", 1, 1, 1],
  );
  const { rows } = (await answered(source, `EXPLAIN ${sql}`)).json;
  assert.ok(rows.some(([name]: Json[]) => name === "source shop.main.kinds"));
});
