import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { WrittenFile } from "../../src/engine/engine.ts";
import { StalePlanError, type WritePlan } from "../../src/lake/lake.ts";
import { loadByKey, prepareChange } from "./keyed-bench.ts";
import { DATABASE, LakeBench, SCHEMA } from "./lake-bench.ts";

const ONE = "SELECT 1 AS a";

async function filesOf(bench: LakeBench, table: string): Promise<string[]> {
  return readdir(join(bench.databaseDir, "data", SCHEMA, table));
}

test("loads committed at once each have their snapshot, their answer and their id", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", ONE);
  const ids = Array.from({ length: 20 }, (_, index) => `load ${index}`);
  const outcomes = await Promise.all(ids.map((id) => bench.load("append", "t", ONE, id)));
  const counts = outcomes.map(({ rowCount }) => rowCount).toSorted((a, b) => a - b);
  assert.deepEqual(
    counts,
    Array.from({ length: 20 }, (_, index) => index + 2),
  );
  assert.equal(new Set(outcomes.map(({ snapshotId }) => snapshotId)).size, 20);
  for (const [index, id] of ids.entries()) {
    assert.deepEqual(await bench.lake.findCommit(DATABASE, id), outcomes[index]);
  }
  assert.equal((await bench.rows("t")).length, 21);
});

test("a load that cannot be leaves the others alone, and no file", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", ONE);
  const stale = await bench.plan("append", "t", ONE);
  const staleFiles = await bench.write(stale, ONE);
  const plans = await Promise.all(Array.from({ length: 4 }, () => bench.plan("append", "t", ONE)));
  const writes = await Promise.all(plans.map((plan) => bench.write(plan, ONE)));
  const lost = await bench.plan("append", "t", ONE);
  const lostFiles = (await bench.write(lost, ONE)).map((file) => {
    return { ...file, path: join(lost.stagingDir, "no.parquet") };
  });
  const key = await prepareChange(bench, "t", { mode: "delete", key: ["a"] }, "SELECT 7 AS a");
  const wider = await bench.plan("append", "t", "SELECT 1 AS a, 2 AS b");
  const widerFiles = await bench.write(wider, "SELECT 1 AS a, 2 AS b");
  const commit = (plan: WritePlan, files: readonly WrittenFile[], loadId: string) =>
    bench.lake.commitWrite({ plan, files, loadId });
  const results = await Promise.allSettled([
    ...plans.map((plan, index) => commit(plan, writes[index] ?? [], `ok ${index}`)),
    commit(lost, lostFiles, "lost"),
    bench.lake.commitWrite({ plan: key.plan, ...key.change, loadId: "key" }),
    commit(wider, widerFiles, "wider"),
    commit(stale, staleFiles, "stale"),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    [...Array<string>(4).fill("fulfilled"), "rejected", "rejected", "fulfilled", "rejected"],
  );
  assert.ok(results.at(-1)?.status === "rejected" && isStale(results.at(-1)));
  assert.ok(isStale(results[5]));
  assert.equal((await bench.rows("t")).length, 6);
  assert.equal((await filesOf(bench, "t")).length, 6);
});

function isStale(result: PromiseSettledResult<unknown> | undefined): boolean {
  return result?.status === "rejected" && result.reason instanceof StalePlanError;
}

test("the same load committed twice at once counts once", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "t", "SELECT i AS a FROM range(5) AS t(i)");
  const { plan, change } = await prepareChange(
    bench,
    "t",
    { mode: "delete", key: ["a"] },
    "SELECT 3::BIGINT AS a",
  );
  const request = { plan, ...change, loadId: "same" };
  const [first, second] = await Promise.all([
    bench.lake.commitWrite(request),
    bench.lake.commitWrite(request),
  ]);
  assert.deepEqual(second, first);
  assert.equal((await bench.rows("t")).length, 4);
  assert.equal((await filesOf(bench, "t")).length, 2);
  await loadByKey(bench, "t", { mode: "delete", key: ["a"] }, "SELECT 4::BIGINT AS a");
  assert.equal((await bench.rows("t")).length, 3);
});
