import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadFixture } from "./load-fixture.ts";

test("idempotency_key: data is loaded once; the first answer comes again", async (t) => {
  const loads = await LoadFixture.start(t);
  const request = { mode: "append", data: "n\n1\n", idempotency_key: "first" };
  const first = await loads.load("t", request);
  assert.equal(first.status, 200, first.text);
  await loads.load("t", { mode: "append", data: "n\n2\n" });
  const again = await loads.load("t", request);
  assert.equal(again.status, 200);
  assert.deepEqual(again.json, first.json);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[2]]);

  const restarted = await loads.restart();
  assert.deepEqual((await restarted.load("t", request)).json, first.json);
  assert.deepEqual(await restarted.rows("SELECT count(*) FROM t"), [[2]]);
});

test("idempotency_key: another request under the same key is a 409", async (t) => {
  const loads = await LoadFixture.start(t);
  const request = { mode: "append", data: "n\n1\n", idempotency_key: "k" };
  await loads.load("t", request);
  assert.match(await loads.refusal("t", { ...request, data: "n\n2\n" }), /^409 .*idempotency_key/);
  assert.match(await loads.refusal("t", { ...request, mode: "replace" }), /^409 /);
  assert.match(await loads.refusal("other", request), /^409 /);
  assert.match(await loads.refusal("t", { ...request, columns: { n: "VARCHAR" } }), /^409 /);
  const uploadId = await loads.upload("n\n1\n");
  const { data: _, ...rest } = request;
  assert.match(await loads.refusal("t", { ...rest, upload_id: uploadId }), /^409 /);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[1]]);
  assert.match(
    await loads.refusal("t", { ...request, idempotency_key: "k".repeat(256) }),
    /^400 .*255/,
  );
  const longest = await loads.load("t", { ...request, idempotency_key: "k".repeat(255) });
  assert.equal(longest.status, 200);
});

test("idempotency_key: a failed load frees it, for the same request or another", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n1\n" });
  const bad = { mode: "append", data: "n\nx\n", idempotency_key: "k" };
  assert.match(await loads.refusal("t", bad), /^400 /);
  assert.match(await loads.refusal("t", bad), /^400 /, "it runs anew");
  const good = await loads.load("t", { ...bad, data: "n\n2\n" });
  assert.equal(good.status, 200, good.text);
  assert.deepEqual(await loads.rows("SELECT sum(n) FROM t"), [[3]]);
});

test("idempotency_key: of many at the same time one loads, the others answer it or 409", async (t) => {
  const loads = await LoadFixture.start(t);
  const request = { mode: "append", data: "n\n1\n", idempotency_key: "k" };
  const answers = await Promise.all(Array.from({ length: 8 }, () => loads.load("t", request)));
  const statuses = new Set(answers.map(({ status }) => status));
  assert.ok(statuses.has(200) && [...statuses].every((status) => [200, 409].includes(status)));
  for (const { status, text } of answers) if (status === 409) assert.match(text, /under way/);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[1]]);
});

test("idempotency_key: with uploads, with jobs, and in two workspaces", async (t) => {
  const loads = await LoadFixture.start(t);
  const uploadId = await loads.upload("n\n1\n");
  const request = { mode: "append", upload_id: uploadId, idempotency_key: "k" };
  const first = await loads.load("t", request);
  assert.deepEqual((await loads.load("t", request)).json, first.json);
  const sameRows = { ...request, upload_id: await loads.upload("n\n1\n") };
  assert.match(await loads.refusal("t", sameRows), /^409 /, "another upload is another request");

  const inBackground = { mode: "append", data: "n\n2\n", idempotency_key: "job", async: true };
  const job = await loads.ended((await loads.load("t", inBackground)).json.id);
  const { async: _, ...inForeground } = inBackground;
  assert.deepEqual((await loads.load("t", inForeground)).json, job.result);
  const repeated = await loads.load("t", inBackground);
  assert.equal(repeated.status, 202);
  assert.deepEqual((await loads.ended(repeated.json.id)).result, job.result);
  assert.deepEqual(await loads.rows("SELECT sum(n) FROM t"), [[3]]);

  const made = await loads.app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const headers = { "x-workspace-id": made.json.workspace.public_id };
  const database = await loads.app.call("POST", "/v1/databases", { json: {}, headers });
  const path = `/v1/databases/${database.json.id}/schemas/main/tables/t/loads`;
  const json = { mode: "append", data: "n\n5\n", idempotency_key: "k" };
  const foreign = await loads.app.call("POST", path, { json, headers });
  assert.equal(foreign.status, 200, foreign.text);
});

test("several uploads become visible together and are used up together", async (t) => {
  const loads = await LoadFixture.start(t);
  const ids = [
    await loads.upload("n,text\n1,a\n2,b\n"),
    await loads.upload('{"n":3,"text":"c"}\n', "application/x-ndjson"),
    await loads.upload("text,n\nd,4\n"),
  ];
  const request = { mode: "append", upload_ids: ids };
  const answer = await loads.load("t", request);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.row_count, 4);
  assert.deepEqual(await loads.rows("SELECT n, text FROM t ORDER BY n"), [
    [1, "a"],
    [2, "b"],
    [3, "c"],
    [4, "d"],
  ]);
  assert.deepEqual((await loads.load("t", request)).json, answer.json, "repeated: first answer");
  assert.match(await loads.refusal("t", { mode: "append", upload_id: ids[0] }), /^409 /);
  const mixed = { mode: "append", upload_ids: [ids[1], await loads.upload("n\n9\n")] };
  assert.match(await loads.refusal("t", mixed), /^409 /);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[4]]);
});

test("several uploads: one that cannot be loaded stops all, and all are given back", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n0\n" });
  const good = await loads.upload("n\n1\n");
  const bad = await loads.upload("n\nx\n");
  assert.match(await loads.refusal("t", { mode: "append", upload_ids: [good, bad] }), /^400 /);
  const unknown = { mode: "append", upload_ids: [good, "upldnone"] };
  assert.match(await loads.refusal("t", unknown), /^404 .*upldnone/);
  assert.match(
    await loads.refusal("t", { mode: "append", upload_ids: [good, good] }),
    /^400 .*twice/,
  );
  const both = { mode: "append", upload_ids: [good], upload_id: good };
  assert.match(await loads.refusal("t", both), /^400 Send exactly one of/);
  const many = { mode: "append", upload_ids: Array.from({ length: 1_001 }, (_, n) => `u${n}`) };
  assert.match(await loads.refusal("t", many), /^400 .*1000/);
  assert.deepEqual(await loads.rows("SELECT count(*) FROM t"), [[1]]);
  const later = await loads.load("t", { mode: "append", upload_ids: [good] });
  assert.equal(later.status, 200, later.text);
});

test("a consumed upload under another mode, key or table is a 409", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "id,n\n1,1\n" });
  const uploadId = await loads.upload("id,n\n1,2\n");
  const request = { mode: "upsert", upload_id: uploadId, key: ["id"] };
  const first = await loads.load("t", request);
  assert.equal(first.status, 200, first.text);
  assert.deepEqual((await loads.load("t", request)).json, first.json);
  assert.match(await loads.refusal("t", { ...request, key: ["n"] }), /^409 /);
  assert.match(await loads.refusal("t", { ...request, mode: "update" }), /^409 /);
  assert.match(await loads.refusal("t2", request), /^409 /);
  assert.deepEqual(await loads.rows("SELECT id, n FROM t"), [[1, 2]]);
});
