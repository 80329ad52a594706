import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadFixture } from "./load-fixture.ts";

const SOME = `SELECT i AS id, CASE WHEN i % 2 = 0 THEN unhex('80FF') ELSE 'a'::BLOB END AS bytes,
    CASE WHEN i % 2 = 0 THEN '-0.0'::DOUBLE ELSE 1.5 END AS wide,
    CASE WHEN i % 2 = 0 THEN '-0.0'::FLOAT ELSE 1.5 END AS narrow
  FROM range(1000) r(i)`;

/** Each finds the rows with even numbers. */
const EQUAL = [
  "bytes = unhex('80FF')",
  "bytes IN ('\\x80\\xFF', 'b')",
  "bytes IN (SELECT unhex('80FF') UNION ALL SELECT 'c'::BLOB)",
  "wide = 0",
  "wide IN (SELECT 0::DOUBLE UNION ALL SELECT 7)",
  "narrow = 0",
  "narrow IN (SELECT 0::FLOAT)",
];

test("rows are found by equal values, bytes and zeros as well, in tables and in results", async (t) => {
  const loads = await LoadFixture.start(t);
  const { result_id: id } = await loads.query(SOME);
  const loaded = await loads.load("readings", { mode: "replace", result_id: id });
  assert.equal(loaded.status, 200, loaded.text);
  for (const table of ["readings", `hotdata.results."${id}"`]) {
    for (const condition of EQUAL) {
      const sql = `SELECT count(*), max(id) FROM ${table} WHERE ${condition}`;
      assert.deepEqual(await loads.rows(sql), [[500, 998]], sql);
    }
  }
});
