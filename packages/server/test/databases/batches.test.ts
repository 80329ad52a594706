import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { loadRows, rowsOf } from "../forks/fork-fixture.ts";
import { type Json, startTestApp, type TestApp } from "../start-test-app.ts";

async function submit(app: TestApp, json: object): Promise<Json> {
  const answer = await app.call("POST", "/v1/databases/bulk", { json });
  assert.equal(answer.status, 202, answer.text);
  return answer.json;
}

async function ended(app: TestApp, batch: Json): Promise<Json> {
  for (let turn = 0; turn < 400; turn += 1) {
    const { json } = await app.call("GET", `/v1/jobs/${batch.job_id}`);
    if (json.completed_at !== null) return json;
    await delay(25);
  }
  throw new Error("the job did not end");
}

async function filled(app: TestApp, json: object): Promise<Json> {
  const batch = await submit(app, json);
  const job = await ended(app, batch);
  assert.equal(job.status, "succeeded", JSON.stringify(job));
  return batch;
}

async function members(app: TestApp, batchId: string, query = ""): Promise<Json[]> {
  const answer = await app.call("GET", `/v1/databases?batch=${batchId}${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.databases;
}

async function total(app: TestApp, query = ""): Promise<number> {
  return (await app.call("GET", `/v1/databases/count${query}`)).json.total;
}

test("a batch is made by a job, and its databases are ordinary ones", async (t) => {
  const app = await startTestApp(t);
  const batch = await submit(app, {
    count: 600,
    name_template: "user-{index}-db",
    default_catalog: "tenant",
    schemas: [{ name: "s", tables: [{ name: "t", key: ["a"] }] }],
    expires_at: "2h",
  });
  assert.match(batch.batch_id, /^dbat[0-9a-z]{26}$/);
  assert.deepEqual([batch.count, batch.cancel_requested], [600, false]);
  const job = await ended(app, batch);
  assert.equal(job.job_type, "bulk_create_databases");
  assert.deepEqual(job.result, {
    batch_id: batch.batch_id,
    requested: 600,
    created: 600,
    cancelled: false,
  });
  assert.deepEqual(job.progress, { done: 600, total: 600 });
  const shown = (await app.call("GET", batch.status_url)).json;
  assert.deepEqual([shown.created_count, shown.expires_at], [600, batch.expires_at]);
  assert.equal(await total(app, `?batch=${batch.batch_id}`), 600);
  assert.equal(await total(app), 601);
  const found = await members(app, batch.batch_id, "&search=user-599-");
  assert.equal(found.length, 1);
  assert.equal(found[0].expires_at, batch.expires_at);

  const { id } = found[0];
  const detail = (await app.call("GET", `/v1/databases/${id}`)).json;
  assert.deepEqual([detail.default_catalog, detail.default_schema], ["tenant", "s"]);
  await loadRows(app, id, { table: "s.t", data: "a,b\n1,x\n", mode: "upsert" });
  assert.deepEqual(await rowsOf(app, id, "SELECT * FROM tenant.s.t"), [[1, "x"]]);
});

test("the listing of a batch is by id, in pages", async (t) => {
  const app = await startTestApp(t);
  const { batch_id: batch } = await filled(app, { count: 7 });
  const ids: string[] = [];
  let cursor = "";
  do {
    const query = `/v1/databases?batch=${batch}&limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`;
    const { json } = await app.call("GET", query);
    ids.push(...json.databases.map((one: Json) => one.id));
    cursor = json.next_cursor ?? "";
  } while (cursor !== "");
  assert.equal(ids.length, 7);
  assert.deepEqual(ids, ids.toSorted());
  assert.deepEqual(await members(app, "dbatnone"), []);
});

test("a repeated key gets the first batch, and nothing more is made", async (t) => {
  const app = await startTestApp(t);
  const first = await submit(app, { count: 3, idempotency_key: "k" });
  const second = await submit(app, { count: 5, idempotency_key: "k", name_template: "x" });
  assert.equal(second.batch_id, first.batch_id);
  assert.equal(second.count, 3);
  await ended(app, first);
  assert.equal(await total(app), 4);
  const other = await submit(app, { count: 1, idempotency_key: "other" });
  assert.notEqual(other.batch_id, first.batch_id);
});

test("what cannot be is refused with the field", async (t) => {
  const app = await startTestApp(t);
  const refusals: readonly (readonly [object, string])[] = [
    [{}, "count"],
    [{ count: 0 }, "count"],
    [{ count: 10_001 }, "count"],
    [{ count: 1.5 }, "count"],
    [{ count: 10_000, name_template: `{index}${"x".repeat(252)}` }, "name_template"],
    [{ count: 1, default_catalog: "hotdata" }, "default_catalog"],
    [{ count: 1, schemas: [{ name: "a" }, { name: "A" }] }, "schemas.name"],
    [{ count: 1, expires_at: "soon" }, "expires_at"],
  ];
  for (const [json, field] of refusals) {
    const answer = await app.call("POST", "/v1/databases/bulk", { json });
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.details.errors[0].field, field);
  }
  assert.equal((await app.call("GET", "/v1/databases/bulk/dbatnone")).status, 404);
  assert.equal((await app.call("DELETE", "/v1/databases/bulk/dbatnone")).status, 404);
});

test("a batch is deleted with its databases unless one holds rows", async (t) => {
  const app = await startTestApp(t);
  const declared = { count: 4, schemas: [{ name: "s", tables: [{ name: "t" }] }] };
  const { batch_id: batch } = await filled(app, declared);
  const [one] = await members(app, batch);
  await loadRows(app, one.id, { table: "t", data: "a\n1\n" });
  const path = `/v1/databases/bulk/${batch}`;
  const refused = await app.call("DELETE", path);
  assert.equal(refused.status, 409);
  assert.match(refused.json.error.message, new RegExp(one.id));
  assert.equal((await app.call("GET", path)).json.cancel_requested, false);
  assert.equal((await app.call("DELETE", `/v1/databases/${one.id}`)).status, 204);
  const deleted = await app.call("DELETE", path);
  assert.deepEqual(deleted.json, { batch_id: batch, deleted_count: 3 });
  assert.equal((await app.call("GET", path)).status, 404);
  assert.equal(await total(app), 1);
  assert.equal((await readdir(join(app.dataDir, "databases"))).length, 1);
});

test("deleting a batch stops its filling", async (t) => {
  const app = await startTestApp(t);
  const batch = await submit(app, { count: 10_000 });
  while ((await app.call("GET", batch.status_url)).json.created_count === 0) await delay(1);
  const deleted = await app.call("DELETE", `/v1/databases/bulk/${batch.batch_id}`);
  assert.equal(deleted.status, 200, deleted.text);
  const { result } = await ended(app, batch);
  assert.equal(result.cancelled, true);
  assert.ok(result.created < 10_000);
  assert.equal(await total(app), 1);
  assert.equal((await readdir(join(app.dataDir, "databases"))).length, 1);
});

test("a batch that a stop cut off is filled after the restart, each database once", async (t) => {
  let app = await startTestApp(t);
  const batch = await submit(app, { count: 3_000, name_template: "n{index}" });
  while ((await app.call("GET", batch.status_url)).json.created_count === 0) await delay(1);
  await app.app.close();
  // A crash in the middle of the next part leaves databases that are not seen yet.
  const metastore = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
  const half = "SELECT id FROM databases WHERE batch_id IS NOT NULL ORDER BY seq DESC LIMIT 250";
  const done = metastore.prepare("SELECT next_index FROM database_batches").get()?.["next_index"];
  metastore.exec(`UPDATE databases SET state = 'creating' WHERE id IN (${half})`);
  metastore.exec("UPDATE database_batches SET next_index = next_index - 250");
  metastore.close();
  assert.ok(Number(done) < 3_000, "stopped too late to show anything");
  app = await app.restart();
  const job = await ended(app, batch);
  assert.equal(job.status, "succeeded", JSON.stringify(job));
  const file = new DatabaseSync(join(app.dataDir, "metastore.sqlite"), { readOnly: true });
  t.after(() => file.close());
  const row = file.prepare("SELECT count(*) AS n, count(DISTINCT name) AS d FROM databases").get();
  assert.deepEqual({ ...row }, { n: 3_001, d: 3_001 });
  assert.equal((await readdir(join(app.dataDir, "databases"))).length, 3_001);
});

test("a database of a batch needs no file until its first load", async (t) => {
  const app = await startTestApp(t);
  const { batch_id: batch } = await filled(app, { count: 2 });
  const [one, two] = await members(app, batch);
  const folder = join(app.dataDir, "databases", one.id);
  const missing = await app.call("POST", "/v1/query", {
    headers: { "x-database-id": one.id },
    json: { sql: "SELECT * FROM t" },
  });
  assert.equal(missing.status, 400);
  assert.deepEqual(await readdir(folder), []);
  const forked = await app.call("POST", `/v1/databases/${one.id}/fork`, { json: {} });
  assert.equal(forked.status, 201, forked.text);
  assert.deepEqual(await readdir(folder), []);
  for (const { id } of [one, forked.json]) {
    await loadRows(app, id, { table: "t", data: "a\n1\n" });
    assert.deepEqual(await rowsOf(app, id, "SELECT a FROM t"), [[1]]);
  }
  const added = await app.call("POST", `/v1/databases/${two.id}/schemas`, { json: { name: "s" } });
  assert.equal(added.status, 201, added.text);
});

test("the key of a batch that is being deleted is refused until the batch is gone", async (t) => {
  const app = await startTestApp(t);
  const json = { count: 1_500, idempotency_key: "again" };
  const batch = await filled(app, json);
  const deletion = app.call("DELETE", `/v1/databases/bulk/${batch.batch_id}`);
  const seen = new Set<number>();
  let next: Json;
  do {
    const answer = await app.call("POST", "/v1/databases/bulk", { json });
    seen.add(answer.status);
    if (answer.status === 409) assert.match(answer.json.error.message, /is being deleted/);
    next = answer.json;
  } while (next.batch_id === undefined || next.batch_id === batch.batch_id);
  assert.deepEqual(seen, new Set([202, 409]));
  assert.equal((await deletion).json.deleted_count, 1_500);
  await ended(app, next);
});
