import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { DatabaseNotFoundError } from "../../src/lake/lake.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

const NAMES = [{ schema: SCHEMA, table: "t" }];

test("tables are listed with columns, rows and bytes, sorted", async () => {
  await using bench = await LakeBench.open();
  const before = new Date(Date.now() - 1);
  await bench.load("replace", "b", "SELECT range AS a FROM range(10)");
  await bench.load("replace", "a", "SELECT 1 AS x");
  await bench.load("append", "b", "SELECT 11 AS a");
  const tables = await bench.lake.listTables(DATABASE);
  assert.deepEqual(
    tables.map(({ schema, table, rowCount }) => ({ schema, table, rowCount })),
    [
      { schema: SCHEMA, table: "a", rowCount: 1 },
      { schema: SCHEMA, table: "b", rowCount: 11 },
    ],
  );
  for (const { sizeBytes, lastChangedAt, columns } of tables) {
    assert.ok(sizeBytes > 0);
    assert.ok(lastChangedAt >= before && lastChangedAt <= new Date());
    assert.equal(columns.length, 1);
  }
});

test("names match in any case and answer as they were asked for; unknown ones are absent", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const asked = [
    { schema: "PUBLIC", table: "T" },
    { schema: SCHEMA, table: "unknown" },
  ];
  const { tables } = await bench.lake.resolve(DATABASE, asked);
  assert.deepEqual(
    tables.map(({ schema, table }) => ({ schema, table })),
    [asked[0]],
  );
});

test("a table's version changes when its scan does, and only then", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const first = await bench.lake.resolve(DATABASE, NAMES);
  await bench.load("replace", "other", "SELECT 1 AS a");
  const second = await bench.lake.resolve(DATABASE, NAMES);
  assert.notEqual(second.snapshotId, first.snapshotId);
  assert.equal(second.tables[0]?.version, first.tables[0]?.version);
  await bench.load("append", "t", "SELECT 2 AS a");
  const third = await bench.lake.resolve(DATABASE, NAMES);
  assert.notEqual(third.tables[0]?.version, first.tables[0]?.version);
});

test("resolving an unchanged table stays far below a millisecond", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const times: number[] = [];
  for (let round = 0; round < 200; round += 1) {
    const start = performance.now();
    await bench.lake.resolve(DATABASE, NAMES);
    times.push(performance.now() - start);
  }
  const median = times.toSorted((a, b) => a - b)[100] ?? Number.NaN;
  assert.ok(median < 1, `median ${median} ms`);
});

test("a dropped table is gone at once and its name is free", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const name = { schema: SCHEMA, table: "t" };
  assert.equal(await bench.lake.dropTable(DATABASE, name), true);
  assert.equal(await bench.lake.dropTable(DATABASE, name), false);
  assert.deepEqual((await bench.lake.resolve(DATABASE, NAMES)).tables, []);
  await bench.load("append", "t", "SELECT 'new' AS b");
  assert.deepEqual(await bench.rows("t"), [{ b: "new" }]);
});

test("schemas are made once; a load makes the one it needs", async () => {
  await using bench = await LakeBench.open();
  await bench.lake.createSchema(DATABASE, "sales");
  await bench.lake.createSchema(DATABASE, "SALES");
  const columns = await bench.columnsOf("SELECT 1 AS a");
  for (const schema of ["sales", "made by load"]) {
    const target = { databaseId: DATABASE, schema, table: "t" };
    const plan = await bench.lake.planWrite({ ...target, mode: "replace", columns });
    const files = await bench.write(plan, "SELECT 1 AS a");
    await bench.lake.commitWrite({ plan, files, loadId: schema });
  }
  const tables = await bench.lake.listTables(DATABASE);
  assert.deepEqual(
    tables.map(({ schema }) => schema),
    ["made by load", "sales"],
  );
});

test("a deleted database leaves nothing, and every call says that it is not there", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  await bench.lake.deleteDatabases([DATABASE]);
  await bench.lake.deleteDatabases([DATABASE]);
  await assert.rejects(access(bench.databaseDir));
  await assert.rejects(access(join(bench.dataDir, "staging", DATABASE)));
  await assert.rejects(bench.lake.listTables(DATABASE), DatabaseNotFoundError);
  await assert.rejects(bench.lake.resolve(DATABASE, NAMES), DatabaseNotFoundError);
  await bench.lake.createDatabase(DATABASE, []);
  assert.deepEqual(await bench.lake.listTables(DATABASE), []);
});

test("more databases than may stay open are served all the same", async () => {
  await using bench = await LakeBench.open({ openCatalogs: 2 });
  const ids = ["d1", "d2", "d3", "d4", "d5"];
  for (const id of ids) await bench.lake.createDatabase(id, [id]);
  const rounds = [...ids, ...ids.toReversed(), ...ids];
  const all = await Promise.all(rounds.map((id) => bench.lake.listTables(id)));
  assert.equal(all.length, 15);
});

test("a closed lake rejects instead of hanging", async () => {
  await using bench = await LakeBench.open();
  await bench.lake.close();
  await assert.rejects(bench.lake.listTables(DATABASE), /closed/);
  await bench.reopen();
});
