import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import type { Config } from "../../src/config/load-config.ts";
import { type Answer, startTestApp } from "../start-test-app.ts";

interface Fixture {
  load(request: object): Promise<Answer>;
  query(sql: string, parameters?: unknown): Promise<unknown[][]>;
  filesRead(sql: string, parameters?: unknown): Promise<string>;
  catalog(sql: string): unknown[][];
}

/** A database with one declared table `t`. */
async function setUp(
  t: TestContext,
  layout: object,
  overrides: Partial<Config> = {},
): Promise<Fixture> {
  const app = await startTestApp(t, overrides);
  const json = { schemas: [{ name: "main", tables: [{ name: "t", ...layout }] }] };
  const { id } = (await app.call("POST", "/v1/databases", { json })).json;
  const query = async (sql: string, parameters?: unknown): Promise<unknown[][]> => {
    const body = { sql, database_id: id, ...(parameters === undefined ? {} : { parameters }) };
    const answer = await app.call("POST", "/v1/query", { json: body });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows;
  };
  return {
    query,
    load: (request) =>
      app.call("POST", `/v1/databases/${id}/schemas/main/tables/t/loads`, {
        json: { mode: "replace", ...request },
      }),
    filesRead: async (sql, parameters) => {
      const plan = await query(`EXPLAIN ANALYZE ${sql}`, parameters);
      return /files read \d+ of \d+/.exec(plan.flat().join("\n"))?.[0] ?? "no count";
    },
    catalog: (sql) => {
      const file = join(app.dataDir, "databases", id, "catalog.sqlite");
      const database = new DatabaseSync(file, { readOnly: true });
      try {
        return database
          .prepare(sql)
          .all()
          .map((row) => Object.values(row));
      } finally {
        database.close();
      }
    },
  };
}

const PARTITION_VALUES = `SELECT data_file_id, group_concat(coalesce(partition_value, 'NULL'), '/')
    AS partition FROM (SELECT * FROM ducklake_file_partition_value JOIN ducklake_data_file
      USING (data_file_id) WHERE end_snapshot IS NULL ORDER BY data_file_id, partition_key_index)
  GROUP BY data_file_id`;

function partitionsOf({ catalog }: Fixture): string[] {
  return catalog(PARTITION_VALUES)
    .map(([, partition]) => String(partition))
    .toSorted();
}

const DAYS = Array.from({ length: 12 }, (_, month) => {
  const name = String(month + 1).padStart(2, "0");
  return `2025-${name}-03 04:05:06,${month},a\n2026-${name}-07 08:09:10,${month + 12},b\n`;
});
const CSV = `at,v,Kind\n${DAYS.join("")},99,\n`;
const BY_MONTH = {
  partition_by: [
    { column: "kind", transform: "identity" },
    { column: "at", transform: "year" },
    { column: "at", transform: "month" },
  ],
};

test("rows are spread by several keys, NULL among them, and queries open what they need", async (t) => {
  const fixture = await setUp(t, BY_MONTH);
  const loaded = await fixture.load({ data: CSV });
  assert.equal(loaded.status, 200, loaded.text);
  const months = Array.from({ length: 12 }, (_, month) => String(month + 1));
  const expected = [
    ...months.map((month) => `a/2025/${month}`),
    ...months.map((month) => `b/2026/${month}`),
    "NULL/NULL/NULL",
  ];
  assert.deepEqual(partitionsOf(fixture), expected.toSorted());
  const march = `SELECT v FROM t WHERE t."at" BETWEEN '2026-03-01' AND '2026-03-31'`;
  assert.deepEqual(await fixture.query(march), [[14]]);
  assert.equal(await fixture.filesRead(march), "files read 1 of 25");
  assert.deepEqual(await fixture.query("SELECT v FROM t WHERE kind IS NULL"), [[99]]);
  assert.equal(await fixture.filesRead("SELECT sum(v) FROM t"), "files read 25 of 25");
  const both = "SELECT a.v FROM t AS a JOIN t AS b USING (v) WHERE a.v = 3 AND b.v < 7";
  assert.deepEqual(await fixture.query(both), [[3]]);
});

test("values of parameters leave files out like literals", async (t) => {
  const fixture = await setUp(t, BY_MONTH);
  await fixture.load({ data: CSV });
  const sql = `SELECT sum(v) FROM t WHERE t."at" >= $1 AND t."at" < $2 AND v = $3`;
  const values = ["2025-05-01", { type: "TIMESTAMP", value: "2025-06-01 00:00:00" }, 4];
  assert.deepEqual(await fixture.query(sql, values), [[4]]);
  assert.equal(await fixture.filesRead(sql, values), "files read 1 of 25");
  assert.deepEqual(await fixture.query(sql, [...values.slice(0, 2), 5]), [[null]]);
});

test("appends follow the layout; replacing keeps it, also under other columns and types", async (t) => {
  const fixture = await setUp(t, {
    partition_by: [{ column: "k", transform: "identity" }],
    sorted_by: [{ column: "v", direction: "desc" }],
  });
  assert.equal((await fixture.load({ mode: "append", data: "k,v\n1,1\n2,2\n" })).status, 200);
  assert.equal((await fixture.load({ mode: "append", data: "k,v,w\n2,3,x\n3,4,y\n" })).status, 200);
  assert.deepEqual(partitionsOf(fixture), ["1", "2", "2", "3"]);
  const live = `SELECT column_id, transform FROM ducklake_partition_info
    JOIN ducklake_partition_column USING (partition_id) WHERE end_snapshot IS NULL`;
  assert.deepEqual(fixture.catalog(live), [[1, "identity"]]);
  const answer = await fixture.load({ data: "v,k\n1.5,x\n2.5,y\n" });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(partitionsOf(fixture), ["x", "y"]);
  const [[column, transform] = []] = fixture.catalog(live);
  assert.equal(transform, "identity");
  const name = `SELECT column_name FROM ducklake_column WHERE column_id = ${String(column)} AND end_snapshot IS NULL`;
  assert.deepEqual(fixture.catalog(name), [["k"]]);
  const sort = `SELECT expression, sort_direction, null_order FROM ducklake_sort_info
    JOIN ducklake_sort_expression USING (sort_id) WHERE end_snapshot IS NULL`;
  assert.deepEqual(fixture.catalog(sort), [['"v"', "DESC", "NULLS_LAST"]]);
  assert.deepEqual(await fixture.query("SELECT k, v FROM t ORDER BY k"), [
    ["x", 1.5],
    ["y", 2.5],
  ]);
});

test("data that does not fit the declared layout is refused, naming the columns", async (t) => {
  const { load, query } = await setUp(t, {
    partition_by: [
      { column: "day", transform: "month" },
      { column: "at", transform: "hour" },
      { column: "site", transform: "identity" },
    ],
    sorted_by: [{ column: "missing" }],
  });
  const answer = await load({ data: "day,at\nMonday,2026-01-01\n" });
  assert.equal(answer.status, 400);
  assert.equal(
    answer.json.error.message,
    "The data does not fit the layout that the table was declared with: " +
      'column "day" has the type VARCHAR, but month takes a date or a timestamp; ' +
      'column "at" has the type DATE, but hour takes a timestamp; ' +
      'it has no column "site"; it has no column "missing".',
  );
  const good = "day,at,site,missing\n2026-01-01,2026-01-01 05:00:00,1,2\n";
  assert.equal((await load({ data: good })).status, 200);
  assert.deepEqual(await query("SELECT site FROM t"), [[1]]);
});

test("a load into too many partitions is refused and changes nothing", async (t) => {
  const layout = { partition_by: [{ column: "k", transform: "identity" }] };
  const { load, query } = await setUp(t, layout, { maxPartitions: 3 });
  assert.equal((await load({ data: "k\n1\n2\n3\n" })).status, 200);
  const answer = await load({ data: "k\n1\n2\n3\n4\n" });
  assert.equal(answer.status, 400);
  assert.match(answer.json.error.message, /more than 3 combinations of the table's partition keys/);
  assert.deepEqual(await query("SELECT count(*) FROM t"), [[3]]);
});

test("files are left out whatever was deleted, and changed by key", async (t) => {
  const fixture = await setUp(t, { key: ["v"], ...BY_MONTH });
  await fixture.load({ data: CSV });
  const upserted = await fixture.load({
    mode: "upsert",
    data: "at,v,kind\n2030-01-01 00:00:00,4,c\n",
  });
  assert.equal(upserted.status, 200, upserted.text);
  assert.equal((await fixture.load({ mode: "delete", data: "v\n5\n" })).status, 200);
  assert.deepEqual(
    partitionsOf(fixture).filter((name) => name.startsWith("c")),
    ["c/2030/1"],
  );
  const wanted = `SELECT v FROM t WHERE v IN (4, 5, 6) ORDER BY v`;
  assert.deepEqual(await fixture.query(wanted), [[4], [6]]);
  const recent = `SELECT v FROM t WHERE t."at" > '2027-01-01'`;
  assert.deepEqual(await fixture.query(recent), [[4]]);
  assert.match(await fixture.filesRead(recent), /^files read 1 of/);
});
