import assert from "node:assert/strict";
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { LoadStore } from "../../src/loads/load-store.ts";
import { migrate } from "../../src/metastore/migrate.ts";
import { openMetastore } from "../../src/metastore/open-metastore.ts";

const MIGRATIONS_DIR = join(import.meta.dirname, "../../src/metastore/migrations");
const RESPONSE = {
  connection_id: "conn1",
  schema_name: "main",
  table_name: "t",
  row_count: 3,
  arrow_schema_json: "{}",
};

test("loads that an earlier version recorded are found after the upgrade", async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-upgrade-"));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const earlier = join(dataDir, "migrations");
  await mkdir(earlier);
  for (const name of await readdir(MIGRATIONS_DIR)) {
    if (name < "0102") await copyFile(join(MIGRATIONS_DIR, name), join(earlier, name));
  }
  const file = new DatabaseSync(join(dataDir, "metastore.sqlite"));
  migrate(file, earlier);
  file.exec(`INSERT INTO workspaces (id, name, state, created_at) VALUES ('w', 'w', 'active', '')`);
  file.exec(
    `INSERT INTO uploads (id, workspace_id, mode, status, created_at)
     VALUES ('upld1', 'w', 'raw', 'consumed', '')`,
  );
  file
    .prepare("INSERT INTO loads VALUES ('upld1', 'dbid1', 'main', 't', 'append', ?, '')")
    .run(JSON.stringify(RESPONSE));
  file.close();

  const metastore = openMetastore(dataDir);
  t.after(() => metastore.destroy());
  const load = await new LoadStore(metastore).findByUploads(["other", "upld1"], metastore);
  assert.deepEqual(load?.uploadIds, ["upld1"]);
  assert.deepEqual(load?.response, RESPONSE);
  assert.deepEqual(load?.target, {
    workspaceId: "w",
    connectionId: "conn1",
    databaseId: "dbid1",
    schema: "main",
    table: "t",
  });
});
