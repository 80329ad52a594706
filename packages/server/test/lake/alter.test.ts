import assert from "node:assert/strict";
import { test } from "node:test";
import { AlterationRefusedError } from "../../src/lake/alter/alteration.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

const TABLE = { schema: SCHEMA, table: "t" };

test("a renamed table keeps its rows, and its old name is free", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  assert.equal(
    await bench.lake.alter(DATABASE, { kind: "rename-table", table: TABLE, to: "u" }),
    true,
  );
  assert.deepEqual(await bench.rows("u"), [{ a: 1 }]);
  await bench.load("append", "u", "SELECT 2 AS a");
  await bench.load("replace", "t", "SELECT 'x' AS b");
  assert.deepEqual(await bench.rows("u"), [{ a: 1 }, { a: 2 }]);
  assert.deepEqual(await bench.rows("t"), [{ b: "x" }]);
  await assert.rejects(
    bench.lake.alter(DATABASE, { kind: "rename-table", table: TABLE, to: "U" }),
    AlterationRefusedError,
  );
  const missing = { schema: SCHEMA, table: "none" };
  assert.equal(
    await bench.lake.alter(DATABASE, { kind: "rename-table", table: missing, to: "x" }),
    false,
  );
});

test("renamed and dropped columns are read right from files of every age", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a, 'one' AS b, {'x': 1} AS c");
  await bench.lake.alter(DATABASE, {
    kind: "rename-column",
    table: TABLE,
    column: "B",
    to: "name",
  });
  await bench.load("append", "t", "SELECT 2 AS a, 'two' AS name, {'x': 2} AS c");
  await bench.lake.alter(DATABASE, { kind: "drop-column", table: TABLE, column: "c" });
  await bench.load("append", "t", "SELECT 3 AS a, 'three' AS name");
  assert.deepEqual(await bench.rows("t"), [
    { a: 1, name: "one" },
    { a: 2, name: "two" },
    { a: 3, name: "three" },
  ]);
  // A new column of the old name is another column: old files have no values for it.
  await bench.load("append", "t", "SELECT 4 AS a, 'four' AS name, 'b4' AS b");
  assert.deepEqual((await bench.rows("t"))[0], { a: 1, name: "one", b: null });
  const taken = { kind: "rename-column", table: TABLE, column: "a", to: "NAME" } as const;
  await assert.rejects(bench.lake.alter(DATABASE, taken), AlterationRefusedError);
});

test("the only column of a table stays", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  const drop = { kind: "drop-column", table: TABLE, column: "a" } as const;
  await assert.rejects(bench.lake.alter(DATABASE, drop), AlterationRefusedError);
});

test("schemas are renamed and dropped with their tables", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT 1 AS a");
  await bench.lake.createSchema(DATABASE, "other");
  const taken = { kind: "rename-schema", schema: SCHEMA, to: "other" } as const;
  await assert.rejects(bench.lake.alter(DATABASE, taken), AlterationRefusedError);
  await bench.lake.alter(DATABASE, { kind: "rename-schema", schema: SCHEMA, to: "sales" });
  const [table] = await bench.lake.listTables(DATABASE);
  assert.deepEqual([table?.schema, table?.table, table?.rowCount], ["sales", "t", 1]);
  const drop = { kind: "drop-schema", schema: "sales" } as const;
  assert.equal(await bench.lake.alter(DATABASE, drop), true);
  assert.deepEqual(await bench.lake.listTables(DATABASE), []);
  assert.equal(await bench.lake.alter(DATABASE, drop), false);
});
