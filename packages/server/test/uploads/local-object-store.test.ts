import assert from "node:assert/strict";
import { createHash, pbkdf2 } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { LocalObjectStore } from "../../src/storage/local-object-store.ts";
import { type ObjectStore, ObjectTooLargeError } from "../../src/storage/object-store.ts";
import { writeStream } from "../../src/storage/write-stream.ts";

const busyThread = promisify(pbkdf2);

async function openStore(t: TestContext): Promise<{ store: ObjectStore; rootDir: string }> {
  const rootDir = await mkdtemp(join(tmpdir(), "hotdata-objects-"));
  t.after(() => rm(rootDir, { recursive: true }));
  return { store: await LocalObjectStore.open(rootDir), rootDir };
}

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

function put(store: ObjectStore, key: string, body: AsyncIterable<Uint8Array>, maxBytes = 100) {
  return store.put(key, body, { maxBytes, signal: new AbortController().signal });
}

function read(store: ObjectStore, key: string): Promise<string> {
  return readFile(store.location(key), "utf8");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

test("an object is stored whole, with its size and hash, and replaced whole", async (t) => {
  const { store } = await openStore(t);
  const stored = await put(store, "one/file", pieces("ab", "", "c"));
  assert.deepEqual(stored, { sizeBytes: 3, sha256: sha256("abc") });
  assert.equal(await store.sha256("one/file"), sha256("abc"));
  await put(store, "one/file", pieces("longer than before"));
  assert.equal(await read(store, "one/file"), "longer than before");
  await put(store, "one/file", pieces());
  assert.equal(await read(store, "one/file"), "");
});

test("what is too large, breaks off or is aborted leaves the earlier object and no debris", async (t) => {
  const { store, rootDir } = await openStore(t);
  await put(store, "one/file", pieces("before"));
  await assert.rejects(put(store, "one/file", pieces("1234", "5"), 4), ObjectTooLargeError);
  const broken = async function* () {
    yield Buffer.from("half");
    throw new Error("cut off");
  };
  await assert.rejects(put(store, "one/file", broken()), /cut off/);
  const aborted = AbortSignal.abort(new Error("stop"));
  await assert.rejects(store.put("one/file", pieces("after"), { maxBytes: 100, signal: aborted }), {
    name: "AbortError",
  });
  assert.equal(await read(store, "one/file"), "before");
  assert.deepEqual(await readdir(join(rootDir, ".incoming")), []);
});

test("what is refused at once makes no file afterwards", async (t) => {
  const { rootDir } = await openStore(t);
  const path = join(rootDir, "refused");
  // While all threads are busy, files are made late.
  const work = Array.from({ length: 16 }, () => busyThread("a", "b", 100_000, 64, "sha512"));
  const written = writeStream(path, pieces("12"), {
    maxBytes: 1,
    signal: new AbortController().signal,
  });
  await assert.rejects(written, ObjectTooLargeError);
  const wasThere = existsSync(path);
  await Promise.all(work);
  await delay(100);
  assert.equal(existsSync(path), wasThere);
});

test("objects are joined in the order given, across the size of any buffer", async (t) => {
  const { store } = await openStore(t);
  const texts = ["a".repeat(1_500_000), "", "b".repeat(2_097_152), "end"];
  for (const [i, text] of texts.entries()) await put(store, `one/p${i}`, pieces(text), 1e9);
  const keys = ["one/p0", "one/p1", "one/p2", "one/p3"];
  assert.deepEqual(await store.compose("one/file", keys), { sizeBytes: 3_597_155 });
  assert.equal(await store.sha256("one/file"), sha256(texts.join("")));
  assert.deepEqual(await store.compose("one/file", keys.toReversed()), { sizeBytes: 3_597_155 });
  assert.equal(await store.sha256("one/file"), sha256(texts.toReversed().join("")));
  assert.equal(await read(store, "one/p3"), "end");
});

test("joining with a part that is not there changes nothing", async (t) => {
  const { store, rootDir } = await openStore(t);
  await put(store, "one/file", pieces("before"));
  await assert.rejects(store.compose("one/file", ["one/file", "one/none"]), { code: "ENOENT" });
  assert.equal(await read(store, "one/file"), "before");
  assert.deepEqual(await readdir(join(rootDir, ".incoming")), []);
});

test("a copy outlives its original and may be made again", async (t) => {
  const { store, rootDir } = await openStore(t);
  await put(store, "one/part", pieces("bytes"));
  await store.copy("one/part", "one/file");
  await store.copy("one/part", "one/file");
  assert.deepEqual(await readdir(join(rootDir, ".incoming")), []);
  await store.delete("one/part");
  await store.delete("one/part");
  assert.equal(await read(store, "one/file"), "bytes");
});

test("roots are listed and deleted with all they hold", async (t) => {
  const { store } = await openStore(t);
  await put(store, "one/a/deep", pieces("1"));
  await put(store, "one/b", pieces("2"));
  await put(store, "two/a", pieces("3"));
  assert.deepEqual([...(await store.listRoots())].toSorted(), ["one", "two"]);
  await store.deleteRoot("one");
  await store.deleteRoot("one");
  assert.deepEqual(await store.listRoots(), ["two"]);
});

test("a key cannot leave the store", async (t) => {
  const { store } = await openStore(t);
  for (const key of ["", "..", "../x", "a/../b", "/a", "a/", "a//b", ".incoming/x", "A", "a\0"]) {
    assert.throws(() => store.location(key), /not an object key/);
  }
});
