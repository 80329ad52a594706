import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { type Answer, type TestApp, startTestApp } from "../start-test-app.ts";
import { type Session, PART, open, outcome, putParts } from "./upload-client.ts";

async function load(app: TestApp, table: string, uploadId: string, headers = {}): Promise<Answer> {
  const { databases } = (await app.call("GET", "/v1/databases", { headers })).json;
  const path = `/v1/databases/${databases[0].id}/schemas/main/tables/${table}/loads`;
  return app.call("POST", path, { headers, json: { mode: "replace", upload_id: uploadId } });
}

async function finalizeParts(app: TestApp, session: Session, parts: object[]): Promise<Answer> {
  return app.call("POST", `/v1/uploads/${session.upload_id}/finalize`, {
    headers: { "x-upload-finalize-token": session.finalize_token },
    json: { parts },
  });
}

test("a file sent in parts is loaded as one, and its bytes are gone afterwards", async (t) => {
  const app = await startTestApp(t);
  const rows = Array.from({ length: 900_000 }, (_, i) => `${i},row ${i}`);
  const csv = Buffer.from(`n,text\n${rows.join("\n")}\n`);
  const session = await open(app, {
    declared_size_bytes: csv.length,
    part_size: PART,
    content_type: "text/csv",
  });
  assert.ok(session.part_urls.length > 2);
  const cuts = session.part_urls.map(
    (_, i) => new Uint8Array(csv.subarray(i * PART, (i + 1) * PART)),
  );
  const parts = await putParts(session.part_urls, cuts);
  assert.equal((await finalizeParts(app, session, parts)).status, 200);
  const loaded = await load(app, "t", session.upload_id);
  assert.equal(loaded.status, 200, loaded.text);
  assert.equal(loaded.json.row_count, 900_000);
  assert.ok(!(await readdir(join(app.dataDir, "uploads"))).includes(session.upload_id));
});

test("of many loads of one upload at once, one gets it; the others are a 409", async (t) => {
  const app = await startTestApp(t);
  const { id } = (await app.call("POST", "/v1/files", { body: "a\n1\n" })).json;
  const answers = await Promise.all(["t1", "t2", "t3", "t4"].map((name) => load(app, name, id)));
  const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b);
  assert.deepEqual(statuses, [200, 409, 409, 409], answers.map(outcome).join("\n"));
});

test("an upload that is unfinished, malformed, unknown or of another workspace is not loaded", async (t) => {
  const app = await startTestApp(t);
  const session = await open(app, { declared_size_bytes: 8 });
  assert.match(outcome(await load(app, "t", session.upload_id)), /^400 .*is not finalized/);
  assert.equal((await load(app, "t", "upldnothing")).status, 404);
  assert.equal((await load(app, "t", "no such/id")).status, 400);
  const { json } = await app.call("POST", "/v1/workspaces", { json: { name: "other" } });
  const inOther = { "x-workspace-id": json.workspace.public_id };
  const inDefault = { "x-workspace-id": app.app.workspaceId };
  const { id } = (await app.call("POST", "/v1/files", { headers: inDefault, body: "a\n1\n" })).json;
  assert.deepEqual((await app.call("GET", "/v1/files", { headers: inOther })).json.uploads, []);
  assert.equal((await load(app, "t", id, inOther)).status, 404);
});
