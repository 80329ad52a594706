import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startQueryFixture } from "./start-query-fixture.ts";

const SOURCE = "SELECT range AS id, hash(range)::VARCHAR AS word FROM range(1000000)";
const LONG_SQL =
  "SELECT sum(length(regexp_replace(repeat(word, 20), '(1|2)+', 'x', 'g'))) FROM events";

test("the progress of a running query is told and rises; an ended one has none", async (t) => {
  const { app, databaseId, query, get } = await startQueryFixture(t);
  const made = await query(SOURCE, { async: true });
  const source = await endOf(made.json.status_url);
  const loaded = await app.call(
    "POST",
    `/v1/databases/${databaseId}/schemas/public/tables/events/loads`,
    { json: { mode: "replace", result_id: source.result_id } },
  );
  assert.equal(loaded.status, 200, loaded.text);

  const started = await query(LONG_SQL, { async: true });
  const seen: number[] = [];
  for (;;) {
    const { json } = await get(started.json.status_url);
    if (json.status !== "running") {
      assert.equal(json.status, "succeeded", json.error_message);
      assert.equal(json.progress, null);
      break;
    }
    if (json.progress !== null) {
      seen.push(json.progress);
      const listed = (await get("/v1/query-runs?status=running")).json.query_runs[0];
      if (listed !== undefined) assert.ok(listed.progress >= json.progress);
    }
    await sleep(50);
  }
  assert.ok(new Set(seen).size >= 3, `seen were ${seen.join(", ")}`);
  assert.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  );
  assert.ok(seen.every((percent) => percent >= 0 && percent <= 100));

  async function endOf(url: string) {
    for (;;) {
      const { json } = await get(url);
      if (json.status !== "running") return json;
      await sleep(20);
    }
  }
});
