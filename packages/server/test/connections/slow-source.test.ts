import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually } from "../query/start-query-fixture.ts";
import { startOutsideSource } from "./outside-source.ts";

/** A view that takes minutes to read. */
const SLOW = `
  CREATE TABLE quick AS SELECT 1 AS one;
  CREATE VIEW slow AS SELECT sum(a.range * b.range % 7) AS s
    FROM range(100000000) a, range(100000) b;`;

const ONE_TURN = { runningStatements: 1, workspaceRunningStatements: 1 };

test("a slow source takes no turn from others, and stops when its query is cancelled", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: SLOW, config: ONE_TURN });
  const sql = "SELECT * FROM shop.main.slow";
  for (const readMode of ["live", "cached"]) {
    const started = await fixture.query(sql, { async: true, read_mode: readMode });
    assert.equal(started.status, 202, started.text);
    assert.deepEqual(await fixture.rows("SELECT 41 + 1"), [[42]]);
    assert.deepEqual(await fixture.rows("SELECT one FROM shop.main.quick"), [[1]]);
    const path = `/v1/query-runs/${started.json.query_run_id}`;
    assert.equal((await fixture.app.call("GET", path)).json.status, "running");
    assert.equal((await fixture.app.call("POST", `${path}/cancel`)).status, 204);
    const run = await eventually("the run's end", async () => {
      const { json } = await fixture.app.call("GET", path);
      return json.status === "running" ? undefined : json;
    });
    assert.equal(run.status, "cancelled");
    assert.equal(run.error_code, "QUERY_CANCELLED");
  }
});

test("the time limit of a query holds for its sources, too", async (t) => {
  const fixture = await startOutsideSource(t, { schemaSql: SLOW });
  const sql = "SELECT * FROM shop.main.slow";
  const answer = await fixture.query(sql, { timeout_ms: 700 });
  assert.equal(answer.status, 400, answer.text);
  assert.match(answer.json.error.message, /took longer than its timeout_ms allows/);
  assert.deepEqual(await fixture.rows("SELECT one FROM shop.main.quick"), [[1]]);
});
