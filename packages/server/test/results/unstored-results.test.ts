import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { eventually, type QueryFixture, startQueryFixture } from "../query/start-query-fixture.ts";

/** Checks what callers see while nothing can be stored. */
async function checkUnstored({ query, get }: QueryFixture, reason: RegExp): Promise<void> {
  // Nothing tells from the text that it has one row, so it is written to a file first.
  const sql = "SELECT count(*) AS n FROM range(1, 4) WHERE range > ? GROUP BY range > 0";
  const small = await query(sql, { parameters: [1] });
  assert.equal(small.status, 200, small.text);
  assert.deepEqual(small.json.rows, [[2]]);
  assert.equal(small.json.result_id, null);
  assert.equal(small.json.truncated, false);
  assert.equal(small.json.total_row_count, 1);
  assert.match(small.json.warning, /^The result was not stored: /);
  assert.match(small.json.warning, reason);
  assert.doesNotMatch(small.json.warning, /\.parquet|hotdata-test/);
  const run = await get(`/v1/query-runs/${small.json.query_run_id}`);
  assert.equal(run.json.status, "succeeded");
  assert.equal(run.json.result_id, null);
  assert.equal(run.json.warning_message, small.json.warning);

  const large = await query("SELECT range AS n FROM range(200000)");
  assert.equal(large.status, 503, large.text);
  assert.equal(large.json.error.code, "PERSISTENCE_UNAVAILABLE");
  assert.match(large.headers.get("retry-after") ?? "", /^[1-9]\d*$/);
  const { json: runs } = await get("/v1/query-runs?limit=1");
  assert.equal(runs.query_runs[0].status, "failed");
  assert.match(runs.query_runs[0].error_message, reason);

  const waited = await query("SELECT range AS n FROM range(7, 8)", {
    async: true,
    async_after_ms: 5_000,
  });
  assert.equal(waited.status, 200, waited.text);
  assert.equal(waited.json.result_id, null);
  assert.match(waited.json.warning, reason);

  const background = await query("SELECT range AS n FROM range(8, 9)", { async: true });
  assert.equal(background.status, 202);
  const ended = await eventually("the end of the run", async () => {
    const { json } = await get(background.json.status_url);
    return json.status === "running" ? undefined : json;
  });
  assert.equal(ended.status, "failed", "nobody has its rows");
  assert.match(ended.error_message, reason);
  const result = await get(`/v1/results/${ended.result_id}`);
  assert.equal(result.status, 409);
  assert.match(result.json.error_message, reason);
}

async function checkStored({ query }: QueryFixture): Promise<void> {
  const after = await query("SELECT range AS n FROM range(200000)");
  assert.equal(after.status, 200, after.text);
  assert.notEqual(after.json.result_id, null);
  assert.equal(after.json.warning, null);
}

test("the folder of results cannot be written", async (t) => {
  const fixture = await startQueryFixture(t);
  const folder = join(fixture.app.dataDir, "results");
  renameSync(folder, `${folder}.away`);
  const { json: few } = await fixture.query("SELECT count(*) AS n FROM orders");
  assert.notEqual(few.result_id, null, "the result of few rows needs no file");
  await checkUnstored(fixture, /could not write to its folder of results/);
  renameSync(`${folder}.away`, folder);
  await checkStored(fixture);
});

test("the disk of results is full", async (t) => {
  const fixture = await startQueryFixture(t);
  const folder = join(fixture.app.dataDir, "results");
  if (!mountTiny(folder)) {
    t.skip("mounting a small file system takes more rights than this test has");
    return;
  }
  // Not left to a hook: the data folder cannot be removed before.
  try {
    await fill(folder);
    await checkUnstored(fixture, /No space left on device/);
  } finally {
    execFileSync("umount", ["-l", folder]);
  }
  await checkStored(fixture);
});

test("the workspace's results may not grow", async (t) => {
  const fixture = await startQueryFixture(t);
  const { app } = fixture;
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  await app.call("PUT", path, { json: { max_result_bytes: 1 } });
  await checkUnstored(fixture, /its limit max_result_bytes is 1/);
  await app.call("PUT", path, { json: {} });
  await checkStored(fixture);
});

async function fill(folder: string): Promise<void> {
  for (const [name, sizeBytes] of [
    ["most", 60 * 1024],
    ["rest", 4 * 1024],
  ] as const) {
    await writeFile(join(folder, name), Buffer.alloc(sizeBytes)).catch(() => undefined);
  }
}

function mountTiny(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
  } catch {
    return false;
  }
  return true;
}
