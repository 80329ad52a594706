import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { IndexFolder } from "../../src/search/segments/index-folder.ts";

async function openFolder(t: TestContext): Promise<IndexFolder> {
  const path = await mkdtemp(join(tmpdir(), "hotdata-index-"));
  t.after(() => rm(path, { recursive: true, force: true }));
  const folder = new IndexFolder(path);
  await folder.open();
  return folder;
}

async function writeOld(folder: IndexFolder, ...names: string[]): Promise<void> {
  const longAgo = Date.now() / 1_000 - 3_600;
  for (const name of names) {
    await folder.write(name, (path) => writeFile(path, name));
    await utimes(folder.pathOf(name), longAgo, longAgo);
  }
}

test("segments of no scan go some time after their last use", async (t) => {
  const folder = await openFolder(t);
  await writeOld(folder, "current.text", "used.text", "gone.text", "gone.embedded.parquet");
  await folder.write("new.text", (path) => writeFile(path, "new"));
  await folder.sweep();
  assert.equal((await readdir(folder.path)).length, 5);
  folder.keep(new Set(["current"]));
  folder.touch(["used"]);
  await folder.sweep();
  const left = await readdir(folder.path);
  assert.deepEqual(left.toSorted(), ["current.text", "new.text", "used.text"]);
  assert.equal(folder.has("gone.text"), false);
  assert.equal(folder.has("used.text"), true);
});

test("what could not be written leaves nothing behind", async (t) => {
  const folder = await openFolder(t);
  const written = folder.write("a.text", async (path) => {
    await writeFile(path, "half");
    throw new Error("no more");
  });
  await assert.rejects(written, /no more/);
  assert.deepEqual(await readdir(folder.path), []);
  assert.equal(folder.has("a.text"), false);
});
