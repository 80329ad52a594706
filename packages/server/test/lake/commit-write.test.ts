import assert from "node:assert/strict";
import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { CatalogBusyError, StalePlanError } from "../../src/lake/lake.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

const ONE = "SELECT 1 AS a, 'x' AS b";

test("a repeated load id is committed once and answers the same", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", ONE);
  const first = await bench.load("append", "t", ONE, 'id with "quotes" and %');
  await bench.load("append", "t", ONE);
  const again = await bench.load("append", "t", ONE, 'id with "quotes" and %');
  assert.deepEqual(again, first);
  assert.deepEqual(await bench.lake.findCommit(DATABASE, 'id with "quotes" and %'), first);
  assert.equal(await bench.lake.findCommit(DATABASE, "id with"), undefined);
  assert.equal((await bench.rows("t")).length, 3);
  assert.equal((await dataFiles(bench)).length, 3);
});

test("the same load committed twice at once counts once", async () => {
  await using bench = await LakeBench.open();
  const plan = await bench.plan("replace", "t", ONE);
  const files = await bench.write(plan, ONE);
  const request = { plan, files, loadId: "same" };
  const outcomes = await Promise.all([
    bench.lake.commitWrite(request),
    bench.lake.commitWrite(request).catch(() => undefined),
  ]);
  assert.equal(outcomes[0]?.rowCount, 1);
  assert.deepEqual(await bench.rows("t"), [{ a: 1, b: "x" }]);
});

test("appends planned side by side all count", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", ONE);
  const loads = Array.from({ length: 5 }, () => bench.load("append", "t", ONE));
  await Promise.all(loads);
  assert.equal((await bench.rows("t")).length, 6);
});

test("a plan is stale when the columns changed or the table went, and leaves no file", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", ONE);
  const plan = await bench.plan("append", "t", ONE);
  const files = await bench.write(plan, ONE);
  await bench.load("append", "t", "SELECT 1 AS a, 2 AS more");
  await assert.rejects(bench.lake.commitWrite({ plan, files, loadId: "s1" }), StalePlanError);
  const second = await bench.plan("append", "t", ONE);
  const secondFiles = await bench.write(second, ONE);
  await bench.lake.dropTable(DATABASE, { schema: SCHEMA, table: "t" });
  const late = bench.lake.commitWrite({ plan: second, files: secondFiles, loadId: "s2" });
  await assert.rejects(late, StalePlanError);
  assert.equal((await dataFiles(bench)).length, 2);
});

test("the staged name goes once the file is published", async () => {
  await using bench = await LakeBench.open();
  const plan = await bench.plan("replace", "t", ONE);
  const files = await bench.write(plan, ONE);
  await bench.lake.commitWrite({ plan, files, loadId: "l" });
  await assert.rejects(access(plan.stagingDir));
  assert.equal((await dataFiles(bench)).length, 1);
});

test("a commit waits for another program's lock, and says so when it takes too long", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", ONE);
  const other = new DatabaseSync(bench.catalogFile);
  try {
    other.exec("BEGIN IMMEDIATE");
    const waiting = bench.load("append", "t", ONE);
    await bench.rows("t");
    setTimeout(() => other.exec("COMMIT"), 200);
    assert.equal((await waiting).rowCount, 2);
    other.exec("BEGIN IMMEDIATE");
    await assert.rejects(bench.load("append", "t", ONE), CatalogBusyError);
    other.exec("ROLLBACK");
    assert.equal((await bench.load("append", "t", ONE)).rowCount, 3);
  } finally {
    other.close();
  }
});

async function dataFiles(bench: LakeBench): Promise<string[]> {
  return readdir(join(bench.databaseDir, "data", SCHEMA, "t"));
}
