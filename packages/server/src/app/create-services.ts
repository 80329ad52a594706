import { openAudit } from "../audit/open-audit.ts";
import { SwaggerUiFiles } from "../api-reference/swagger-ui-files.ts";
import type { Config } from "../config/load-config.ts";
import { openCopies } from "../connections/copies/open-copies.ts";
import { openConnectionChanges } from "../connections/open-connection-changes.ts";
import { KnownConnections } from "../connections/known-connections.ts";
import { openConnections } from "../connections/open-connections.ts";
import { ContextStore } from "../contexts/context-store.ts";
import { openDatasetKeeping, openDatasets } from "../datasets/open-datasets.ts";
import { HistoryRetention } from "../history/history-retention.ts";
import { openEmbeddingProviders } from "../embedding-providers/open-embedding-providers.ts";
import { openDatabases } from "../databases/open-databases.ts";
import type { Logger } from "../http/request-context.ts";
import { IndexStore } from "../indexes/index-store.ts";
import { openIndexes } from "../indexes/open-indexes.ts";
import { openLimits } from "../limits/open-limits.ts";
import { openResults } from "../results/open-results.ts";
import { openUploads } from "../uploads/open-uploads.ts";
import { openKeys } from "../keys/open-keys.ts";
import { openJobs } from "../jobs/open-jobs.ts";
import { LoadStore } from "../loads/load-store.ts";
import { openLoads } from "../loads/open-loads.ts";
import { RejectReports } from "../loads/reject-reports.ts";
import { TableLayouts } from "../loads/table-layouts.ts";
import { TableWriter } from "../loads/table-writer.ts";
import { WriteGate } from "../concurrency/write-gate.ts";
import { openWeb } from "../net/open-web.ts";
import { openAdmissions } from "../admission/open-admissions.ts";
import { QueryRunStore } from "../query/query-run-store.ts";
import { openQuerySources } from "../query/sources/open-query-sources.ts";
import { KeptReads } from "../metastore/kept-reads.ts";
import type { AttachedCatalog, QueryDatabases, ScopedDatabase } from "../query/query-scope.ts";
import { RunProfileStore } from "../query/run-profile-store.ts";
import { QueryService } from "../query/query-service.ts";
import { SlowQueryLog } from "../query/slow-query-log.ts";
import { StatementRunner } from "../query/statement-runner.ts";
import { ResultKeeper } from "../results/result-keeper.ts";
import { SandboxService } from "../sandboxes/sandbox-service.ts";
import { SandboxStore } from "../sandboxes/sandbox-store.ts";
import { SavedQueryService } from "../saved-queries/saved-query-service.ts";
import { SavedQueryStore } from "../saved-queries/saved-query-store.ts";
import { QuickStatements } from "../query/quick-statements.ts";
import { QueryUsageStore } from "../usage/query-usage-store.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { openTableProfiles } from "../table-profiles/open-table-profiles.ts";
import { organizationId } from "../workspaces/organization-id.ts";
import { WorkspaceService } from "../workspaces/workspace-service.ts";
import { WorkspaceStore } from "../workspaces/workspace-store.ts";
import type { Stores } from "./open-stores.ts";

const HOUR_MS = 3_600_000;
const UNFINISHED = "the server was stopped while the query ran; send it again";

/** What the services tell about their work by. */
export interface WatchingParts {
  readonly telemetry: Telemetry;
  readonly log: Logger;
}

export type Services = Awaited<ReturnType<typeof createServices>>;

/** Makes the services; each first puts right what a crash left behind. */
export async function createServices(
  config: Config,
  stores: Stores,
  { telemetry, log }: WatchingParts,
) {
  const { dataDir, queryTimeoutMs } = config;
  const { metastore, lake, engine, files } = stores;
  const admissions = openAdmissions(config);
  const stored = openResults({ config, ...stores, admission: admissions.exports });
  const { results, resultContent, resultSources } = stored;
  const runs = new QueryRunStore(metastore);
  const runProfiles = new RunProfileStore(metastore);
  const loadStore = new LoadStore(metastore);
  const { jobs, jobRunner } = openJobs(metastore, {
    total: config.jobConcurrency,
    perWorkspace: config.workspaceJobConcurrency,
  });
  const datasetKeeping = openDatasetKeeping(metastore, dataDir, stores.barrier.removals);
  const indexStore = new IndexStore(metastore, dataDir);
  const auditing = openAudit(config, metastore);
  const known = await KnownConnections.open(metastore);
  const managed = openDatabases({
    knownConnections: known,
    metastore,
    lake,
    jobs,
    contents: [jobs, loadStore, resultContent, indexStore],
    onExpired: auditing.recordExpired,
  });
  const { databases, tables } = managed;
  const connecting = openConnections({ ...stores, known });
  const { spaceFor, ...limiting } = openLimits({
    config,
    metastore,
    sizeOfDatabase: (databaseId) => lake.databaseSize(databaseId),
    listDatabaseIds: async (workspaceId) => [
      ...(await databases.listIds(workspaceId)),
      ...(await connecting.connections.list(workspaceId)).map(({ id }) => id),
    ],
  });
  const { disk, limits, usage, storageLimits } = limiting;
  const uploading = await openUploads({ config, ...stores, space: spaceFor("uploads") });
  const { uploads } = uploading;
  const profiling = openTableProfiles({
    ...stores,
    limits,
    admission: admissions.statements,
    timeoutMs: queryTimeoutMs,
    log,
  });
  const copying = openCopies({
    ...stores,
    ...connecting,
    listener: profiling.syncedProfiles,
    admission: admissions.loads,
    space: { ...spaceFor("data"), forget: (connectionId) => usage.forget(connectionId) },
    dataDir,
    log,
    // One session stays for what is read live meanwhile.
    maxPerConnection: Math.max(1, config.connectionClients - 1),
  });
  const changing = openConnectionChanges({
    ...stores,
    known,
    ...connecting,
    ...copying,
    databases: {
      findDefault: (workspaceId) => databases.findDefault(workspaceId),
      listAttachments: (databaseId) => managed.attachments.list(databaseId),
    },
  });
  const savedQueryStore = new SavedQueryStore(metastore);
  const savedQueries = new SavedQueryService({ store: savedQueryStore, engine });
  const sandboxes = new SandboxService({
    store: new SandboxStore(metastore),
    contents: [datasetKeeping.content],
  });
  const { metastoreChanges } = stores;
  const workspaces = new WorkspaceService({
    metastoreChanges,
    store: new WorkspaceStore(metastore),
    createDefaultDatabase: (workspaceId) => databases.createDefault(workspaceId),
    contents: [
      jobs,
      databases,
      changing.connectionRemoval,
      uploads,
      resultContent,
      runs,
      savedQueryStore,
      sandboxes,
      datasetKeeping.content,
    ],
  });
  const keyParts = await openKeys({
    ...config,
    metastore,
    changes: stores.allMetastoreChanges,
    workspaces,
    databases,
    sandboxes,
  });
  const embeddingProviders = await openEmbeddingProviders(config, metastore, stores.secrets);
  const queryDatabases = queryDatabasesOf({ ...stores, ...managed, ...connecting });
  const runner = new StatementRunner({
    engine,
    lake,
    databases: queryDatabases,
    results: resultSources,
    datasets: datasetKeeping.tables,
    limits,
    searching: { search: stores.search, indexes: indexStore, embeddings: embeddingProviders },
    sources: openQuerySources(config, {
      ...stores,
      ...connecting,
      ...copying,
      admission: admissions.loads,
    }),
  });
  const keeper = new ResultKeeper({ results, files, admission: storageLimits });
  const queries = new QueryService({
    commits: stores.commits,
    runs,
    profiles: runProfiles,
    results: keeper,
    runner,
    quick: new QuickStatements(),
    telemetry,
    slowQueries: new SlowQueryLog({ afterMs: config.slowQueryMs, log }),
    limits,
    timeoutMs: queryTimeoutMs,
    admission: admissions.statements,
  });
  const datasets = openDatasets({
    metastore,
    keeping: datasetKeeping,
    engine,
    uploads,
    queries,
    savedQueries,
    databases: queryDatabases,
    space: spaceFor("data"),
    jobs,
    onNewRows: (datasetId) => indexing.indexRefresher.changed(datasetId),
    web: openWeb(config, (bytes) => disk.require(bytes)),
  });
  const layouts = new TableLayouts({
    declarations: tables,
    targetFileBytes: config.dataFileBytes,
    maxPartitions: config.maxPartitions,
  });
  const loads = openLoads({
    metastore,
    lake,
    writer: new TableWriter({
      engine,
      lake,
      layouts,
      declarations: tables,
      gate: new WriteGate(),
      admission: admissions.loads,
    }),
    admission: admissions.loads,
    databases: tables,
    space: { ...spaceFor("data"), forget: (databaseId) => usage.forget(databaseId) },
    uploads,
    results: resultSources,
    rejects: new RejectReports({ engine, metastore, results, keeper }),
    jobs,
    store: loadStore,
    dataDir,
    removals: stores.barrier.removals,
  });
  const indexing = openIndexes({
    metastore,
    store: indexStore,
    search: stores.search,
    embeddings: embeddingProviders,
    engine,
    lake,
    tables,
    datasets: datasetKeeping,
    layouts,
    admission: admissions.loads,
    hasRoom: (sizeBytes) => disk.has(sizeBytes),
    jobs,
    space: spaceFor("data"),
    log,
  });

  await runs.failUnfinished(UNFINISHED);
  await results.failUnfinished(UNFINISHED);
  await resultContent.deleteExpired();
  await files.sweep((ids) => results.listInFiles(ids));
  await databases.recover();
  await changing.connectionRemoval.recover();
  await managed.structure.recover();
  await loads.recover();
  await copying.copies.recover();
  await indexing.indexes.recover();
  await uploads.recover();
  await datasetKeeping.content.recover();
  await sandboxes.recover();
  await workspaces.recover();
  return {
    lake,
    admissions,
    ...stored,
    ...managed,
    ...connecting,
    ...profiling,
    ...copying,
    ...changing,
    ...limiting,
    ...uploading,
    workspaces,
    ...keyParts,
    organizationId: await organizationId(metastore),
    databaseContexts: new ContextStore(metastore, "database"),
    workspaceContexts: new ContextStore(metastore, "workspace"),
    runtime: engine,
    layouts,
    swaggerUi: config.apiReference === "on" ? await SwaggerUiFiles.find() : undefined,
    history: new HistoryRetention({
      metastore,
      retentionMs:
        config.historyRetentionDays === 0 ? undefined : config.historyRetentionDays * 24 * HOUR_MS,
    }),
    queryUsage: new QueryUsageStore(metastore),
    datasets,
    savedQueries,
    sandboxes,
    secrets: stores.secrets,
    embeddingProviders,
    indexStore,
    ...indexing,
    auditing,
    maxAsyncAfterMs: config.maxAsyncAfterMs,
    jobs,
    jobRunner,
    queries,
    runs,
    runProfiles,
    queryDatabases,
    loads,
  };
}

type QueryDatabaseParts = Pick<
  ReturnType<typeof openDatabases>,
  "databases" | "attachments" | "tables"
> &
  Pick<ReturnType<typeof openConnections>, "connections" | "sourceTables"> &
  Pick<Stores, "metastoreChanges">;

/** What queries may ask of databases and their tables. */
function queryDatabasesOf(parts: QueryDatabaseParts): QueryDatabases {
  const { databases, attachments, tables, connections, sourceTables } = parts;
  const { metastoreChanges: changes } = parts;
  const defaults = new KeptReads<ScopedDatabase>(changes);
  const attached = new KeptReads<readonly AttachedCatalog[]>(changes);
  const listed = new KeptReads<readonly AttachedCatalog[]>(changes);
  return {
    find: (workspaceId, databaseId) => databases.find(workspaceId, databaseId),
    getDefault: (workspaceId) => defaults.get(workspaceId, () => databases.getDefault(workspaceId)),
    listAttachments: (databaseId) => attached.get(databaseId, () => attachments.list(databaseId)),
    listConnections: (workspaceId) =>
      listed.get(workspaceId, () => connections.listCatalogs(workspaceId)),
    listSourceTables: (connectionId) => sourceTables.list(connectionId),
    listHolding: (workspaceId, table) => tables.listHolding(workspaceId, table),
    isDeclared: (databaseId, schema, table) => tables.isDeclared(databaseId, schema, table),
    listDeclared: (databaseId) => tables.listDeclared(databaseId),
    listSchemas: (databaseId) => tables.listSchemas(databaseId),
  };
}
