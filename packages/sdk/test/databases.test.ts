import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Hotdata } from "../src/hotdata.ts";
import { RunningServer } from "./support/running-server.ts";

let server: RunningServer;
let hotdata: Hotdata;

async function rowsOf(databaseId: string, sql: string): Promise<unknown> {
  return (await hotdata.query.query({ sql }, { xDatabaseId: databaseId })).rows;
}

async function replaceNumbers(databaseId: string, data: string): Promise<void> {
  const request = { mode: "replace", data };
  await hotdata.databases.loadDatabaseTable(databaseId, "main", "numbers", request);
}

describe("databases", () => {
  before(async () => {
    server = await RunningServer.start();
    hotdata = new Hotdata(server.options);
  });

  after(async () => {
    hotdata?.close();
    await server?.[Symbol.asyncDispose]();
  });

  it("snapshots are listed, and read by version and by time", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    await replaceNumbers(id, "n\n1\n2\n");
    await replaceNumbers(id, "n\n3\n");
    const { snapshots } = await hotdata.databases.listDatabaseSnapshots(id);
    const [newest, before] = snapshots;
    assert.ok(newest && before);
    assert.deepEqual([newest.tableRowCount, before.tableRowCount], [1, 2]);
    assert.ok(newest.changes.some(({ tableName }) => tableName === "numbers"));
    const byVersion = `SELECT sum(n) FROM numbers AT (VERSION => ${before.snapshotId})`;
    assert.deepEqual(await rowsOf(id, byVersion), [[3]]);
    const byTime = `SELECT sum(n) FROM numbers AT (TIMESTAMP => '${before.createdAt}')`;
    assert.deepEqual(await rowsOf(id, byTime), [[3]]);
    assert.deepEqual(await rowsOf(id, "SELECT sum(n) FROM numbers"), [[3]]);
    await assert.rejects(rowsOf(id, "SELECT * FROM numbers AT (VERSION => 9999)"), { status: 400 });
  });

  it("a fork has the rows, and a life of its own", async () => {
    const source = await hotdata.databases.createDatabase({ name: "source" });
    await replaceNumbers(source.id, "n\n1\n2\n");
    const fork = await hotdata.databases.forkDatabase(source.id, { name: "fork" });
    await replaceNumbers(fork.id, "n\n100\n");
    assert.deepEqual(await rowsOf(source.id, "SELECT sum(n) FROM numbers"), [[3]]);
    const second = await hotdata.databases.forkDatabase(source.id);
    await hotdata.databases.deleteDatabase(source.id);
    assert.deepEqual(await rowsOf(fork.id, "SELECT sum(n) FROM numbers"), [[100]]);
    assert.deepEqual(await rowsOf(second.id, "SELECT sum(n) FROM numbers"), [[3]]);
  });

  it("another database of the workspace can be attached and detached", async () => {
    const orders = await hotdata.databases.createDatabase({});
    const reference = await hotdata.databases.createDatabase({});
    await replaceNumbers(reference.id, "n\n7\n");
    const request = { connectionId: reference.defaultConnectionId, alias: "ref" };
    await hotdata.databases.attachDatabaseCatalog(orders.id, request);
    assert.deepEqual(await rowsOf(orders.id, "SELECT n FROM ref.main.numbers"), [[7]]);
    const { attachments } = await hotdata.databases.getDatabase(orders.id);
    assert.deepEqual(attachments, [{ connectionId: reference.defaultConnectionId, alias: "ref" }]);
    await hotdata.databases.detachDatabaseCatalog(orders.id, reference.defaultConnectionId);
    await assert.rejects(rowsOf(orders.id, "SELECT n FROM ref.main.numbers"), { status: 400 });
  });

  it("schemas, tables and columns are renamed and dropped", async () => {
    const { databases } = hotdata;
    const { id } = await databases.createDatabase({});
    const request = { mode: "replace", data: "n,note\n1,a\n" };
    await databases.loadDatabaseTable(id, "raw", "numbers", request);
    await databases.renameDatabaseColumn(id, "raw", "numbers", "n", { name: "amount" });
    await databases.dropDatabaseColumn(id, "raw", "numbers", "note");
    await databases.renameDatabaseTable(id, "raw", "numbers", { name: "facts" });
    await databases.renameDatabaseSchema(id, "raw", { name: "clean" });
    assert.deepEqual(await rowsOf(id, "SELECT * FROM clean.facts"), [[1]]);
    await assert.rejects(databases.dropDatabaseSchema(id, "clean"), { status: 409 });
    await databases.dropDatabaseSchema(id, "clean", { cascade: true });
    await assert.rejects(rowsOf(id, "SELECT * FROM clean.facts"), { status: 400 });
  });

  it("many databases at once, and their end", async () => {
    const batch = await hotdata.databases.bulkCreateDatabases({
      count: 5,
      nameTemplate: "tenant-{index}",
    });
    const job = await hotdata.jobs.wait(batch.jobId ?? "", { timeoutMs: 30_000 });
    assert.ok(job.result && "created" in job.result);
    assert.equal(job.result.created, 5);
    const { databases } = await hotdata.databases.listDatabases({ batch: batch.batchId });
    assert.equal(databases.length, 5);
    const { deletedCount } = await hotdata.databases.deleteDatabaseBatch(batch.batchId);
    assert.equal(deletedCount, 5);
  });

  it("texts are kept with a database, and follow a fork", async () => {
    const { id } = await hotdata.databases.createDatabase({});
    const text = { name: "GUIDE", content: "amounts are in euros" };
    await hotdata.contexts.upsertDatabaseContext(id, text);
    const fork = await hotdata.databases.forkDatabase(id);
    const { context } = await hotdata.contexts.getDatabaseContext(fork.id, "GUIDE");
    assert.equal(context.content, text.content);
    await hotdata.contexts.deleteDatabaseContext(id, "GUIDE");
    assert.deepEqual((await hotdata.contexts.listDatabaseContexts(id)).contexts, []);
    assert.equal((await hotdata.contexts.listDatabaseContexts(fork.id)).contexts.length, 1);
  });

  it("a workspace has limits, and an upload above them is refused", async () => {
    const { workspaces } = await hotdata.workspaces.listWorkspaces();
    const workspaceId = workspaces[0]?.publicId ?? "";
    const set = await hotdata.workspaces.setWorkspaceLimits(workspaceId, { maxUploadBytes: 10 });
    assert.equal(set.limits.maxUploadBytes, 10);
    assert.equal(set.limits.maxDataBytes, null);
    const upload = () =>
      hotdata.uploads.uploadFile(new Blob(["n\n1234567890\n"]), { contentType: "text/csv" });
    await assert.rejects(upload(), { code: "QUOTA_EXCEEDED" });
    await hotdata.workspaces.setWorkspaceLimits(workspaceId, {});
    await upload();
    const { usage } = await hotdata.workspaces.getWorkspaceLimits(workspaceId);
    assert.equal(usage.uploadBytes, 13);
  });
});
