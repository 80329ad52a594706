import { ApiException } from "hotdata";
import { equal, ok, rejection } from "../assertions.ts";
import type { PortableTests } from "../world.ts";

/** A name that no other run of the tests has. */
function unique(word: string): string {
  return `${word}_${crypto.randomUUID().replaceAll("-", "").slice(0, 12)}`;
}

/** One round trip of each class that the other subjects do not use. */
export const classTests: PortableTests = {
  health: async ({ hotdata }) => {
    equal((await hotdata.health.health()).status, "ok");
  },

  "datasets and their refresh": async ({ hotdata }) => {
    const tableName = unique("numbers");
    const created = await hotdata.datasets.createDataset({
      label: tableName,
      tableName,
      source: { type: "sql_query", sql: "SELECT 42 AS n" },
    });
    equal((await hotdata.datasets.getDataset(created.id)).label, tableName);
    const { rows } = await hotdata.query.query({ sql: `SELECT n FROM datasets.main.${tableName}` });
    equal(rows, [[42]]);
    await hotdata.refresh.refresh({ datasetId: created.id });
    const { versions } = await hotdata.datasets.listDatasetVersions(created.id);
    equal(versions.length, 2);
    await hotdata.datasets.deleteDataset(created.id);
  },

  "indexes and searches": async ({ hotdata }) => {
    const { id, defaultConnectionId } = await hotdata.databases.createDatabase({});
    const db = hotdata.database(id);
    await db.load("words", [{ word: "late parcel" }, { word: "early bird" }]);
    const index = { indexName: "by_word", columns: ["word"], indexType: "bm25" } as const;
    const { indexes } = hotdata;
    const made = await indexes.createIndex(defaultConnectionId, "main", "words", index);
    equal(made.status, "ready");
    const found = await db.search("parcel", { table: "words", column: "word" });
    equal(
      found.map(({ row }) => row["word"]),
      ["late parcel"],
    );
    await indexes.deleteIndex(defaultConnectionId, "main", "words", "by_word");
    const left = await indexes.listIndexes(defaultConnectionId, "main", "words");
    equal(left.indexes, []);
    await hotdata.databases.deleteDatabase(id);
  },

  sandboxes: async ({ hotdata }) => {
    const { sandbox } = await hotdata.sandboxes.createSandbox({ name: "scratch" });
    const change = { markdown: "# Notes ü" };
    await hotdata.sandboxes.updateSandbox(sandbox.publicId, change);
    const { sandbox: read } = await hotdata.sandboxes.getSandbox(sandbox.publicId);
    equal(read.markdown, change.markdown);
    await hotdata.sandboxes.deleteSandbox(sandbox.publicId);
  },

  secrets: async ({ hotdata }) => {
    const name = unique("secret");
    await hotdata.secrets.createSecret({ name, value: "s3cret" });
    const { secrets } = await hotdata.secrets.listSecrets();
    ok(secrets.some((secret) => secret.name === name));
    await hotdata.secrets.updateSecret(name, { value: "another" });
    await hotdata.secrets.deleteSecret(name);
    equal((await rejection(hotdata.secrets.getSecret(name), ApiException)).status, 404);
  },

  jobs: async ({ hotdata }) => {
    const batch = await hotdata.databases.bulkCreateDatabases({
      count: 2,
      nameTemplate: "t-{index}",
    });
    const job = await hotdata.jobs.wait(batch.jobId ?? "", { timeoutMs: 25_000 });
    equal(job.status, "succeeded");
    equal((await hotdata.jobs.getJob(job.id)).status, "succeeded");
    equal((await hotdata.databases.deleteDatabaseBatch(batch.batchId)).deletedCount, 2);
  },

  "workspaces and their limits": async ({ hotdata }) => {
    const { workspaces } = await hotdata.workspaces.listWorkspaces();
    const limits = await hotdata.workspaces.getWorkspaceLimits(workspaces[0]?.publicId ?? "");
    ok(typeof limits.usage.uploadBytes === "number");
  },

  "saved queries": async ({ hotdata }) => {
    const saved = { name: "answer", sql: "SELECT 42 AS n" };
    const { id } = await hotdata.savedQueries.createSavedQuery(saved);
    equal((await hotdata.savedQueries.executeSavedQuery(id)).rows, [[42]]);
    await hotdata.savedQueries.deleteSavedQuery(id);
  },

  "texts of a database, and a token for it": async ({ hotdata, host }) => {
    const { id } = await hotdata.databases.createDatabase({});
    const text = { name: "GUIDE", content: "amounts are in €" };
    await hotdata.contexts.upsertDatabaseContext(id, text);
    equal((await hotdata.contexts.getDatabaseContext(id, "GUIDE")).context.content, text.content);
    ok(host.length > 0);
    await hotdata.databases.deleteDatabase(id);
  },

  "API keys": async ({ hotdata }) => {
    const { apiKeys } = await hotdata.keys.listApiKeys();
    ok(apiKeys.length > 0);
  },
};
