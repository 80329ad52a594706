import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type TestContext, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { MigrationError } from "../../src/metastore/migrate.ts";
import { openMetastore } from "../../src/metastore/open-metastore.ts";

async function makeDataDir(t: TestContext): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-metastore-"));
  t.after(() => rm(dataDir, { recursive: true }));
  return dataDir;
}

function workspace(id: string) {
  return { id, name: id, state: "active" as const, created_at: "2026-01-01T00:00:00.000Z" };
}

test("interleaved transactions and plain statements do not see into each other", async (t) => {
  const metastore = openMetastore(await makeDataDir(t));
  t.after(() => metastore.destroy());
  const failing = metastore.transaction().execute(async (transaction) => {
    await transaction.insertInto("workspaces").values(workspace("rolled-back")).execute();
    await delay(50);
    throw new Error("abort");
  });
  const succeeding = metastore.transaction().execute(async (transaction) => {
    await transaction.insertInto("workspaces").values(workspace("kept")).execute();
    await delay(20);
  });
  const plain = metastore.insertInto("workspaces").values(workspace("plain")).execute();
  await assert.rejects(failing, /abort/);
  await Promise.all([succeeding, plain]);
  const rows = await metastore.selectFrom("workspaces").select("id").orderBy("seq").execute();
  assert.deepEqual(
    rows.map(({ id }) => id),
    ["kept", "plain"],
  );
});

test("a commit is durable: WAL with full synchronisation, foreign keys on", async (t) => {
  const dataDir = await makeDataDir(t);
  const metastore = openMetastore(dataDir);
  await metastore.insertInto("workspaces").values(workspace("a")).execute();
  await assert.rejects(
    metastore
      .insertInto("api_keys")
      .values({ id: "k", secret_hash: "h", workspace_id: "missing", created_at: "" })
      .execute(),
    /FOREIGN KEY/,
  );
  await metastore.destroy();
  const again = openMetastore(dataDir);
  t.after(() => again.destroy());
  const row = await again.selectFrom("workspaces").select(["id", "seq"]).executeTakeFirstOrThrow();
  assert.deepEqual({ ...row }, { id: "a", seq: 1 });
});

test("a data folder of a newer version is refused", async (t) => {
  const dataDir = await makeDataDir(t);
  await openMetastore(dataDir).destroy();
  const file = new DatabaseSync(join(dataDir, "metastore.sqlite"));
  file.exec("INSERT INTO migrations VALUES (9999, '9999-create-future.sql', 'x', '')");
  file.close();
  assert.throws(
    () => openMetastore(dataDir),
    (error) => {
      assert.ok(error instanceof MigrationError);
      return /newer version .*9999-create-future\.sql/.test(error.message);
    },
  );
});

test("a migration that changed after it was applied is refused", async (t) => {
  const dataDir = await makeDataDir(t);
  await openMetastore(dataDir).destroy();
  const file = new DatabaseSync(join(dataDir, "metastore.sqlite"));
  file.exec("UPDATE migrations SET checksum = 'other' WHERE number = 1");
  file.close();
  assert.throws(() => openMetastore(dataDir), /another form of 0001-/);
});
