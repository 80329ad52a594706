import assert from "node:assert/strict";
import { link, mkdir, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { DATABASE, LakeBench } from "./lake-bench.ts";

const ONE = "SELECT 1 AS a";

/** Every file of the lake except catalogs. */
async function files(bench: LakeBench): Promise<string[]> {
  const entries = await readdir(bench.dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("catalog.sqlite"))
    .map((entry) => entry.name);
}

function twinOf(bench: LakeBench, stagingPath: string): string {
  const below = stagingPath.slice(join(bench.dataDir, "staging", DATABASE).length);
  return join(bench.databaseDir, "data", below);
}

test("a load killed while it wrote or before its commit leaves nothing", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "kept", ONE);
  const writing = await bench.plan("replace", "t", ONE);
  await mkdir(dirname(writing.stagingPath), { recursive: true });
  await writeFile(writing.stagingPath, "half a fi");
  const linked = await bench.plan("append", "new", ONE);
  await bench.write(linked, ONE);
  const twin = twinOf(bench, linked.stagingPath);
  await mkdir(dirname(twin), { recursive: true });
  await link(linked.stagingPath, twin);
  await bench.reopen();
  assert.equal((await files(bench)).length, 1);
  assert.deepEqual(await bench.rows("kept"), [{ a: 1 }]);
  assert.deepEqual(await readdir(join(bench.databaseDir, "data", "public")), ["kept"]);
  assert.deepEqual(await readdir(join(bench.dataDir, "staging")), []);
});

test("a load killed after its commit stays, without its staged name", async () => {
  await using bench = await LakeBench.open();
  const plan = await bench.plan("replace", "t", ONE);
  const file = await bench.write(plan, ONE);
  await bench.lake.commitWrite({ plan, file, loadId: "l1" });
  await link(twinOf(bench, plan.stagingPath), plan.stagingPath);
  await bench.reopen();
  assert.equal((await files(bench)).length, 1);
  assert.deepEqual(await bench.rows("t"), [{ a: 1 }]);
  assert.equal((await bench.lake.findCommit(DATABASE, "l1"))?.rowCount, 1);
});

test("unfinished creations and deletions are cleared away, strange folders are not", async () => {
  await using bench = await LakeBench.open();
  const databases = join(bench.dataDir, "databases");
  await mkdir(join(databases, "half"));
  await writeFile(join(databases, "half", "catalog.sqlite.1.new"), "");
  await mkdir(join(databases, ".deleted-x-1", "data"), { recursive: true });
  await writeFile(join(databases, ".deleted-x-1", "data", "a.parquet"), "");
  await mkdir(join(databases, "strange"));
  await writeFile(join(databases, "strange", "notes.txt"), "mine");
  await writeFile(join(databases, "file"), "");
  await bench.reopen();
  assert.deepEqual((await readdir(databases)).toSorted(), [DATABASE, "file", "strange"]);
});
