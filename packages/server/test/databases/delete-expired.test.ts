import assert from "node:assert/strict";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { DatabaseService } from "../../src/databases/database-service.ts";
import { DatabaseStore } from "../../src/databases/database-store.ts";
import { openLake } from "../../src/lake/open-lake.ts";
import { ConnectionStore } from "../../src/connections/connection-store.ts";
import { WriteGate } from "../../src/concurrency/write-gate.ts";
import { openMetastore } from "../../src/metastore/open-metastore.ts";
import { LocalObjectStore } from "../../src/storage/local-object-store.ts";
import { UploadPartStore } from "../../src/uploads/upload-part-store.ts";
import { UploadService } from "../../src/uploads/upload-service.ts";
import { UploadSessionService } from "../../src/uploads/upload-session-service.ts";
import { UploadStore } from "../../src/uploads/upload-store.ts";
import { bytesOnDisk, createDatabase, forkDatabase, loadRows } from "../forks/fork-fixture.ts";
import { startTestApp } from "../start-test-app.ts";

const NEVER = new AbortController().signal;

async function open(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-sweep-"));
  t.after(() => rm(dataDir, { recursive: true }));
  const metastore = openMetastore(dataDir);
  t.after(() => metastore.destroy());
  const created_at = new Date().toISOString();
  const workspace = { id: "work1", name: "w", state: "active" as const, created_at };
  await metastore.insertInto("workspaces").values(workspace).execute();
  return { dataDir, metastore };
}

test("the sweep deletes expired databases with their files, and no others", async (t) => {
  const { dataDir, metastore } = await open(t);
  const lake = await openLake({ dataDir });
  t.after(() => lake.close());
  const store = new DatabaseStore(metastore);
  const told: { readonly id: string; readonly workspaceId: string }[] = [];
  const databases = new DatabaseService({
    store,
    lake,
    connections: new ConnectionStore(metastore),
    structureGate: new WriteGate(),
    contents: [],
    onExpired: async (database) => void told.push(database),
  });
  const request = {
    workspaceId: "work1",
    name: undefined,
    defaultCatalog: undefined,
    defaultSchema: undefined,
    schemas: [],
  };
  const expired = await databases.create({ ...request, expiresAt: new Date(Date.now() - 1) });
  const later = await databases.create({ ...request, expiresAt: new Date(Date.now() + 60_000) });
  const never = await databases.create({ ...request, expiresAt: undefined });
  assert.equal(await databases.deleteExpired(NEVER), 1);
  assert.deepEqual((await store.listIds("work1")).toSorted(), [later.id, never.id].toSorted());
  assert.deepEqual(
    told.map(({ id, workspaceId }) => [id, workspaceId]),
    [[expired.id, "work1"]],
  );
  await assert.rejects(access(join(dataDir, "databases", expired.id)));
  await access(join(dataDir, "databases", later.id));
});

test("expiry gives the disk back what no other database needs", async (t) => {
  const app = await startTestApp(t);
  const source = await createDatabase(app, { expires_at: "1h" });
  const data = `a\n${Array.from({ length: 5_000 }, (_, i) => `${i * 7_919}\n`).join("")}`;
  await loadRows(app, source.id, { table: "t", data });
  const fork = await forkDatabase(app, source.id);
  await app.app.close();

  const metastore = openMetastore(app.dataDir);
  t.after(() => metastore.destroy());
  const lake = await openLake({ dataDir: app.dataDir });
  t.after(() => lake.close());
  const store = new DatabaseStore(metastore);
  const structureGate = new WriteGate();
  const onExpired = () => Promise.resolve();
  const connections = new ConnectionStore(metastore);
  const parts = { store, lake, connections, structureGate, contents: [], onExpired };
  const databases = new DatabaseService(parts);
  const expire = async (id: string) => {
    await store.update(id, { expiresAt: new Date(Date.now() - 1) });
    assert.equal(await databases.deleteExpired(NEVER), 1);
    await assert.rejects(access(join(app.dataDir, "databases", id)));
  };
  const dataBytes = () => bytesOnDisk(join(app.dataDir, "databases"), /\.parquet$/);
  const before = await dataBytes();
  assert.ok(before > 10_000);
  await expire(source.id);
  assert.equal(await dataBytes(), before);
  await expire(fork.id);
  assert.equal(await dataBytes(), 0);
});

test("the sweep deletes unfinished upload sessions after their time, and no others", async (t) => {
  const { dataDir, metastore } = await open(t);
  const objects = await LocalObjectStore.open(join(dataDir, "uploads"));
  const store = new UploadStore(metastore);
  const space = { admit: () => Promise.resolve() };
  const parts = { store, objects, space, maxUploadBytes: 1_000 };
  const uploads = new UploadService(parts);
  const sessions = new UploadSessionService({
    ...parts,
    partStore: new UploadPartStore(metastore),
  });
  const owner = { workspaceId: "work1", databaseId: undefined };
  const opened = await sessions.open(owner, [{}, {}, {}]);
  const ids = opened.map(({ upload }) => upload.id);
  const [stale = "", finished = "", fresh = ""] = ids;
  const proofs = new Map(opened.map(({ upload, finalizeToken }) => [upload.id, finalizeToken]));
  for (const uploadId of [stale, finished]) {
    const body = new Blob(["abc"]).stream();
    const { etag } = await sessions.putPart(
      { uploadId, partNumber: 1 },
      { contentLength: 3, body, signal: NEVER },
    );
    if (uploadId === stale) continue;
    const proof = { owner, uploadId, finalizeToken: proofs.get(uploadId) ?? "" };
    await sessions.finalize(proof, [{ part_number: 1, e_tag: etag }]);
  }
  const expires_at = new Date(Date.now() - 1).toISOString();
  await metastore.updateTable("uploads").set({ expires_at }).where("id", "=", stale).execute();
  assert.equal(await uploads.deleteExpired(NEVER), 1);
  assert.deepEqual((await store.listIds("work1")).toSorted(), [finished, fresh].toSorted());
  assert.deepEqual(await objects.listRoots(), [finished]);
});
