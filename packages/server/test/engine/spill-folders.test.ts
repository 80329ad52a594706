import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { startTestApp } from "../start-test-app.ts";

/** Needs some 150 MB to sort its rows. */
const SORTED =
  "SELECT count(*), sum(place), sum(length(word)), bool_and(h >= before) FROM (" +
  "SELECT h, word, row_number() OVER (ORDER BY h) AS place, lag(h, 1, h) OVER (ORDER BY h) AS before " +
  "FROM (SELECT hash(range) AS h, repeat('x', (range % 50)::INTEGER) AS word FROM range(2500000)))";

test("databases that spill at a time in one process do not touch each other's files", async (t) => {
  const app = await startTestApp(t, { engineProcesses: 1, engineMemoryMb: 96 });
  const ask = async (): Promise<unknown> => {
    const { json } = await app.call("POST", "/v1/databases", { json: {} });
    const answer = await app.call("POST", "/v1/query", {
      json: { sql: SORTED, database_id: json.id },
    });
    assert.equal(answer.status, 200, answer.text);
    return answer.json.rows[0];
  };
  const count = 2_500_000;
  const expected = [count, (count * (count + 1)) / 2, 24.5 * count, true];
  assert.deepEqual(await Promise.all([ask(), ask(), ask()]), [expected, expected, expected]);
  const scratch = await readdir(join(app.dataDir, "scratch"), { recursive: true });
  assert.deepEqual(
    scratch.filter((path) => path.includes("duckdb_temp")),
    [],
  );
});
