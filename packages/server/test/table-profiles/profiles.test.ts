import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test, type TestContext } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { callAs } from "../keys/call-as.ts";
import { startTestApp, type TestApp } from "../start-test-app.ts";

interface Fixture {
  readonly app: TestApp;
  readonly database: { readonly id: string; readonly default_connection_id: string };
}

async function start(t: TestContext, overrides = {}): Promise<Fixture> {
  const app = await startTestApp(t, overrides);
  const made = await app.call("POST", "/v1/databases", { json: {} });
  return { app, database: made.json };
}

/** Writes what a SELECT yields into a Parquet file and loads it. */
async function load({ app, database }: Fixture, table: string, sql: string) {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-profile-"));
  try {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const file = join(folder, "rows.parquet");
    await connection.run(`COPY (${sql}) TO '${file}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    const headers = { "content-type": "application/vnd.apache.parquet" };
    const upload = await app.call("POST", "/v1/files", { body: await readFile(file), headers });
    const path = `/v1/databases/${database.id}/schemas/main/tables/${table}/loads`;
    const json = { mode: "replace", upload_id: upload.json.id };
    const loaded = await app.call("POST", path, { json });
    assert.equal(loaded.status, 200, loaded.text);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function request({ app, database }: Fixture, table: string, schema = "main") {
  const connection = database.default_connection_id;
  return app.call("GET", `/v1/connections/${connection}/tables/${schema}/${table}/profile`);
}

async function profile(fixture: Fixture, table: string) {
  const answer = await request(fixture, table);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

/** The profile of one column alone. */
async function profileOf(fixture: Fixture, sql: string) {
  await load(fixture, "one", `SELECT ${sql}`);
  const { columns } = await profile(fixture, "one");
  assert.equal(columns.length, 1);
  return columns[0];
}

test("every kind of column is described", async (t) => {
  const fixture = await start(t);
  await load(
    fixture,
    "orders",
    `SELECT i AS id, CASE WHEN i % 10 = 0 THEN NULL WHEN i % 3 = 0 THEN 'paid' ELSE 'open' END AS state,
       'customer ' || i AS customer, i % 4 = 0 AS urgent, DATE '2026-01-01' + CAST(i AS INTEGER) AS day,
       TIMESTAMP '2026-01-01 10:00:00' + INTERVAL (i) SECOND AS at, [i, i] AS pair, NULL::VARCHAR AS nothing,
       (i / 100)::DECIMAL(10, 2) AS price
     FROM range(1000) AS t(i)`,
  );
  const found = await profile(fixture, "ORDERS");
  assert.equal(found.connection, `__db_${fixture.database.id}`);
  assert.equal(found.schema, "main");
  assert.equal(found.table, "orders");
  assert.equal(found.row_count, 1_000);
  assert.ok(Date.now() - Date.parse(found.synced_at) < 60_000);
  const whole = { null_count: 0, null_percentage: 0 };
  assert.deepEqual(found.columns, [
    {
      name: "id",
      data_type: "Int64",
      ...whole,
      cardinality: 1_000,
      profile: { type: "numeric", min: "0", max: "999", mean: 499.5 },
    },
    {
      name: "state",
      data_type: "Utf8",
      null_count: 100,
      null_percentage: 10,
      cardinality: 2,
      profile: {
        type: "categorical",
        values: [
          { value: "open", count: 600 },
          { value: "paid", count: 300 },
          { value: null, count: 100 },
        ],
      },
    },
    {
      name: "customer",
      data_type: "Utf8",
      ...whole,
      cardinality: 1_000,
      profile: { type: "text", min_length: 10, max_length: 12, avg_length: 11.89 },
    },
    {
      name: "urgent",
      data_type: "Boolean",
      ...whole,
      cardinality: 2,
      profile: { type: "boolean", true_count: 250, false_count: 750 },
    },
    {
      name: "day",
      data_type: "Date32",
      ...whole,
      cardinality: 1_000,
      profile: { type: "temporal", min: "2026-01-01", max: "2028-09-26" },
    },
    {
      name: "at",
      data_type: "timestamp[us]",
      ...whole,
      cardinality: 1_000,
      profile: { type: "temporal", min: "2026-01-01T10:00:00", max: "2026-01-01T10:16:39" },
    },
    { name: "pair", data_type: "list<item: Int64>", ...whole, cardinality: 1_000, profile: null },
    {
      name: "nothing",
      data_type: "Utf8",
      null_count: 1_000,
      null_percentage: 100,
      cardinality: 0,
      profile: null,
    },
    {
      name: "price",
      data_type: "Decimal128(10, 2)",
      ...whole,
      cardinality: 1_000,
      profile: { type: "numeric", min: "0.00", max: "9.99", mean: 4.995 },
    },
  ]);
});

test("200 distinct values are listed, 201 are not", async (t) => {
  const fixture = await start(t);
  const few = await profileOf(fixture, "i % 200 AS n FROM range(1000) AS t(i)");
  assert.equal(few.cardinality, 200);
  assert.equal(few.profile.values.length, 200);
  assert.deepEqual(few.profile.values[0], { value: "0", count: 5 });
  const more = await profileOf(fixture, "(i % 201)::VARCHAR AS n FROM range(1000) AS t(i)");
  assert.equal(more.cardinality, 201);
  assert.equal(more.profile.type, "text");
  const withNull = await profileOf(
    fixture,
    "CASE WHEN i = 0 THEN NULL ELSE i % 200 END AS n FROM range(1000) AS t(i)",
  );
  assert.equal(withNull.cardinality, 200);
  assert.equal(withNull.profile.values.length, 201);
});

test("many distinct values are estimated within a few percent", async (t) => {
  const fixture = await start(t);
  const { cardinality } = await profileOf(fixture, "i * 7 AS n FROM range(300000) AS t(i)");
  assert.ok(Math.abs(cardinality - 300_000) < 24_000, String(cardinality));
});

test("long texts are not listed", async (t) => {
  const fixture = await start(t);
  const { profile: found } = await profileOf(fixture, "repeat('ä', 300) AS s FROM range(5)");
  assert.deepEqual(found, { type: "text", min_length: 300, max_length: 300, avg_length: 300 });
});

test("NaN, infinities and sums beyond a double do no harm", async (t) => {
  const fixture = await start(t);
  const many = "SELECT i::DOUBLE AS d FROM range(300) AS t(i)";
  const odd = "VALUES ('nan'::DOUBLE), ('inf'::DOUBLE), ('-inf'::DOUBLE), (NULL)";
  const mixed = await profileOf(fixture, `d FROM (${many} UNION ALL ${odd})`);
  assert.deepEqual(mixed.profile, { type: "numeric", min: "0.0", max: "299.0", mean: 149.5 });
  assert.equal(mixed.cardinality, 303);
  const onlyOdd = await profileOf(fixture, `d FROM (${odd}) AS t(d)`);
  assert.deepEqual(
    onlyOdd.profile.values.map(({ value }: { value: string | null }) => value),
    ["-inf", "inf", "nan", null],
  );
  const large = await profileOf(fixture, "1.5e308 + i * 1e305 AS d FROM range(250) AS t(i)");
  assert.ok(Math.abs(large.profile.mean / 1.62449e308 - 1) < 0.01, String(large.profile.mean));
  const floats = await profileOf(fixture, "'nan'::FLOAT AS f FROM range(3)");
  assert.deepEqual(floats.profile.values, [{ value: "nan", count: 3 }]);
  const time = await profileOf(fixture, "'infinity'::TIMESTAMP AS t FROM range(3)");
  assert.deepEqual([time.cardinality, time.profile], [1, null]);
});

test("wide numbers keep their digits", async (t) => {
  const fixture = await start(t);
  const digits = "99999999999999999999999999999999999";
  const wide = await profileOf(
    fixture,
    `(${digits} - i)::DECIMAL(38, 0) AS n FROM range(300) AS t(i)`,
  );
  assert.equal(wide.profile.max, digits);
  assert.equal(wide.profile.mean, 1e35);
  const huge = await profileOf(
    fixture,
    "'170141183460469231731687303715884105727'::DECIMAL(38,0)::HUGEINT AS n WHERE false",
  );
  assert.deepEqual([huge.cardinality, huge.profile], [0, null]);
  const unsigned = await profileOf(
    fixture,
    "18446744073709551615::UBIGINT - i::UBIGINT AS n FROM range(300) AS t(i)",
  );
  assert.equal(unsigned.profile.max, "18446744073709551615");
  assert.equal(unsigned.profile.min, "18446744073709551316");
});

test("types without a summary have counts only", async (t) => {
  const fixture = await start(t);
  for (const [sql, cardinality] of [
    ["{'a': i % 3, 'b': [NULL, 'x']}", 3],
    ["MAP {'k': i % 4}", 4],
    ["('x' || (i % 5))::BLOB", 5],
    ["INTERVAL (i % 6) DAY", 6],
    ["[[i % 7]]", 7],
  ] as const) {
    const found = await profileOf(fixture, `${sql} AS v FROM range(50) AS t(i)`);
    assert.deepEqual([found.cardinality, found.profile], [cardinality, null], sql);
  }
  for (const [sql, value] of [
    ["'1b4e28ba-2fa1-11d2-883f-0016d3cca427'::UUID", "1b4e28ba-2fa1-11d2-883f-0016d3cca427"],
    ["TINYINT '3'", "3"],
    ["1.50::DECIMAL(4, 2)", "1.50"],
    ["'on'::ENUM('on', 'off')", "on"],
  ] as const) {
    const found = await profileOf(fixture, `${sql} AS v FROM range(2)`);
    assert.deepEqual(found.profile.values, [{ value, count: 2 }], sql);
  }
  const zoned = await profileOf(fixture, "'2026-01-01 12:00:00+02'::TIMESTAMPTZ AS v");
  assert.equal(zoned.profile.min, "2026-01-01T10:00:00Z");
  const clock = await profileOf(fixture, "TIME '12:34:56' AS v");
  assert.equal(clock.profile.min, "12:34:56");
});

test("empty tables, odd names and 500 columns", async (t) => {
  const fixture = await start(t);
  await load(fixture, "empty", "SELECT 1 AS a, 'x' AS b WHERE false");
  const empty = await profile(fixture, "empty");
  assert.equal(empty.row_count, 0);
  assert.deepEqual(empty.columns[1], {
    name: "b",
    data_type: "Utf8",
    null_count: 0,
    null_percentage: 0,
    cardinality: 0,
    profile: null,
  });

  const names = ['a "b"', "c0", "t", "select", "größe 🦆", "a.b", "'; DROP TABLE x; --", "C1"];
  const list = names.map((name, n) => `${n} AS "${name.replaceAll('"', '""')}"`);
  await load(fixture, "odd", `SELECT ${list.join(", ")}`);
  const odd = await profile(fixture, "odd");
  assert.deepEqual(
    odd.columns.map((column: { name: string }) => column.name),
    names,
  );
  for (const [n, column] of odd.columns.entries()) {
    assert.deepEqual(column.profile.values, [{ value: String(n), count: 1 }]);
  }

  const wide = Array.from({ length: 500 }, (_, n) => `i + ${n} AS column_${n}`);
  await load(fixture, "wide", `SELECT ${wide.join(", ")} FROM range(500) AS t(i)`);
  const started = performance.now();
  const found = await profile(fixture, "wide");
  assert.equal(found.columns.length, 500);
  assert.equal(found.columns[499].profile.max, "998");
  t.diagnostic(`500 columns in ${Math.round(performance.now() - started)} ms`);
});

test("deleted rows do not count, and a load makes the profile new", async (t) => {
  const fixture = await start(t);
  const { app, database } = fixture;
  const path = `/v1/databases/${database.id}/schemas/main/tables/t/loads`;
  const change = async (mode: string, data: string) => {
    const answer = await app.call("POST", path, { json: { mode, data, key: ["a"] } });
    assert.equal(answer.status, 200, answer.text);
  };
  await change("replace", "a\n1\n2\n3\n");
  assert.equal((await profile(fixture, "t")).row_count, 3);
  await change("append", "a\n4\n");
  assert.equal((await profile(fixture, "t")).row_count, 4);
  await change("delete", "a\n2\n4\n");
  const { row_count: rows, columns } = await profile(fixture, "t");
  assert.equal(rows, 2);
  assert.deepEqual(columns[0].profile.values, [
    { value: "1", count: 1 },
    { value: "3", count: 1 },
  ]);
  await change("append", "b,a\nnew,5\n");
  const { columns: widened } = await profile(fixture, "t");
  assert.deepEqual([widened[1].name, widened[1].null_count], ["b", 2]);
  assert.deepEqual(widened[1].profile.values[0], { value: null, count: 2 });
});

test("a profile is kept, also over a restart, and goes with its table", async (t) => {
  const fixture = await start(t);
  await load(fixture, "t", "SELECT 'secret' AS s");
  const first = await profile(fixture, "t");
  const file = join(fixture.app.dataDir, "metastore.sqlite");
  const metastore = new DatabaseSync(file);
  t.after(() => metastore.close());
  const kept = () => metastore.prepare("SELECT profile_json FROM table_profiles").all();
  assert.equal(kept().length, 1);
  // What is kept is what is answered: a changed one shows it.
  metastore.exec(
    "UPDATE table_profiles SET profile_json = replace(profile_json, 'secret', 'changed')",
  );
  const app = await fixture.app.restart();
  const restarted = { ...fixture, app };
  const second = await profile(restarted, "t");
  assert.deepEqual(second.columns[0].profile.values, [{ value: "changed", count: 1 }]);
  assert.equal(second.synced_at, first.synced_at);
  const connection = fixture.database.default_connection_id;
  const table = `/v1/connections/${connection}/schemas/main/tables/t`;
  assert.equal((await app.call("DELETE", table)).status, 204);
  assert.deepEqual(kept(), []);
  assert.equal((await request(restarted, "t")).status, 404);

  await load(restarted, "u", "SELECT 'secret' AS s");
  await profile(restarted, "u");
  assert.equal(kept().length, 1);
  const renamed = await app.call(
    "PATCH",
    `/v1/databases/${fixture.database.id}/schemas/main/tables/u`,
    { json: { name: "v" } },
  );
  assert.equal(renamed.status, 200, renamed.text);
  assert.deepEqual(kept(), []);
  assert.equal((await profile(restarted, "v")).row_count, 1);
  await app.call("DELETE", `/v1/databases/${fixture.database.id}`);
  assert.deepEqual(kept(), []);
});

test("what is not there, or was never loaded, is not found", async (t) => {
  const fixture = await start(t);
  const { app, database } = fixture;
  await app.call("POST", `/v1/databases/${database.id}/schemas/main/tables`, {
    json: { name: "declared" },
  });
  for (const table of ["declared", "nothing", "a%20b"]) {
    const answer = await request(fixture, table);
    assert.equal(answer.status, 404, answer.text);
    assert.match(answer.json.error.message, /load rows/);
  }
  assert.equal((await request(fixture, "declared", "other")).status, 404);
  const unknown = await app.call("GET", "/v1/connections/conn1/tables/main/t/profile");
  assert.equal(unknown.status, 404);
  const made = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const headers = { "x-workspace-id": made.json.workspace.public_id };
  const path = `/v1/connections/${database.default_connection_id}/tables/main/declared/profile`;
  assert.equal((await app.call("GET", path, { headers })).status, 404);
});

test("a key of one database reads the profiles of that database only", async (t) => {
  const fixture = await start(t);
  const { app, database } = fixture;
  await load(fixture, "t", "SELECT 1 AS a");
  const other = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const { workspaceId } = app.app;
  const call = await callAs(app, { workspaceId, databaseId: database.id, isReadOnly: true });
  const path = (connection: string) => `/v1/connections/${connection}/tables/main/t/profile`;
  assert.equal((await call("GET", path(database.default_connection_id))).status, 200);
  assert.equal((await call("GET", path(other.default_connection_id))).status, 404);
});

test("many callers at once get the same answer; time has a limit", async (t) => {
  const fixture = await start(t);
  await load(fixture, "t", "SELECT i, 'n' || i AS s FROM range(200000) AS t(i)");
  const answers = await Promise.all(Array.from({ length: 8 }, () => request(fixture, "t")));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);

  const columns = Array.from({ length: 200 }, (_, n) => `'v' || (i * ${n + 1}) AS c${n}`);
  await load(fixture, "slow", `SELECT ${columns.join(", ")} FROM range(20000) AS t(i)`);
  const limits = `/v1/workspaces/${fixture.app.app.workspaceId}/limits`;
  await fixture.app.call("PUT", limits, { json: { query_timeout_ms: 100 } });
  const late = await request(fixture, "slow");
  assert.equal(late.status, 400, late.text);
  assert.match(late.json.error.message, /query_timeout_ms is 100 ms/);
  await fixture.app.call("PUT", limits, { json: {} });
  assert.equal((await request(fixture, "slow")).status, 200);
});
