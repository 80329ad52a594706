/**
 * Examples by class and method, which become part of the method's documentation. `hotdata` is a
 * `Hotdata`; ids stand for those of the reader. A test type-checks them.
 */
export const EXAMPLES: Readonly<Record<string, string>> = {
  "AuditApi.list": `
for await (const event of hotdata.audit.list({ operation: "delete_database", limit: 20 })) {
  console.log(event.createdAt, event.actor, event.target);
}`,
  "AuthApi.mintDatabaseToken": `
const { token } = await hotdata.auth.mintDatabaseToken({
  grantType: "existing_database",
  databaseId,
});
const narrow = new Hotdata({ apiKey: token });`,
  "ConnectionsApi.loadManagedTable": `
const { defaultConnectionId } = await hotdata.databases.getDatabase(databaseId);
const upload = await hotdata.uploads.uploadFile(file);
await hotdata.connections.loadManagedTable(defaultConnectionId, "public", "orders", {
  mode: "replace",
  uploadId: upload.id,
});`,
  "DatabaseContextApi.upsert": `
await hotdata.contexts.upsert(databaseId, {
  name: "guide",
  content: "Amounts are in euros, tax included.",
});`,
  "DatabasesApi.attachDatabaseCatalog": `
const { defaultConnectionId } = await hotdata.databases.getDatabase(otherDatabaseId);
await hotdata.databases.attachDatabaseCatalog(databaseId, {
  connectionId: defaultConnectionId,
  alias: "crm",
}); // now: SELECT * FROM crm.main.customers`,
  "DatabasesApi.createDatabase": `
const database = await hotdata.databases.createDatabase({
  name: "sales",
  expiresAt: "24h",
  schemas: [{ name: "public", tables: [{ name: "orders", key: ["id"] }] }],
});
console.log(database.id);`,
  "DatabasesApi.bulkCreate": `
const batch = await hotdata.databases.bulkCreate({ count: 100, expiresAt: "1h" });
if (batch.jobId) await hotdata.jobs.wait(batch.jobId);
const { createdCount } = await hotdata.databases.getDatabaseBatch(batch.batchId);`,
  "DatabasesApi.forkDatabase": `
const fork = await hotdata.databases.forkDatabase(databaseId, { name: "what-if", expiresAt: "1h" });
await hotdata.databases.deleteDatabaseTable(fork.id, "main", "orders"); // the source keeps its own`,
  "DatabasesApi.list": `
for await (const database of hotdata.databases.list({ search: "sales" })) {
  console.log(database.id, database.name);
}`,
  "DatabasesApi.listDatabases": `
const page = await hotdata.databases.listDatabases({ limit: 20 });
for (const { id, name } of page.databases) console.log(id, name);
if (page.nextCursor) await hotdata.databases.listDatabases({ limit: 20, cursor: page.nextCursor });`,
  "DatabasesApi.loadDatabaseTable": `
const upload = await hotdata.uploads.uploadFile(file);
const { rowCount } = await hotdata.databases.loadDatabaseTable(databaseId, "main", "orders", {
  mode: "append",
  uploadId: upload.id,
});`,
  "DatabasesApi.snapshots": `
const [newest] = await hotdata.databases.snapshots(databaseId, { limit: 1 }).toArray();
const then = \`SELECT * FROM orders AT (VERSION => \${newest?.snapshotId})\`;`,
  "DatasetsApi.createDataset": `
const dataset = await hotdata.datasets.createDataset({
  label: "Countries",
  source: { type: "url", url: "https://example.com/countries.csv" },
});
await hotdata.query.query({ sql: \`SELECT * FROM datasets.main.\${dataset.tableName}\` });`,
  "DatasetsApi.versions": `
const versions = await hotdata.datasets.versions(datasetId).toArray();
console.log(versions.map(({ version }) => version));`,
  "EmbeddingProvidersApi.createEmbeddingProvider": `
await hotdata.embeddingProviders.createEmbeddingProvider({
  name: "small",
  providerType: "service",
  config: { model: "text-embedding-3-small" },
  secretName: "openai_key",
});`,
  "IndexesApi.createIndex": `
const { defaultConnectionId } = await hotdata.databases.getDatabase(databaseId);
await hotdata.indexes.createIndex(defaultConnectionId, "main", "articles", {
  indexName: "articles_text",
  columns: ["body"],
  indexType: "bm25",
});`,
  "IndexesApi.list": `
for await (const index of hotdata.indexes.list({ indexType: "vector" })) {
  console.log(index.tableName, index.indexName, index.status);
}`,
  "InformationSchemaApi.list": `
for await (const table of hotdata.informationSchema.list({ table: "orders", includeColumns: true })) {
  console.log(table.schema, table.table, table.columns?.map(({ name }) => name));
}`,
  "JobsApi.list": `
const running = await hotdata.jobs.list({ status: "running" }).toArray();
console.log(running.length);`,
  "KeysApi.createApiKey": `
const key = await hotdata.keys.createApiKey({
  name: "dashboard",
  databaseId,
  readOnly: true,
  expiresAt: "30d",
});
console.log(key.key); // shown this once`,
  "QueryApi.query": `
const { columns, rows } = await hotdata.query.query(
  { sql: "SELECT city, sum(amount) FROM orders WHERE year = $1 GROUP BY city", parameters: [2026] },
  { xDatabaseId: databaseId },
);

// In the background:
const receipt = await hotdata.query.query({ sql: "SELECT 42", async: true });
const run = await hotdata.queryRuns.wait(receipt.queryRunId);`,
  "QueryRunsApi.cancelQueryRun": `
const { queryRunId } = await hotdata.query.query({ sql, async: true });
await hotdata.queryRuns.cancelQueryRun(queryRunId);`,
  "QueryRunsApi.list": `
for await (const run of hotdata.queryRuns.list({ status: "failed", limit: 50 })) {
  console.log(run.id, run.errorMessage);
}`,
  "QueryRunsApi.listQueryRuns": `
const { queryRuns } = await hotdata.queryRuns.listQueryRuns({ limit: 20 });
for (const run of queryRuns) console.log(run.id, run.status, run.executionTimeMs);`,
  "RefreshApi.refresh": `
await hotdata.refresh.refresh({ datasetId }); // reads its source again, as its next version`,
  "ResultsApi.getResult": `
const result = await hotdata.results.getResult(resultId, { offset: 1_000, limit: 500 });
if (result.status === "ready") console.log(result.columns, result.rows?.length);`,
  "SandboxesApi.createSandbox": `
const { sandbox } = await hotdata.sandboxes.createSandbox({ name: "try-out" });
const inside = new Hotdata({ sandboxId: sandbox.publicId });`,
  "SavedQueriesApi.createSavedQuery": `
const saved = await hotdata.savedQueries.createSavedQuery({
  name: "revenue by city",
  sql: "SELECT city, sum(amount) AS total FROM orders GROUP BY city",
});
await hotdata.savedQueries.executeSavedQuery(saved.id, {}, { xDatabaseId: databaseId });`,
  "SecretsApi.createSecret": `
await hotdata.secrets.createSecret({ name: "warehouse_password", value: password });`,
  "UploadsApi.createUploadSession": `
const session = await hotdata.uploads.createUploadSession({ declaredSizeBytes: file.size });
if (session.url) await fetch(session.url, { method: "PUT", body: file, headers: session.headers });
await hotdata.uploads.finalizeUpload(
  session.uploadId,
  {},
  { xUploadFinalizeToken: session.finalizeToken },
);`,
  "UploadsApi.uploadFile": `
const csv = new Blob(["id,city\\n1,Lisbon\\n"], { type: "text/csv" });
const upload = await hotdata.uploads.uploadFile(csv);
await hotdata.databases.loadDatabaseTable(databaseId, "main", "orders", {
  mode: "replace",
  uploadId: upload.id,
});`,
  "UsageApi.getUsage": `
const usage = await hotdata.usage.getUsage({ since: "2026-01-01T00:00:00Z" });
console.log(usage.queryCount, usage.bytesScanned, usage.storageBytes);`,
  "WorkspacesApi.createWorkspace": `
const { workspace } = await hotdata.workspaces.createWorkspace({ name: "research" });
const there = new Hotdata({ workspaceId: workspace.publicId });`,
};
