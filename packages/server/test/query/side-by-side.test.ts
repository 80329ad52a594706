import assert from "node:assert/strict";
import { test } from "node:test";
import { runningRun, SLOW_SQL, startQueryFixture } from "./start-query-fixture.ts";

test("other statements of a database do not wait for one that is slow", async (t) => {
  for (const slow of [SLOW_SQL, `EXPLAIN ANALYZE ${SLOW_SQL}`]) {
    const fixture = await startQueryFixture(t, { queryTimeoutMs: 20_000 });
    const { app, headers, query } = fixture;
    const waiting = query(slow);
    const id = await runningRun(fixture);
    const begun = performance.now();
    assert.deepEqual((await query("SELECT count(*) FROM orders")).json.rows, [[3]]);
    assert.ok(performance.now() - begun < 10_000, slow);
    await app.call("POST", `/v1/query-runs/${id}/cancel`, { headers });
    assert.equal((await waiting).json.error.code, "QUERY_CANCELLED");
  }
});
