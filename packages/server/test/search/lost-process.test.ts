import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { NO_LIMIT, openFixture, scanOf, vectorRows } from "./search-fixture.ts";

test("the process starts at the first use, and ends when it was not used for long", async (t) => {
  const { search, index, write } = await openFixture(t, { idleMs: 500 });
  const scan = scanOf([await write(vectorRows(3))]);
  await sleep(300);
  assert.equal(search.pid, undefined);
  await search.prepare({ index, scan }, NO_LIMIT);
  assert.ok(search.pid !== undefined);
  const end = Date.now() + 20_000;
  while (search.pid !== undefined) {
    assert.ok(Date.now() < end, "it still runs");
    await sleep(50);
  }
  assert.equal((await search.prepare({ index, scan }, NO_LIMIT)).rowCount, 3);
});

test("killed in a build, it begins anew: the answer is right and nothing half is left", async (t) => {
  const { search, index, write } = await openFixture(t);
  const path = await write("SELECT [random(), random(), range]::FLOAT[] AS v FROM range(200000)");
  const scan = scanOf([path]);
  await search.prepare({ index, scan: scanOf([await write(vectorRows(3))]) }, NO_LIMIT);
  const query = { kind: "vector" as const, vector: Float32Array.of(0.5, 0.5, 177_000) };
  const found = search.find({ index, scan, query, limit: 1 }, NO_LIMIT);
  await sleep(100);
  const { pid } = search;
  assert.ok(pid !== undefined);
  process.kill(pid, "SIGKILL");
  const { files } = await found;
  assert.deepEqual(
    files.map(({ rows }) => [...rows]),
    [[177_000]],
  );
  assert.notEqual(search.pid, pid);
  const names = await readdir(index.folder);
  assert.equal(names.length, 1);
  assert.match(names[0] ?? "", /\.vector$/);
});

test("killed again and again, calls fail with EngineLostError", async (t) => {
  const { search, index, write } = await openFixture(t);
  const path = await write("SELECT [random(), random(), range]::FLOAT[] AS v FROM range(300000)");
  const timer = setInterval(
    () => search.pid !== undefined && process.kill(search.pid, "SIGKILL"),
    20,
  );
  t.after(() => clearInterval(timer));
  const prepared = search.prepare({ index, scan: scanOf([path]) }, NO_LIMIT);
  await assert.rejects(prepared, { name: "EngineLostError" });
});

test("work ends when its caller leaves, unless others wait for it", async (t) => {
  const { search, index, write } = await openFixture(t);
  const path = await write("SELECT [random(), random(), range]::FLOAT[] AS v FROM range(200000)");
  const scan = scanOf([path]);
  const first = new AbortController();
  const left = search.prepare({ index, scan }, first.signal);
  const stayed = search.prepare({ index, scan }, NO_LIMIT);
  await sleep(200);
  first.abort(new Error("left"));
  await assert.rejects(left, /left/);
  assert.equal((await stayed).rowCount, 200_000);
});
