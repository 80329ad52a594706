import assert from "node:assert/strict";
import { link, mkdir, readdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import type { WrittenFile } from "../../src/engine/engine.ts";
import { DATABASE, LakeBench } from "./lake-bench.ts";

const ONE = "SELECT 1 AS a";

/** Every file of the lake except catalogs. */
async function files(bench: LakeBench): Promise<string[]> {
  const entries = await readdir(bench.dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("catalog.sqlite"))
    .map((entry) => entry.name);
}

function twinOf(bench: LakeBench, stagedPath: string): string {
  const below = dirname(dirname(stagedPath)).slice(join(bench.dataDir, "staging", DATABASE).length);
  return join(bench.databaseDir, "data", below, basename(stagedPath));
}

function pathOf(files: readonly WrittenFile[]): string {
  const [file] = files;
  assert.ok(file !== undefined);
  return file.path;
}

test("a load killed while it wrote or before its commit leaves nothing", async () => {
  await using bench = await LakeBench.open();
  await bench.load("replace", "kept", ONE);
  const writing = await bench.plan("replace", "t", ONE);
  await mkdir(writing.stagingDir, { recursive: true });
  await writeFile(join(writing.stagingDir, "half.parquet"), "half a fi");
  const linked = await bench.plan("append", "new", ONE);
  const staged = pathOf(await bench.write(linked, ONE));
  const twin = twinOf(bench, staged);
  await mkdir(dirname(twin), { recursive: true });
  await link(staged, twin);
  await bench.reopen();
  assert.equal((await files(bench)).length, 1);
  assert.deepEqual(await bench.rows("kept"), [{ a: 1 }]);
  assert.deepEqual(await readdir(join(bench.databaseDir, "data", "public")), ["kept"]);
  assert.deepEqual(await readdir(join(bench.dataDir, "staging")), []);
});

test("a load killed after its commit stays, without its staged name", async () => {
  await using bench = await LakeBench.open();
  const plan = await bench.plan("replace", "t", ONE);
  const written = await bench.write(plan, ONE);
  await bench.lake.commitWrite({ plan, files: written, loadId: "l1" });
  await mkdir(plan.stagingDir, { recursive: true });
  await link(twinOf(bench, pathOf(written)), pathOf(written));
  await bench.reopen();
  assert.equal((await files(bench)).length, 1);
  assert.deepEqual(await bench.rows("t"), [{ a: 1 }]);
  assert.equal((await bench.lake.findCommit(DATABASE, "l1"))?.rowCount, 1);
});

test("unfinished creations and deletions are cleared away, strange folders are not", async () => {
  await using bench = await LakeBench.open();
  const databases = join(bench.dataDir, "databases");
  const unfinished = join(bench.dataDir, "unfinished");
  await writeFile(join(unfinished, "half.sqlite"), "");
  await mkdir(join(databases, ".deleted-x-1", "data"), { recursive: true });
  await writeFile(join(databases, ".deleted-x-1", "data", "a.parquet"), "");
  await mkdir(join(databases, "strange"));
  await writeFile(join(databases, "strange", "notes.txt"), "mine");
  await writeFile(join(databases, "file"), "");
  await bench.reopen();
  assert.deepEqual((await readdir(databases)).toSorted(), [DATABASE, "file", "strange"]);
  assert.deepEqual(await readdir(unfinished), []);
});
