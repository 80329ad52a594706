import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { MigrationError } from "../../src/metastore/migrate.ts";
import { startTestAppOn } from "../start-test-app.ts";
import { checkOlderFolder, continueOlderFolder } from "./check-older-folder.ts";
import { FolderClient } from "./folder-client.ts";
import { unpackFolder } from "./packed-folder.ts";
import { readOlderFolder } from "./recorded-folder.ts";

/** Nothing may be cleared away or merged because it is old. */
const FOR_EVER = {
  resultRetentionHours: 0,
  historyRetentionDays: 0,
  snapshotRetentionHours: 876_000,
  compactionMinFiles: 0,
  apiKey: undefined,
};

test("an earlier release's folder opens, shows what it showed, and work goes on in it", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-upgrade-"));
  const { packed, recorded } = await readOlderFolder("e277e74");
  await unpackFolder(packed, dataDir);
  const app = await startTestAppOn(t, dataDir, FOR_EVER);
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const client = new FolderClient(app.url, recorded.apiKey);
  assert.ok(Object.keys(recorded.reads).length > 30);
  assert.deepEqual(await checkOlderFolder(client, recorded), []);
  await continueOlderFolder(client, recorded);
  await app.app.close();
  const again = await startTestAppOn(t, dataDir, FOR_EVER);
  const [first] = recorded.queries;
  const answer = await new FolderClient(again.url, recorded.apiKey).must("POST", "/v1/query", {
    json: { sql: "SELECT count(*) FROM orders", database_id: first?.database_id },
  });
  assert.deepEqual(answer.rows, [[6]]);
  // Before its folder goes.
  await again.app.close();
});

test("a newer release's folder is refused", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-upgrade-"));
  const { packed } = await readOlderFolder("e277e74");
  await unpackFolder(packed, dataDir);
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const metastore = new DatabaseSync(join(dataDir, "metastore.sqlite"));
  metastore.exec("INSERT INTO migrations VALUES (9999, '9999-of-the-future.sql', '', '')");
  metastore.close();
  await assert.rejects(startTestAppOn(t, dataDir, FOR_EVER), (error) => {
    assert.ok(error instanceof MigrationError);
    assert.match(error.message, /written by a newer version of the server \(it has 9999-/);
    return true;
  });
});
