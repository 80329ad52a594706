import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { type TestApp, startTestApp } from "../start-test-app.ts";

/** Changes the metastore while no server runs, as a crash at a bad moment would have left it. */
async function restartAfter(app: TestApp, sqlText: string): Promise<TestApp> {
  await app.app.close();
  const file = new DatabaseSync(join(app.dataDir, "metastore.sqlite"));
  file.exec(sqlText);
  file.close();
  return app.restart();
}

function databaseFolders({ dataDir }: TestApp): Promise<string[]> {
  return readdir(join(dataDir, "databases"));
}

test("a database that was half created or half deleted is removed at the next start", async (t) => {
  for (const state of ["creating", "deleting"]) {
    const app = await startTestApp(t);
    const { json } = await app.call("POST", "/v1/databases", { json: { name: "half" } });
    assert.ok((await databaseFolders(app)).includes(json.id));
    const again = await restartAfter(
      app,
      `UPDATE databases SET state = '${state}' WHERE id = '${json.id}'`,
    );
    assert.equal((await again.call("GET", `/v1/databases/${json.id}`)).status, 404);
    assert.ok(!(await databaseFolders(again)).includes(json.id));
    assert.equal((await again.call("GET", "/v1/databases/count")).json.total, 1);
  }
});

test("a workspace that was half created is made anew, one half deleted is gone", async (t) => {
  const app = await startTestApp(t);
  const created = await app.call("POST", "/v1/workspaces", { json: { name: "w" } });
  const id = created.json.workspace.public_id;
  const again = await restartAfter(
    app,
    `UPDATE workspaces SET state = 'deleting' WHERE id = '${id}'`,
  );
  assert.equal((await again.call("GET", "/v1/workspaces")).json.workspaces.length, 1);
  const third = await restartAfter(again, "UPDATE workspaces SET state = 'creating'");
  assert.notEqual(third.app.workspaceId, app.app.workspaceId);
  assert.equal((await third.call("GET", "/v1/databases/count")).json.total, 1);
  assert.equal((await databaseFolders(third)).length, 1);
});

test("claims and finalizations that a crash interrupted can be repeated", async (t) => {
  const app = await startTestApp(t);
  const raw = await app.call("POST", "/v1/files", {
    headers: { "content-type": "text/csv" },
    body: "a\n1\n",
  });
  const session = (await app.call("POST", "/v1/uploads", { json: { declared_size_bytes: 3 } }))
    .json;
  await app.call("PUT", session.url, { body: "abc" });
  const again = await restartAfter(
    app,
    `UPDATE uploads SET status = CASE mode WHEN 'raw' THEN 'processing' ELSE 'finalizing' END`,
  );
  const finalized = await again.call("POST", `/v1/uploads/${session.upload_id}/finalize`, {
    headers: { "x-upload-finalize-token": session.finalize_token },
  });
  assert.equal(finalized.status, 200, finalized.text);
  const [database] = (await again.call("GET", "/v1/databases")).json.databases;
  const path = `/v1/databases/${database.id}/schemas/main/tables/t/loads`;
  const loaded = await again.call("POST", path, {
    json: { mode: "replace", upload_id: raw.json.id },
  });
  assert.equal(loaded.status, 200, loaded.text);
});
