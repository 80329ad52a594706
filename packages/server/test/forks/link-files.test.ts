import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { linkFiles } from "../../src/lake/fork/link-files.ts";

async function folderIn(t: TestContext, parent: string): Promise<string> {
  const folder = await mkdtemp(join(parent, "hotdata-link-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function twoFiles(t: TestContext): Promise<string> {
  const from = await folderIn(t, tmpdir());
  await mkdir(join(from, "s", "t"), { recursive: true });
  await writeFile(join(from, "s", "t", "a.parquet"), "aaa");
  await writeFile(join(from, "s", "b.parquet"), "b");
  return from;
}

const PATHS = ["s/t/a.parquet", "s/b.parquet"];

test("files get a second name on the same file system", async (t) => {
  const from = await twoFiles(t);
  const to = await folderIn(t, tmpdir());
  await linkFiles(PATHS, { from, to, allowMissing: false });
  for (const path of PATHS) {
    assert.equal((await stat(join(to, path))).ino, (await stat(join(from, path))).ino);
  }
});

test("files are copied to another file system", async (t) => {
  const memory = "/dev/shm";
  const device = await stat(memory).catch(() => undefined);
  if (device === undefined || device.dev === (await stat(tmpdir())).dev) {
    return t.skip("there is no second file system to copy to");
  }
  const from = await twoFiles(t);
  const to = await folderIn(t, memory);
  await linkFiles(PATHS, { from, to, allowMissing: false });
  assert.equal(await readFile(join(to, "s/t/a.parquet"), "utf8"), "aaa");
  assert.equal(await readFile(join(to, "s/b.parquet"), "utf8"), "b");
});

test("a missing file is an error unless it may be missing", async (t) => {
  const from = await twoFiles(t);
  const paths = [...PATHS, "s/gone.parquet"];
  const strict = { from, to: await folderIn(t, tmpdir()), allowMissing: false };
  await assert.rejects(linkFiles(paths, strict), { code: "ENOENT" });
  const lenient = { from, to: await folderIn(t, tmpdir()), allowMissing: true };
  await linkFiles(paths, lenient);
  assert.equal(await readFile(join(lenient.to, "s/b.parquet"), "utf8"), "b");
});
