import assert from "node:assert/strict";
import { test } from "node:test";
import { startTestApp, type TestApp } from "../start-test-app.ts";

const CSV = `a\n${"12345678\n".repeat(1_000)}`;
const NO_LIMITS = {
  query_timeout_ms: null,
  max_data_bytes: null,
  max_result_bytes: null,
  max_upload_bytes: null,
  max_spill_bytes: null,
};

function upload(app: TestApp) {
  const headers = { "content-type": "text/csv" };
  return app.call("POST", "/v1/files", { body: CSV, headers });
}

test("limits are read, set whole, kept over a restart and taken away", async (t) => {
  const app = await startTestApp(t);
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  const first = await app.call("GET", path);
  assert.equal(first.status, 200, first.text);
  assert.deepEqual(first.json.limits, NO_LIMITS);
  assert.deepEqual(first.json.usage, { data_bytes: 0, result_bytes: 0, upload_bytes: 0 });
  const set = await app.call("PUT", path, {
    json: { max_upload_bytes: 10, query_timeout_ms: 500 },
  });
  assert.equal(set.status, 200, set.text);
  const restarted = await app.restart();
  const limits = { ...NO_LIMITS, max_upload_bytes: 10, query_timeout_ms: 500 };
  assert.deepEqual((await restarted.call("GET", path)).json.limits, limits);
  await restarted.call("PUT", path, { json: {} });
  assert.deepEqual((await restarted.call("GET", path)).json.limits, NO_LIMITS);
});

test("impossible limits and unknown workspaces are refused", async (t) => {
  const app = await startTestApp(t);
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  for (const json of [{ max_data_bytes: -1 }, { query_timeout_ms: 1 }, { max_upload_bytes: "1" }]) {
    const answer = await app.call("PUT", path, { json });
    assert.equal(answer.status, 422, answer.text);
    assert.match(answer.text, new RegExp(Object.keys(json)[0] ?? ""));
  }
  assert.equal((await app.call("GET", "/v1/workspaces/work_unknown/limits")).status, 404);
});

test("uploads count until they are loaded, and are refused above the limit", async (t) => {
  const app = await startTestApp(t);
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  await app.call("PUT", path, { json: { max_upload_bytes: CSV.length * 2 } });
  const kept = await upload(app);
  assert.equal((await upload(app)).status, 201);
  const refused = await upload(app);
  assert.equal(refused.status, 400);
  assert.equal(refused.json.error.code, "QUOTA_EXCEEDED");
  assert.match(refused.json.error.message, /max_upload_bytes/);
  const session = { json: { declared_size_bytes: 1 } };
  assert.equal((await app.call("POST", "/v1/uploads", session)).status, 400);
  const { usage } = (await app.call("GET", path)).json;
  assert.equal(usage.upload_bytes, CSV.length * 2);
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const load = { json: { mode: "replace", upload_id: kept.json.id } };
  const loaded = await app.call("POST", `/v1/databases/${id}/schemas/main/tables/t/loads`, load);
  assert.equal(loaded.status, 200, loaded.text);
  assert.equal((await upload(app)).status, 201);
});

test("below the free space that is kept, uploads are refused and reading goes on", async (t) => {
  const app = await startTestApp(t, { minFreeDiskMb: 1_024 ** 3 });
  const refused = await upload(app);
  assert.equal(refused.status, 507);
  assert.equal(refused.json.error.code, "STORAGE_FULL");
  const read = await app.call("POST", "/v1/query", { json: { sql: "SELECT 42" } });
  assert.deepEqual(read.json.rows, [[42]]);
});

test("managed data is refused above the limit; deleting rows is not", async (t) => {
  const app = await startTestApp(t);
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const load = (mode: string, data: string) =>
    app.call("POST", `/v1/databases/${id}/schemas/main/tables/t/loads`, {
      json: { mode, data, key: ["a"] },
    });
  assert.equal((await load("replace", "a\n1\n2\n")).status, 200);
  const { data_bytes: held } = (await app.call("GET", path)).json.usage;
  assert.ok(held > 0);
  await app.call("PUT", path, { json: { max_data_bytes: held + 10 } });
  const refused = await load("append", CSV);
  assert.equal(refused.status, 400);
  assert.equal(refused.json.error.code, "QUOTA_EXCEEDED");
  assert.match(refused.json.error.message, /max_data_bytes/);
  const sql = { json: { sql: "SELECT count(*) FROM t", database_id: id } };
  assert.deepEqual((await app.call("POST", "/v1/query", sql)).json.rows, [[2]]);
  assert.equal((await load("delete", "a\n1\n")).status, 200);
  assert.deepEqual((await app.call("POST", "/v1/query", sql)).json.rows, [[1]]);
  await app.call("PUT", path, { json: {} });
  assert.equal((await load("append", CSV)).status, 200);
});

test("a disk that is too full refuses loads, and keeps what is there", async (t) => {
  const app = await startTestApp(t);
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  const path = `/v1/databases/${id}/schemas/main/tables/t/loads`;
  const load = { json: { mode: "append", data: "a\n1\n" } };
  assert.equal((await app.call("POST", path, load)).status, 200);
  const full = await app.restart({ minFreeDiskMb: 1_024 ** 3 });
  assert.equal((await full.call("POST", path, load)).status, 507);
  const sql = { json: { sql: "SELECT count(*) FROM t", database_id: id } };
  assert.deepEqual((await full.call("POST", "/v1/query", sql)).json.rows, [[1]]);
});

test("a statement may spill no more than the workspace's limit, and others go on", async (t) => {
  const app = await startTestApp(t, { engineMemoryMb: 64, engineProcesses: 1 });
  const path = `/v1/workspaces/${app.app.workspaceId}/limits`;
  const sql =
    "SELECT i, count(*) AS n FROM range(6000000) AS t(i) GROUP BY i ORDER BY n DESC, i LIMIT 1";
  const run = () => app.call("POST", "/v1/query", { json: { sql } });
  await app.call("PUT", path, { json: { max_spill_bytes: 1_000_000 } });
  const refused = await run();
  assert.equal(refused.status, 503, refused.text);
  assert.equal(refused.json.error.code, "RESOURCE_EXHAUSTED");
  assert.match(refused.json.error.message, /disk|temp/i);
  const small = await app.call("POST", "/v1/query", { json: { sql: "SELECT 42" } });
  assert.deepEqual(small.json.rows, [[42]]);
  await app.call("PUT", path, { json: {} });
  assert.deepEqual((await run()).json.rows, [[0, 1]]);
});
