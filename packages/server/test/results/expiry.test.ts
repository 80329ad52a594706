import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { FileHolds } from "../../src/results/file-holds.ts";
import { ResultFiles } from "../../src/results/result-files.ts";
import { startTestApp, TEST_KEY, type TestApp } from "../start-test-app.ts";
import { ageResults, storedResults } from "./edit-metastore.ts";

const LARGE = "SELECT range AS n, 'row ' || range AS s FROM range(300000)";

async function resultOf(app: TestApp, sql: string): Promise<string> {
  const json = { sql, async: true, async_after_ms: 10_000 };
  const answer = await app.call("POST", "/v1/query", { json });
  assert.equal(answer.status, 200, answer.text);
  return answer.json.result_id;
}

test("an expired result is unknown at once, its space is freed", async (t) => {
  const app = await startTestApp(t, { resultRetentionHours: 24 });
  const large = await resultOf(app, LARGE);
  const small = await resultOf(app, "SELECT 1");
  ageResults(app.dataDir, 23);
  assert.equal((await app.call("GET", `/v1/results/${large}`)).status, 200);

  ageResults(app.dataDir, 25);
  for (const id of [large, small]) {
    assert.equal((await app.call("GET", `/v1/results/${id}`)).status, 404);
  }
  assert.equal((await app.call("GET", "/v1/results")).json.count, 0);
  const sql = `SELECT * FROM hotdata.results."${small}"`;
  assert.equal((await app.call("POST", "/v1/query", { json: { sql } })).status, 400);
  assert.equal(readdirSync(join(app.dataDir, "results")).length, 1);

  const after = await app.restart();
  assert.deepEqual(readdirSync(join(app.dataDir, "results")), []);
  assert.deepEqual(storedResults(app.dataDir), { rows: 0, bytes: 0 });
  const runs = await after.call("GET", "/v1/query-runs?status=succeeded");
  assert.equal(runs.json.count, 2, "the history stays");
});

test("0 keeps results for ever", async (t) => {
  const app = await startTestApp(t, { resultRetentionHours: 0 });
  const id = await resultOf(app, "SELECT 1 AS ok");
  ageResults(app.dataDir, 800_000);
  const after = await app.restart();
  assert.deepEqual((await after.call("GET", `/v1/results/${id}`)).json.rows, [[1]]);
});

test("a result that goes while it is being sent is sent to its end", async (t) => {
  const app = await startTestApp(t);
  const { json: database } = await app.call("POST", "/v1/databases", { json: {} });
  // Larger than every buffer on the way, so that most of it is still to be read from the file.
  const sql = "SELECT range AS n, repeat(md5(range::VARCHAR), 8) AS s FROM range(150000)";
  const answer = await app.call("POST", "/v1/query", { json: { sql, database_id: database.id } });
  const whole = await countBytes(await openCsv(app, answer.json.result_id));

  const response = await openCsv(app, answer.json.result_id);
  const reader = response.body?.getReader();
  assert.ok(reader !== undefined);
  const first = await reader.read();
  assert.equal((await app.call("DELETE", `/v1/databases/${database.id}`)).status, 204);
  assert.equal((await app.call("GET", `/v1/results/${answer.json.result_id}`)).status, 404);
  assert.equal(readdirSync(join(app.dataDir, "results")).length, 1, "the file is still read");
  let bytes = first.value?.length ?? 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.length;
  }
  assert.equal(bytes, whole);
  await waitFor(() => readdirSync(join(app.dataDir, "results")).length === 0);
});

test("a client that leaves gives its result's file free", async (t) => {
  const app = await startTestApp(t);
  const { json: database } = await app.call("POST", "/v1/databases", { json: {} });
  const sql = "SELECT range AS n, repeat(md5(range::VARCHAR), 8) AS s FROM range(150000)";
  const answer = await app.call("POST", "/v1/query", { json: { sql, database_id: database.id } });
  const abort = new AbortController();
  const response = await openCsv(app, answer.json.result_id, abort.signal);
  await response.body?.getReader().read();
  await app.call("DELETE", `/v1/databases/${database.id}`);
  assert.equal(readdirSync(join(app.dataDir, "results")).length, 1);
  abort.abort();
  await waitFor(() => readdirSync(join(app.dataDir, "results")).length === 0);
});

test("files are removed when the last of their readers is done", async () => {
  const removed: string[] = [];
  const holds = new FileHolds(async (id) => {
    removed.push(id);
  });
  const first = holds.hold("a");
  const second = holds.hold("a");
  await holds.remove("a");
  await holds.remove("b");
  await first.release();
  await first.release();
  assert.deepEqual(removed, ["b"]);
  await second.release();
  assert.deepEqual(removed, ["b", "a"]);
  await holds.hold("a").release();
  assert.deepEqual(removed, ["b", "a"], "a new hold does not remember the removal");
});

test("copies that a crash left behind are swept", async (t) => {
  const dir = await mkdtemp(join(tmpdir(), "hotdata-results-"));
  t.after(() => rm(dir, { recursive: true }));
  const files = new ResultFiles(dir);
  const copy = await files.writeCopy("rsltsmall", new Uint8Array([1, 2, 3]));
  await writeFile(files.path("rsltkept"), "x");
  await writeFile(files.path("rsltlost"), "x");
  assert.ok(copy.path.startsWith(dir));
  await files.sweep(async () => new Set(["rsltkept"]));
  assert.deepEqual(await readdir(dir), ["rsltkept.parquet"]);
});

function openCsv(app: TestApp, id: string, signal?: AbortSignal): Promise<Response> {
  return fetch(`${app.url}/v1/results/${id}?format=csv`, {
    headers: { authorization: `Bearer ${TEST_KEY}` },
    ...(signal === undefined ? {} : { signal }),
  });
}

async function countBytes(response: Response): Promise<number> {
  return (await response.arrayBuffer()).byteLength;
}

async function waitFor(isTrue: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 250; attempt += 1) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.ok(isTrue());
}
