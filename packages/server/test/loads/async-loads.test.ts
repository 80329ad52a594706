import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LoadFixture } from "./load-fixture.ts";

test("async: a job loads and has the load's answer as its result", async (t) => {
  const loads = await LoadFixture.start(t);
  const uploadId = await loads.upload("id\n1\n2\n");
  const submitted = await loads.load("t", { mode: "replace", upload_id: uploadId, async: true });
  assert.equal(submitted.status, 202, submitted.text);
  const { id, status, status_url: url } = submitted.json;
  assert.ok(["pending", "running"].includes(status));
  assert.equal(url, `/v1/jobs/${id}`);
  const job = await loads.ended(id);
  assert.equal(job.status, "succeeded", JSON.stringify(job));
  assert.equal(job.job_type, "managed_load");
  assert.equal(job.attempts, 1);
  assert.equal(job.error_message, null);
  assert.deepEqual(Object.keys(job.result).toSorted(), [
    "arrow_schema_json",
    "connection_id",
    "row_count",
    "schema_name",
    "table_name",
  ]);
  assert.equal(job.result.row_count, 2);
  assert.deepEqual(await loads.rows("SELECT sum(id) FROM t"), [[3]]);

  const inline = await loads.load("t", { mode: "append", data: "id\n4\n", async: true });
  assert.equal((await loads.ended(inline.json.id)).result.row_count, 3);
  assert.deepEqual(readdirSync(join(loads.app.dataDir, "loads")), [], "kept rows are gone");

  const again = await loads.load("t", { mode: "replace", upload_id: uploadId, async: true });
  const replayed = await loads.ended(again.json.id);
  assert.deepEqual(replayed.result, job.result, "a repeated load answers the first result");
  assert.deepEqual(await loads.rows("SELECT sum(id) FROM t"), [[7]], "and loads nothing");
});

test("async_after_ms: the answer itself when it is there in time", async (t) => {
  const loads = await LoadFixture.start(t);
  const wait = { async: true, async_after_ms: 20_000 };
  const done = await loads.load("t", { mode: "replace", data: "id\n1\n", ...wait });
  assert.equal(done.status, 200, done.text);
  assert.equal(done.json.row_count, 1);
  assert.match(
    await loads.refusal("t", { mode: "append", data: "id\nx\n", ...wait }),
    /^400 .*id/s,
  );
  const request = { mode: "append", data: "id\n2\n" };
  assert.match(await loads.refusal("t", { ...request, async_after_ms: 1_000 }), /^400 /);
  const early = { ...request, async: true, async_after_ms: 999 };
  assert.match(await loads.refusal("t", early), /^400 .*1000/);
  const late = { ...request, async: true, async_after_ms: 10 ** 9 };
  assert.match(await loads.refusal("t", late), /^400 .*at most/);
});

test("async: what can be known at once is refused at once, without a job", async (t) => {
  const loads = await LoadFixture.start(t);
  const uploadId = await loads.upload("id\n1\n");
  const refused = [
    [{ mode: "replace", upload_id: "upldnone" }, /^404 /],
    [{ mode: "replace" }, /^400 /],
    [{ mode: "merge", upload_id: uploadId }, /^400 /],
    [{ mode: "upsert", upload_id: uploadId }, /^400 .*no declared key/],
    [{ mode: "upsert", upload_id: uploadId, key: ["id", "ID"] }, /^400 .*twice/],
    [{ mode: "replace", data: `a\n${"x".repeat(2_097_152)}` }, /^413 /],
  ] as const;
  for (const [request, message] of refused) {
    assert.match(await loads.refusal("t", { ...request, async: true }), message);
  }
  assert.deepEqual((await loads.app.call("GET", "/v1/jobs")).json, { jobs: [] });
  const good = await loads.load("t", { mode: "replace", upload_id: uploadId, async: true });
  assert.equal(good.status, 202);
  const second = await loads.load("t2", { mode: "replace", upload_id: uploadId, async: true });
  assert.equal(second.status, 409, "the upload belongs to the first");
  await loads.ended(good.json.id);
});

test("async: the same load again, while it is under way, is the same job", async (t) => {
  const loads = await LoadFixture.start(t);
  // Loads of one table wait for each other: the second has not begun when it is sent again.
  const slow = await loads.upload(`id\n${"1\n".repeat(2_000_000)}`);
  const first = await loads.load("t", { mode: "append", upload_id: slow, async: true });
  const request = { mode: "append", upload_id: await loads.upload("id\n2\n") };
  const submitted = await loads.load("t", { ...request, async: true });
  const again = await loads.load("t", { ...request, async: true });
  assert.equal(again.status, 202, again.text);
  assert.equal(again.json.id, submitted.json.id);
  const waiting = await loads.load("t", request);
  assert.equal(waiting.status, 409);
  assert.ok(waiting.json.error.message.includes(submitted.json.id), "it names the job");
  assert.equal(waiting.headers.get("retry-after"), "1");
  const other = await loads.load("t", { ...request, mode: "replace", async: true });
  assert.equal(other.status, 409, "another mode is another load");
  for (const { json } of [first, submitted]) await loads.ended(json.id);
  assert.deepEqual(await loads.rows("SELECT sum(id) FROM t"), [[2_000_002]]);
});

test("async: a failed load tells why, and gives the upload back", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "id\n1\n" });
  const uploadId = await loads.upload("id\nfive\n");
  const submitted = await loads.load("t", { mode: "append", upload_id: uploadId, async: true });
  const job = await loads.ended(submitted.json.id);
  assert.equal(job.status, "failed");
  assert.match(job.error_message, /"five"/);
  assert.equal(job.result, null);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[1]]);
  const other = await loads.load("other", { mode: "append", upload_id: uploadId });
  assert.equal(other.status, 200, other.text);
});

test("async loads of one table happen in the order they were sent in", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n1\n" });
  // Getting many files ready takes longer than what comes after.
  const uploadIds: string[] = [];
  for (let index = 0; index < 50; index += 1) uploadIds.push(await loads.upload("n\n2\n"));
  const requests = [
    { mode: "replace", upload_ids: uploadIds },
    { mode: "append", data: "n\n3\n" },
    { mode: "append", data: "n\n4\n" },
  ];
  const jobs: string[] = [];
  for (const request of requests) {
    jobs.push((await loads.load("t", { ...request, async: true })).json.id);
  }
  for (const id of jobs) assert.equal((await loads.ended(id)).status, "succeeded");
  const rows = await loads.rows("SELECT n, count(*) FROM t GROUP BY n ORDER BY n");
  assert.deepEqual(rows, [
    [2, 50],
    [3, 1],
    [4, 1],
  ]);
});

test("a restart: accepted loads are done once, in spite of a stop at any moment", async (t) => {
  let loads = await LoadFixture.start(t, { shutdownTimeoutMs: 0 });
  await loads.load("t", { mode: "replace", data: "n\n0\n" });
  const jobs: string[] = [];
  for (let index = 1; index <= 12; index += 1) {
    const source =
      index % 2 === 0
        ? { data: `n\n${index}\n` }
        : { upload_id: await loads.upload(`n\n${index}\n`) };
    jobs.push((await loads.load("t", { mode: "append", ...source, async: true })).json.id);
    if (index % 4 === 0) loads = await loads.restart();
  }
  for (const id of jobs) assert.equal((await loads.ended(id)).status, "succeeded");
  assert.deepEqual(await loads.rows("SELECT count(*), sum(n) FROM t"), [[13, 78]]);
  const { uploads } = (await loads.app.call("GET", "/v1/files")).json;
  for (const { status } of uploads) assert.equal(status, "consumed");
  assert.deepEqual(readdirSync(join(loads.app.dataDir, "loads")), []);
});

test("deleting the database ends its jobs; the workspace's other jobs go on", async (t) => {
  const loads = await LoadFixture.start(t, { jobConcurrency: 1 });
  const other = (await loads.app.call("POST", "/v1/databases", { json: {} })).json.id;
  const rows = Array.from({ length: 100_000 }, (_, index) => index).join("\n");
  const jobs: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const uploadId = await loads.upload(`n\n${rows}\n`);
    const request = { mode: "append", upload_id: uploadId, async: true };
    jobs.push((await loads.load("t", request)).json.id);
  }
  const kept = await loads.load("t", { mode: "append", data: "n\n1\n", async: true }, other);
  const deleted = await loads.app.call("DELETE", `/v1/databases/${loads.databaseId}`);
  assert.equal(deleted.status, 204);
  const ended = await Promise.all(jobs.map((id) => loads.job(id)));
  for (const job of ended) assert.notEqual(job.completed_at, null, "none is left under way");
  const last = ended.at(-1);
  assert.equal(last.status, "failed");
  assert.match(last.error_message, /database was deleted/);
  assert.equal((await loads.ended(kept.json.id)).status, "succeeded");
});
