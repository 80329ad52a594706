import assert from "node:assert/strict";
import { realpath } from "node:fs/promises";
import { test } from "node:test";
import { makeDuckDbFiles } from "../connectors/duckdb/duckdb-file.ts";
import { startTestApp } from "../start-test-app.ts";

test("aggregates of more groups than fit into an answer come by files, and are those of a copy", async (t) => {
  const files = await makeDuckDbFiles(t);
  const path = await files.write(
    "sums.duckdb",
    `CREATE TABLE numbers AS
       SELECT i % 5000 AS part, 9223372036854775807 - i AS large, i::DECIMAL(38, 2) AS exact
       FROM range(50000) r(i)`,
  );
  const app = await startTestApp(t, { connectionFolders: [await realpath(files.folder)] });
  const json = { name: "sums", source_type: "duckdb", config: { path } };
  const made = await app.call("POST", "/v1/connections", { json });
  assert.equal(made.status, 201, made.text);
  const selects = [
    "part, CAST(sum(large) AS DECIMAL(38, 0))",
    "part, sum(exact), count(*), min(large)",
    "part, sum(large) / 1e20",
  ];
  for (const select of selects) {
    const sql = `SELECT ${select} FROM sums.main.numbers GROUP BY part ORDER BY part`;
    const live = await app.call("POST", "/v1/query", { json: { sql, read_mode: "live" } });
    assert.equal(live.status, 200, live.text);
    assert.equal(live.json.rows.length, 5_000);
    const cached = await app.call("POST", "/v1/query", { json: { sql, read_mode: "cached" } });
    assert.deepEqual(live.json.rows, cached.json.rows);
  }
});
