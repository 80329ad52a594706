import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { parseDocument } from "../scripts/generator/document.ts";
import { generateFiles } from "../scripts/generator/generate-files.ts";
import { describeMethods } from "../scripts/generator/method.ts";
import { Hotdata } from "../src/hotdata.ts";

const DOCUMENT = new URL("../../../openapi.json", import.meta.url);

const PAGING = { cursorPages: "cursor", offsetPages: "offset", onePage: "one answer" } as const;

/** Class, short name, long name; for listings also the model of an item and the kind of pages. */
const SHORT_NAMES = `
AuditApi list listAuditEvents -> AuditEvent by cursor
ConnectionTypesApi list listConnectionTypes -> ConnectionTypeSummary by one answer
ConnectionTypesApi get getConnectionType
ConnectionsApi list listConnections -> ConnectionInfo by one answer
ConnectionsApi create createConnection
ConnectionsApi get getConnection
ConnectionsApi update updateConnection
ConnectionsApi delete deleteConnection
ConnectionsApi check checkConnectionHealth
DatabaseContextApi list listDatabaseContexts -> DatabaseContextEntry by one answer
DatabaseContextApi upsert upsertDatabaseContext
DatabaseContextApi get getDatabaseContext
DatabaseContextApi delete deleteDatabaseContext
DatabasesApi list listDatabases -> DatabaseSummary by cursor
DatabasesApi count countDatabases
DatabasesApi get getDatabase
DatabasesApi update updateDatabase
DatabasesApi delete deleteDatabase
DatabasesApi snapshots listDatabaseSnapshots -> DatabaseSnapshot by cursor
DatabasesApi fork forkDatabase
DatabasesApi bulkCreate bulkCreateDatabases
DatasetsApi list listDatasets -> DatasetSummary by offset
DatasetsApi create createDataset
DatasetsApi get getDataset
DatasetsApi update updateDataset
DatasetsApi delete deleteDataset
DatasetsApi versions listDatasetVersions -> DatasetVersionSummary by offset
EmbeddingProvidersApi list listEmbeddingProviders -> EmbeddingProviderResponse by one answer
EmbeddingProvidersApi create createEmbeddingProvider
EmbeddingProvidersApi get getEmbeddingProvider
EmbeddingProvidersApi update updateEmbeddingProvider
EmbeddingProvidersApi delete deleteEmbeddingProvider
IndexesApi list listIndexesCollection -> IndexEntryResponse by cursor
IndexesApi tableIndexes listIndexes -> IndexInfoResponse by one answer
IndexesApi create createIndex
IndexesApi delete deleteIndex
IndexesApi datasetIndexes listDatasetIndexes -> IndexInfoResponse by one answer
InformationSchemaApi list informationSchema -> TableInfo by cursor
JobsApi list listJobs -> JobStatusResponse by offset
JobsApi get getJob
KeysApi list listApiKeys -> ApiKey by one answer
KeysApi create createApiKey
KeysApi get getApiKey
KeysApi update updateApiKey
KeysApi revoke revokeApiKey
QueryRunsApi list listQueryRuns -> QueryRunInfo by cursor
QueryRunsApi get getQueryRun
QueryRunsApi profile getQueryRunProfile
QueryRunsApi cancel cancelQueryRun
ResultsApi list listResults -> ResultInfo by offset
ResultsApi get getResult
SandboxesApi list listSandboxes -> Sandbox by one answer
SandboxesApi create createSandbox
SandboxesApi get getSandbox
SandboxesApi update updateSandbox
SandboxesApi delete deleteSandbox
SavedQueriesApi list listSavedQueries -> SavedQuerySummary by offset
SavedQueriesApi create createSavedQuery
SavedQueriesApi get getSavedQuery
SavedQueriesApi update updateSavedQuery
SavedQueriesApi delete deleteSavedQuery
SavedQueriesApi execute executeSavedQuery
SavedQueriesApi versions listSavedQueryVersions -> SavedQueryVersionInfo by offset
SecretsApi list listSecrets -> SecretMetadataResponse by one answer
SecretsApi create createSecret
SecretsApi get getSecret
SecretsApi update updateSecret
SecretsApi delete deleteSecret
UploadsApi list listUploads -> UploadInfo by one answer
UploadsApi finalize finalizeUpload
UsageApi get getUsage
WorkspaceContextApi list listWorkspaceContexts -> WorkspaceContextEntry by one answer
WorkspaceContextApi upsert upsertWorkspaceContext
WorkspaceContextApi get getWorkspaceContext
WorkspaceContextApi delete deleteWorkspaceContext
WorkspacesApi list listWorkspaces -> WorkspaceListItem by one answer
WorkspacesApi create createWorkspace
WorkspacesApi delete deleteWorkspace
`;

interface ShortName {
  readonly api: string;
  readonly short: string;
  readonly text: string;
}

describe("short names", () => {
  it("are these", async () => {
    const names = await readShortNames();
    assert.equal(names.map(({ text }) => text).join("\n"), SHORT_NAMES.trim());
  });

  it("can be called", async () => {
    await using hotdata = new Hotdata({ apiKey: "key" });
    const objects: readonly object[] = Object.values(hotdata);
    for (const { api, short } of await readShortNames()) {
      const object = objects.find((candidate) => isMadeFrom(candidate, api));
      assert.ok(object !== undefined, api);
      assert.equal(typeof Reflect.get(object, short), "function", `${api}.${short}`);
    }
  });

  it("are not given twice in a class", () => {
    const answer = { responses: { 204: {} } };
    const document = {
      paths: {
        "/a": { get: { operationId: "get_thing", tags: ["ThingsApi"], ...answer } },
        "/b": { get: { operationId: "get_things", tags: ["ThingsApi"], ...answer } },
      },
      components: {},
    };
    assert.throws(() => generateFiles(document), {
      name: "DocumentError",
      message: "get_things: ThingsApi.get stands for get_thing",
    });
  });
});

/** Whether a class of this name is among those that an object is an instance of. */
function isMadeFrom(object: object, name: string): boolean {
  for (
    let prototype: unknown = Object.getPrototypeOf(object);
    typeof prototype === "object" && prototype !== null;
    prototype = Object.getPrototypeOf(prototype)
  ) {
    if (prototype.constructor.name === name) return true;
  }
  return false;
}

async function readShortNames(): Promise<readonly ShortName[]> {
  const { operations, models } = parseDocument(JSON.parse(await readFile(DOCUMENT, "utf8")));
  const byApi = Map.groupBy(operations, ({ api }) => api);
  return [...byApi]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([api, ofApi]) =>
      describeMethods(api, ofApi, models).flatMap(({ shortName, name, listing }) => {
        if (shortName === undefined) return [];
        const items = listing && ` -> ${listing.item} by ${PAGING[listing.paging]}`;
        return [{ api, short: shortName, text: `${api} ${shortName} ${name}${items ?? ""}` }];
      }),
    );
}
