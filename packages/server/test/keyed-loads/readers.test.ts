import assert from "node:assert/strict";
import { test } from "node:test";
import { startKeyedApp } from "./keyed-app.ts";

const ROWS = 40;

/** A CSV that gives every row the same number. */
function round(number: number): string {
  const lines = Array.from({ length: ROWS }, (_, id) => `${id},${number}`);
  return `id,n\n${lines.join("\n")}\n`;
}

test("readers see a load by key whole or not at all", async (t) => {
  const { count, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  await count("t", { mode: "replace", data: round(0) });
  const loading = new AbortController();
  let reads = 0;
  const read = async (): Promise<void> => {
    let newest = 0;
    while (!loading.signal.aborted) {
      const [[total, numbers, number] = []] = await rows(
        "SELECT count(*), count(DISTINCT n), max(n) FROM t",
      );
      assert.deepEqual([total, numbers], [ROWS, 1]);
      assert.ok(Number(number) >= newest, "time does not go back");
      newest = Number(number);
      reads += 1;
    }
  };
  const readers = Promise.all([read(), read()]);
  for (let number = 1; number <= 20; number += 1) {
    const mode = number % 2 === 0 ? "update" : "upsert";
    assert.equal(await count("t", { mode, data: round(number) }), ROWS);
  }
  loading.abort();
  await readers;
  assert.ok(reads >= 10, `only ${reads} reads`);
});

test("loads of all modes on one table at once all land", async (t) => {
  const { count, rows } = await startKeyedApp(t, [{ name: "t", key: ["id"] }]);
  await count("t", { mode: "replace", data: "id,n\n0,0\n" });
  const loads = Array.from({ length: 24 }, (_, index) => {
    const data = `id,n\n${index},${index}\n`;
    if (index % 3 === 0) return count("t", { mode: "upsert", data });
    if (index % 3 === 1) return count("t", { mode: "append", data });
    return count("t", { mode: "delete", data: `id\n${index + 1000}\n` });
  });
  await Promise.all(loads);
  assert.deepEqual(await rows("SELECT count(*), sum(n), count(DISTINCT id) FROM t"), [
    [16, 176, 16],
  ]);
});

test("appends that all bring a new column at once all land", async (t) => {
  const { count, rows } = await startKeyedApp(t);
  const loads = Array.from({ length: 12 }, (_, index) =>
    count("t", { mode: "append", data: `id,c${index}\n${index},x\n` }),
  );
  await Promise.all(loads);
  assert.deepEqual(await rows("SELECT count(*), count(c3), count(c11) FROM t"), [[12, 1, 1]]);
});
