import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { LoadFixture } from "./load-fixture.ts";

/** Puts the metastore into the state in which a crash leaves it, and starts the server again. */
async function crashWith(loads: LoadFixture, ...statements: string[]): Promise<LoadFixture> {
  await loads.app.app.close();
  const metastore = new DatabaseSync(join(loads.app.dataDir, "metastore.sqlite"));
  for (const statement of statements) metastore.exec(statement);
  metastore.close();
  return loads.restart();
}

const UNRECORDED = "UPDATE loads SET response = NULL";
const STILL_CLAIMED = "UPDATE uploads SET status = 'processing'";

test("a crash between commit and record: the load is found and not made again", async (t) => {
  const loads = await LoadFixture.start(t);
  const upload = { mode: "append", upload_id: await loads.upload("n\n1\n") };
  const keyed = { mode: "append", data: "n\n2\n", idempotency_key: "k" };
  const first = await loads.load("t", upload);
  const second = await loads.load("t", keyed);
  const restarted = await crashWith(loads, UNRECORDED, STILL_CLAIMED);
  assert.deepEqual((await restarted.load("t", upload)).json, first.json);
  assert.deepEqual((await restarted.load("t", keyed)).json, second.json);
  assert.deepEqual(await restarted.rows("SELECT count(*) FROM t"), [[2]]);
  const listed = await restarted.app.call("GET", "/v1/files");
  assert.equal(listed.json.uploads[0].status, "consumed");
});

test("a crash before the commit: uploads and keys are free again", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n0\n" });
  const uploadId = await loads.upload("n\n1\n");
  const { connectionId, workspaceId } = await identityOf(loads);
  const row = [workspaceId, connectionId, loads.databaseId, "main", "t", "append"];
  const values = row.map((value) => `'${value}'`).join(", ");
  const restarted = await crashWith(
    loads,
    `INSERT INTO loads (id, workspace_id, connection_id, database_id, schema_name, table_name, mode,
       idempotency_key, request_hash, created_at)
     VALUES ('loadcut', ${values}, 'k', 'other', '2026-01-01T00:00:00.000Z')`,
    `INSERT INTO load_uploads VALUES ('${uploadId}', 'loadcut', 0)`,
    STILL_CLAIMED,
  );
  const request = { mode: "append", upload_id: uploadId, idempotency_key: "k" };
  const answer = await restarted.load("t", request);
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.row_count, 2);
});

test("a job whose load was committed before the crash ends with that load's answer", async (t) => {
  const loads = await LoadFixture.start(t);
  const request = { mode: "append", upload_id: await loads.upload("n\n1\n"), async: true };
  const { id } = (await loads.load("t", request)).json;
  const { result } = await loads.ended(id);
  // The job as it was while it ran: its load is in the catalog, and nowhere else.
  const payload = `(SELECT json_object('loadId', id, 'databaseId', database_id,
    'schema', schema_name, 'table', table_name) FROM loads)`;
  const restarted = await crashWith(
    loads,
    UNRECORDED,
    STILL_CLAIMED,
    `UPDATE jobs SET status = 'running', completed_at = NULL, result = NULL, payload = ${payload}`,
  );
  const job = await restarted.ended(id);
  assert.equal(job.status, "succeeded");
  assert.equal(job.attempts, 2);
  assert.deepEqual(job.result, result);
  assert.deepEqual(await restarted.rows("SELECT count(*) FROM t"), [[1]]);
});

test("kept rows and inline files that belong to no load go at the next start", async (t) => {
  const loads = await LoadFixture.start(t);
  await loads.load("t", { mode: "replace", data: "n\n0\n", async: true, async_after_ms: 20_000 });
  const { dataDir } = loads.app;
  await loads.app.app.close();
  writeFileSync(join(dataDir, "loads", "loadofnobody"), "n\n1\n");
  const inlineDir = join(dataDir, "uploads", ".inline");
  assert.ok(existsSync(inlineDir));
  writeFileSync(join(inlineDir, "loadhalf.csv"), "n\n");
  await loads.restart();
  assert.deepEqual(readdirSync(join(dataDir, "loads")), []);
  assert.equal(existsSync(inlineDir), false);
});

async function identityOf(loads: LoadFixture) {
  const database = await loads.app.call("GET", `/v1/databases/${loads.databaseId}`);
  return {
    connectionId: String(database.json.default_connection_id),
    workspaceId: loads.app.app.workspaceId,
  };
}
