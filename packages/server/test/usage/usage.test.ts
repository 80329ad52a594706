import assert from "node:assert/strict";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { startTestApp, type TestApp } from "../start-test-app.ts";

async function query(app: TestApp, sql: string, databaseId?: string) {
  return app.call("POST", "/v1/query", { json: { sql, database_id: databaseId } });
}

async function usage(app: TestApp, since?: string) {
  const parameter = since === undefined ? "" : `?since=${encodeURIComponent(since)}`;
  const answer = await app.call("GET", `/v1/usage${parameter}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}

async function load(app: TestApp, databaseId: string, mode: string, rows: number) {
  const data = `a\n${Array.from({ length: rows }, (_, i) => `${i}\n`).join("")}`;
  const path = `/v1/databases/${databaseId}/schemas/main/tables/t/loads`;
  const answer = await app.call("POST", path, { json: { mode, data } });
  assert.equal(answer.status, 200, answer.text);
}

async function parquetBytes(dataDir: string): Promise<number> {
  const folder = join(dataDir, "databases");
  const files = await readdir(folder, { recursive: true });
  const sizes = files
    .filter((name) => name.endsWith(".parquet"))
    .map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

test("queries that succeeded or failed are counted, with the bytes that they read", async (t) => {
  const app = await startTestApp(t);
  const before = new Date();
  assert.equal((await usage(app)).query_count, 0);
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  await load(app, id, "replace", 1_000);
  const read = await query(app, "SELECT sum(a) FROM t", id);
  assert.equal(read.status, 200, read.text);
  await query(app, "SELECT 1");
  assert.equal((await query(app, "SELECT nothing")).status, 400);

  const { runs } = { runs: (await app.call("GET", "/v1/query-runs")).json.query_runs };
  const bytes = runs.map((run: { bytes_scanned: number | null }) => run.bytes_scanned ?? 0);
  const counted = await usage(app);
  assert.equal(counted.query_count, 3);
  assert.ok(counted.bytes_scanned > 0);
  assert.equal(counted.bytes_scanned, Math.max(...bytes));
  assert.ok(Date.parse(counted.storage_captured_at) >= before.getTime());
  const month = new Date();
  assert.equal(
    counted.since,
    new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 1)).toISOString(),
  );
  assert.equal((await usage(app, before.toISOString())).query_count, 3);
  assert.equal((await usage(app, "2999-01-01")).query_count, 0);
});

test("storage is what lies there: older snapshots, unused uploads and results", async (t) => {
  const app = await startTestApp(t);
  assert.equal((await usage(app)).storage_bytes, 0);
  const { id } = (await app.call("POST", "/v1/databases", { json: {} })).json;
  await load(app, id, "replace", 1_000);
  await load(app, id, "replace", 500);
  const tables = await parquetBytes(app.dataDir);
  assert.equal((await usage(app)).storage_bytes, tables);

  const headers = { "content-type": "text/csv" };
  const body = "a\n12345\n";
  const upload = await app.call("POST", "/v1/files", { body, headers });
  assert.equal((await usage(app)).storage_bytes, tables + body.length);
  const loaded = await app.call("POST", `/v1/databases/${id}/schemas/main/tables/u/loads`, {
    json: { mode: "replace", upload_id: upload.json.id },
  });
  assert.equal(loaded.status, 200, loaded.text);
  assert.equal((await usage(app)).storage_bytes, await parquetBytes(app.dataDir));

  await query(app, "SELECT * FROM t", id);
  assert.ok((await usage(app)).storage_bytes > (await parquetBytes(app.dataDir)));
});

test("a moment may have a zone or none; what is no date is refused", async (t) => {
  const app = await startTestApp(t);
  assert.equal((await usage(app, "2026-02-03")).since, "2026-02-03T00:00:00.000Z");
  assert.equal((await usage(app, "2026-02-03T04:00:00+02:00")).since, "2026-02-03T02:00:00.000Z");
  assert.equal((await usage(app, "2026-02-03T04:00:00")).since, "2026-02-03T04:00:00.000Z");
  for (const since of ["yesterday", "2026-02-30", "2026-02-03T25:00:00Z", "1767225600", "2026"]) {
    const answer = await app.call("GET", `/v1/usage?since=${encodeURIComponent(since)}`);
    assert.equal(answer.status, 400, since);
    assert.equal(answer.json.error.code, "BAD_REQUEST");
    assert.equal(answer.json.error.details.errors[0].field, "since");
  }
});

test("a workspace's usage is its own", async (t) => {
  const app = await startTestApp(t);
  const made = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  await query(app, "SELECT 1");
  const headers = { "x-workspace-id": made.json.workspace.public_id };
  const other = await app.call("GET", "/v1/usage", { headers });
  assert.equal(other.json.query_count, 0, other.text);
  assert.equal(other.json.storage_bytes, 0);
});

test("many runs are summed up from the index, without looking at the rows", async (t) => {
  const app = await startTestApp(t);
  await query(app, "SELECT 1");
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
  t.after(() => metastore.close());
  // A copy of the one run for every minute of the last hundred days, some of other outcomes.
  metastore.exec(`
    INSERT INTO query_runs (id, workspace_id, status, sql_text, sql_hash, created_at, trace_id, key_id, bytes_scanned)
    SELECT 'copy' || n, workspace_id,
      CASE n % 4 WHEN 0 THEN 'cancelled' WHEN 1 THEN 'failed' ELSE 'succeeded' END, sql_text, sql_hash,
      strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || n || ' minutes'), trace_id, key_id,
      CASE n % 4 WHEN 2 THEN NULL ELSE 10 END
    FROM query_runs, (WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 144000) SELECT n FROM n)`);
  const started = performance.now();
  const all = await usage(app, "1970-01-01");
  assert.ok(performance.now() - started < 2_000, `${performance.now() - started} ms`);
  assert.equal(all.query_count, 1 + 108_000);
  assert.equal(all.bytes_scanned, 10 * 72_000);
  const hour = new Date(Date.now() - 3_630_000).toISOString();
  assert.equal((await usage(app, hour)).query_count, 1 + 45);
});
