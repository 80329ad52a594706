import assert from "node:assert/strict";
import { test } from "node:test";
import { SLOW_SQL, startQueryFixture } from "./start-query-fixture.ts";

/** More than a Node process runs native calls at a time by default, which is 4. */
const COUNT = 7;

test("the last of many queries on one process ends as soon as it is cancelled", async (t) => {
  const { app, headers, query, get } = await startQueryFixture(t, {
    engineProcesses: 1,
    runningStatements: 64,
    workspaceRunningStatements: 16,
  });
  const urls: string[] = [];
  for (let i = 0; i < COUNT; i += 1) {
    urls.push((await query(SLOW_SQL, { async: true })).json.status_url);
  }
  assert.deepEqual((await query("SELECT 42 AS n")).json.rows, [[42]], "others need not wait");
  for (const url of urls.toReversed()) {
    const begun = performance.now();
    const cancelled = await app.call("POST", `${url}/cancel`, { headers });
    assert.equal(cancelled.status, 204, cancelled.text);
    assert.equal((await get(url)).json.status, "cancelled");
    assert.ok(performance.now() - begun < 3_000);
  }
});
