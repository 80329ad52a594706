import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import manifest from "../package.json" with { type: "json" };
import { auditRoutes } from "./audit/audit-routes.ts";
import { openAudit } from "./audit/open-audit.ts";
import { referenceRoutes } from "./api-reference/reference-routes.ts";
import { SwaggerUiFiles } from "./api-reference/swagger-ui-files.ts";
import { authRoutes } from "./keys/auth-routes.ts";
import { PeriodicTask } from "./background/periodic-task.ts";
import { BackupBarrier } from "./backup/backup-barrier.ts";
import { BackupChannel } from "./backup/backup-channel.ts";
import type { Config } from "./config/load-config.ts";
import { checkRestored } from "./data-dir/check-restored.ts";
import { ServerLock } from "./data-dir/server-lock.ts";
import { DiskSpace } from "./limits/disk-space.ts";
import { limitRoutes } from "./limits/limit-routes.ts";
import { StorageLimits } from "./limits/storage-limits.ts";
import { StorageUsage } from "./limits/storage-usage.ts";
import { WorkspaceLimitStore } from "./limits/workspace-limit-store.ts";
import { connectionTypeRoutes } from "./connection-types/connection-type-routes.ts";
import { connectionRoutes } from "./connections/connection-routes.ts";
import { ContextStore } from "./contexts/context-store.ts";
import { databaseContextRoutes } from "./contexts/database-context-routes.ts";
import { workspaceContextRoutes } from "./contexts/workspace-context-routes.ts";
import { attachmentRoutes } from "./databases/attachment-routes.ts";
import { AttachmentService } from "./databases/attachment-service.ts";
import { AttachmentStore } from "./databases/attachment-store.ts";
import { batchJobHandler } from "./databases/batch-job.ts";
import { batchRoutes } from "./databases/batch-routes.ts";
import { BatchService } from "./databases/batch-service.ts";
import { BatchStore } from "./databases/batch-store.ts";
import { databaseRoutes } from "./databases/database-routes.ts";
import { DatabaseService } from "./databases/database-service.ts";
import { DatabaseStore } from "./databases/database-store.ts";
import { DeclarationStore } from "./databases/declaration-store.ts";
import { ChangeStore } from "./databases/structure/change-store.ts";
import { structureRoutes } from "./databases/structure/structure-routes.ts";
import { StructureService } from "./databases/structure/structure-service.ts";
import { tableRoutes } from "./databases/table-routes.ts";
import { TableService } from "./databases/table-service.ts";
import { datasetRoutes } from "./datasets/dataset-routes.ts";
import { openDatasetKeeping, openDatasets } from "./datasets/open-datasets.ts";
import { refreshJobHandler } from "./datasets/refresh-job.ts";
import { shuttingDown } from "./http/api-error.ts";
import { HistoryRetention } from "./history/history-retention.ts";
import { closeHttpServer } from "./http/close-http-server.ts";
import { embeddingProviderRoutes } from "./embedding-providers/embedding-provider-routes.ts";
import { openEmbeddingProviders } from "./embedding-providers/open-embedding-providers.ts";
import { openEngine } from "./engine/open-engine.ts";
import { createHttpServer } from "./http/create-http-server.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { registerRoutes } from "./http/register-routes.ts";
import type { Logger } from "./http/request-context.ts";
import type { Route } from "./http/route.ts";
import { indexRoutes } from "./indexes/index-routes.ts";
import { informationSchemaRoutes } from "./information-schema/information-schema-routes.ts";
import { keyRoutes } from "./keys/key-routes.ts";
import { loginRoutes } from "./keys/login-routes.ts";
import { scopedTokenRoutes } from "./keys/scoped-token-routes.ts";
import type { KeyService } from "./keys/key-service.ts";
import { openKeys } from "./keys/open-keys.ts";
import { signingSecret } from "./keys/signing-secret.ts";
import { type RegisteredJobHandler, registerJobHandler } from "./jobs/job-handler.ts";
import { jobRoutes } from "./jobs/job-routes.ts";
import { openJobs } from "./jobs/open-jobs.ts";
import { openLake } from "./lake/open-lake.ts";
import { loadJobHandler } from "./loads/load-job.ts";
import { loadRoutes } from "./loads/load-routes.ts";
import { LoadStore } from "./loads/load-store.ts";
import { openLoads } from "./loads/open-loads.ts";
import { RejectReports } from "./loads/reject-reports.ts";
import { TableLayouts } from "./loads/table-layouts.ts";
import { TableWriter } from "./loads/table-writer.ts";
import { WriteGate } from "./concurrency/write-gate.ts";
import { openWeb } from "./net/open-web.ts";
import { openMetastore } from "./metastore/open-metastore.ts";
import { queryRoutes } from "./query/query-routes.ts";
import { queryRunRoutes } from "./query/query-run-routes.ts";
import { QueryRunStore } from "./query/query-run-store.ts";
import type { QueryDatabases } from "./query/query-scope.ts";
import { QueryService } from "./query/query-service.ts";
import { StatementRunner } from "./query/statement-runner.ts";
import { refreshRoutes } from "./refresh/refresh-routes.ts";
import { ArrowReader } from "./results/arrow/arrow-reader.ts";
import { ResultContent } from "./results/result-content.ts";
import { ResultKeeper } from "./results/result-keeper.ts";
import { ResultFiles } from "./results/result-files.ts";
import { ResultReader } from "./results/result-reader.ts";
import { resultRoutes } from "./results/result-routes.ts";
import { ResultSources } from "./results/result-sources.ts";
import { ResultStore } from "./results/result-store.ts";
import { sandboxRoutes } from "./sandboxes/sandbox-routes.ts";
import { SandboxService } from "./sandboxes/sandbox-service.ts";
import { SandboxStore } from "./sandboxes/sandbox-store.ts";
import { savedQueryRoutes } from "./saved-queries/saved-query-routes.ts";
import { SavedQueryService } from "./saved-queries/saved-query-service.ts";
import { SavedQueryStore } from "./saved-queries/saved-query-store.ts";
import { openSecrets } from "./secrets/open-secrets.ts";
import { secretRoutes } from "./secrets/secret-routes.ts";
import { LocalObjectStore } from "./storage/local-object-store.ts";
import { storageRoutes } from "./uploads/storage-routes.ts";
import { UploadAddresses } from "./uploads/upload-address.ts";
import { UploadPartStore } from "./uploads/upload-part-store.ts";
import { uploadRoutes } from "./uploads/upload-routes.ts";
import { type UploadSpace, UploadService } from "./uploads/upload-service.ts";
import { uploadSessionRoutes } from "./uploads/upload-session-routes.ts";
import { UploadSessionService } from "./uploads/upload-session-service.ts";
import { UploadStore } from "./uploads/upload-store.ts";
import { QueryUsageStore } from "./usage/query-usage-store.ts";
import { profileRoutes } from "./table-profiles/profile-routes.ts";
import { ProfileService } from "./table-profiles/profile-service.ts";
import { ProfileStore } from "./table-profiles/profile-store.ts";
import { usageRoutes } from "./usage/usage-routes.ts";
import { givenKeyText } from "./start-text.ts";
import { snapshotRoutes } from "./upkeep/snapshot-routes.ts";
import { startUpkeep } from "./upkeep/start-upkeep.ts";
import { organizationId } from "./workspaces/organization-id.ts";
import { runtimeRoutes } from "./workspaces/runtime-routes.ts";
import { workspaceRoutes } from "./workspaces/workspace-routes.ts";
import { WorkspaceService } from "./workspaces/workspace-service.ts";
import { WorkspaceStore } from "./workspaces/workspace-store.ts";

export interface App {
  /** Where it listens: `http://127.0.0.1:3000`. */
  readonly address: string;
  /** The workspace that the operator's keys begin in. */
  readonly workspaceId: string;
  /** Present when this start made the default workspace. */
  readonly isFirstStart: boolean;
  /** The key that this start made; it cannot be read again. */
  readonly createdKey: string | undefined;
  readonly keys: KeyService;
  /** Stops accepting, lets running requests finish within the limit, closes everything. */
  close(): Promise<void>;
}

/** Longest time that a JSON body may take to arrive. */
const JSON_BODY_TIMEOUT_MS = 60_000;
/** Longest silence of a client that should be sending or reading. */
const STALL_TIMEOUT_MS = 60_000;
const SWEEP_INTERVAL_MS = 60_000;
const HOUR_MS = 3_600_000;
const UNFINISHED = "the server was stopped while the query ran; send it again";

/**
 * Makes every part of the server, hands each what it needs, and listens.
 * @throws {DataDirInUseError} {@link MigrationError}, or the system's error about folder or port.
 */
export async function createApp(config: Config): Promise<App> {
  // Closed in the reverse order of opening, also when a later part cannot be opened.
  await using opened = new AsyncDisposableStack();
  const stores = await openStores(config, opened);
  const services = await createServices(config, stores);
  opened.defer(() => services.queries.close());
  opened.defer(() => services.jobRunner.close());
  const http = await createHttpServer({
    logger: { level: config.logLevel, stream: process.stderr },
    stallTimeoutMs: STALL_TIMEOUT_MS,
  });
  if (stores.keyProblem !== undefined) http.log.error(stores.keyProblem);
  await services.jobRunner.start(jobHandlersOf(services), http.log);
  const upkeep = await startUpkeep(config, { ...stores, ...services }, http.log);
  opened.defer(() => upkeep.close());
  const sweep = startSweep(services, http.log);
  opened.defer(() => sweep.close());
  const backups = await BackupChannel.open({ dataDir: config.dataDir, ...stores, log: http.log });
  opened.defer(() => backups.close());
  const shutdown = new AbortController();
  opened.defer(() =>
    closeHttpServer(http, {
      timeoutMs: config.shutdownTimeoutMs,
      abortRunning: () => shutdown.abort(shuttingDown()),
    }),
  );

  registerRoutes(http, routesOf(services), {
    authenticator: services.authenticator,
    bodyLimits: { maxBytes: config.maxJsonBytes, timeoutMs: JSON_BODY_TIMEOUT_MS },
    publicUrl: config.publicUrl,
    shutdownSignal: shutdown.signal,
    auditLog: services.auditing.audit,
  });
  const address = await http.listen({ host: config.host, port: config.port });
  // Only now: a key that is made is shown by this start or never.
  const { workspaces, keys } = services;
  const { workspace, isNew: isFirstStart } = await workspaces.ensureDefault();
  const { createdKey, givenKeyIs } = await keys.ensureKey(config.apiKey);
  if (givenKeyIs !== undefined) http.log.warn(givenKeyText(givenKeyIs));
  const parts = opened.move();
  const close = () => parts.disposeAsync();
  return { address, workspaceId: workspace.id, isFirstStart, createdKey, keys, close };
}

type Stores = Awaited<ReturnType<typeof openStores>>;
type Services = Awaited<ReturnType<typeof createServices>>;

/** Takes the data folder and opens what is kept in it. */
async function openStores(config: Config, opened: AsyncDisposableStack) {
  const { dataDir } = config;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  checkRestored(dataDir);
  const lock = ServerLock.take(dataDir);
  opened.defer(() => lock.release());
  const metastore = openMetastore(dataDir);
  opened.defer(() => metastore.destroy());
  const { secrets, keyProblem } = await openSecrets(config, metastore);
  const barrier = new BackupBarrier();
  const lake = await openLake({
    dataDir,
    changes: barrier.changes,
    removals: barrier.removals,
  });
  opened.defer(() => lake.close());
  const objects = await LocalObjectStore.open(join(dataDir, "uploads"), barrier.removals);
  const engine = await openEngine(config);
  opened.defer(() => engine.close());
  const arrow = new ArrowReader();
  opened.defer(() => arrow.close());
  const files = new ResultFiles(join(dataDir, "results"), barrier.removals);
  return { metastore, secrets, keyProblem, lake, objects, engine, arrow, files, barrier };
}

/** Makes the services; each first puts right what a crash left behind. */
async function createServices(config: Config, stores: Stores) {
  const { dataDir, maxUploadBytes, queryTimeoutMs } = config;
  const { metastore, lake, objects, engine, files } = stores;
  const { resultRetentionHours } = config;
  const results = new ResultStore(
    metastore,
    resultRetentionHours === 0 ? undefined : resultRetentionHours * HOUR_MS,
  );
  const resultContent = new ResultContent(engine, results, files);
  const resultSources = new ResultSources(results, files);
  const runs = new QueryRunStore(metastore);
  const loadStore = new LoadStore(metastore);
  const { jobs, jobRunner } = openJobs(metastore, {
    total: config.jobConcurrency,
    perWorkspace: config.workspaceJobConcurrency,
  });
  const datasetKeeping = openDatasetKeeping(metastore, dataDir, stores.barrier.removals);
  const auditing = openAudit(config, metastore);
  const structureGate = new WriteGate();
  const databases = new DatabaseService({
    store: new DatabaseStore(metastore),
    lake,
    structureGate,
    contents: [jobs, loadStore, resultContent],
    onExpired: auditing.recordExpired,
  });
  const attachments = new AttachmentService({ store: new AttachmentStore(metastore), databases });
  const batches = new BatchService({
    store: new BatchStore(metastore),
    databases,
    lake,
    jobs,
    gate: new WriteGate(),
  });
  const declarations = new DeclarationStore(metastore);
  const tables = new TableService({ declarations, lake });
  const structure = new StructureService({
    changes: new ChangeStore(metastore),
    declarations,
    lake,
    gate: structureGate,
  });
  const uploadStore = new UploadStore(metastore);
  const disk = new DiskSpace({ dataDir, reserveBytes: config.minFreeDiskMb * 1_024 ** 2 });
  const limits = new WorkspaceLimitStore(metastore);
  const usage = new StorageUsage({
    metastore,
    sizeOfDatabase: (databaseId) => lake.databaseSize(databaseId),
    listDatabaseIds: (workspaceId) => databases.listIds(workspaceId),
  });
  const storageLimits = new StorageLimits({ disk, limits, usage });
  const space: UploadSpace = {
    admit: (workspaceId, bytes) => storageLimits.admit(workspaceId, "uploads", bytes),
  };
  const uploads = new UploadService({ store: uploadStore, objects, space, maxUploadBytes });
  const sessions = new UploadSessionService({
    store: uploadStore,
    partStore: new UploadPartStore(metastore),
    objects,
    space,
    maxUploadBytes,
  });
  const savedQueryStore = new SavedQueryStore(metastore);
  const savedQueries = new SavedQueryService({ store: savedQueryStore, engine });
  const sandboxes = new SandboxService({
    store: new SandboxStore(metastore),
    contents: [datasetKeeping.content],
  });
  const workspaces = new WorkspaceService({
    store: new WorkspaceStore(metastore),
    createDefaultDatabase: (workspaceId) => databases.createDefault(workspaceId),
    contents: [
      jobs,
      databases,
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
    workspaces,
    databases,
    sandboxes,
  });
  const addresses = new UploadAddresses(await signingSecret(metastore, "upload_address"));

  const queryDatabases = queryDatabasesOf({ databases, attachments, tables });
  const runner = new StatementRunner({
    engine,
    lake,
    databases: queryDatabases,
    results: resultSources,
    datasets: datasetKeeping.tables,
    limits,
  });
  const keeper = new ResultKeeper({ results, files, admission: storageLimits });
  const queries = new QueryService({
    metastore,
    runs,
    results: keeper,
    runner,
    limits,
    timeoutMs: queryTimeoutMs,
    maxRunning: config.maxRunningQueries,
  });
  const datasets = openDatasets({
    metastore,
    keeping: datasetKeeping,
    engine,
    uploads,
    queries,
    savedQueries,
    databases: queryDatabases,
    space: { admit: (workspaceId, bytes) => storageLimits.admit(workspaceId, "data", bytes) },
    jobs,
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
    }),
    databases: tables,
    space: {
      admit: (workspaceId, bytes) => storageLimits.admit(workspaceId, "data", bytes),
      forget: (databaseId) => usage.forget(databaseId),
    },
    uploads,
    results: resultSources,
    rejects: new RejectReports({ engine, metastore, results, keeper }),
    jobs,
    store: loadStore,
    dataDir,
    removals: stores.barrier.removals,
  });

  await runs.failUnfinished(UNFINISHED);
  await results.failUnfinished(UNFINISHED);
  await resultContent.deleteExpired();
  await files.sweep((ids) => results.listInFiles(ids));
  await databases.recover();
  await structure.recover();
  await loads.recover();
  await uploads.recover();
  await datasetKeeping.content.recover();
  await sandboxes.recover();
  await workspaces.recover();
  const reader = new ResultReader({ ...stores, results });
  const query = { queries, runs, results, resultSources, reader, queryDatabases, loads };
  return {
    lake,
    databases,
    attachments,
    batches,
    structure,
    tables,
    uploads,
    sessions,
    workspaces,
    ...keyParts,
    addresses,
    offeredAddresses: config.uploadSessions === "on" ? addresses : undefined,
    organizationId: await organizationId(metastore),
    databaseContexts: new ContextStore(metastore, "database"),
    workspaceContexts: new ContextStore(metastore, "workspace"),
    runtime: engine,
    disk,
    layouts,
    limits,
    usage,
    profiles: new ProfileService({
      engine,
      lake,
      store: new ProfileStore(metastore),
      limits,
      gate: new WriteGate(),
      timeoutMs: queryTimeoutMs,
    }),
    swaggerUi: config.apiReference === "on" ? await SwaggerUiFiles.find() : undefined,
    history: new HistoryRetention({
      metastore,
      retentionMs:
        config.historyRetentionDays === 0 ? undefined : config.historyRetentionDays * 24 * HOUR_MS,
    }),
    queryUsage: new QueryUsageStore(metastore),
    storageLimits,
    datasets,
    savedQueries,
    sandboxes,
    resultContent,
    secrets: stores.secrets,
    embeddingProviders: await openEmbeddingProviders(config, metastore, stores.secrets),
    auditing,
    maxAsyncAfterMs: config.maxAsyncAfterMs,
    jobs,
    jobRunner,
    ...query,
  };
}

interface QueryDatabaseParts {
  readonly databases: DatabaseService;
  readonly attachments: AttachmentService;
  readonly tables: TableService;
}

/** What queries may ask of databases and their tables. */
function queryDatabasesOf({ databases, attachments, tables }: QueryDatabaseParts): QueryDatabases {
  return {
    find: (workspaceId, databaseId) => databases.find(workspaceId, databaseId),
    getDefault: (workspaceId) => databases.getDefault(workspaceId),
    listAttachments: (databaseId) => attachments.list(databaseId),
    listHolding: (workspaceId, table) => tables.listHolding(workspaceId, table),
    isDeclared: (databaseId, schema, table) => tables.isDeclared(databaseId, schema, table),
    listDeclared: (databaseId) => tables.listDeclared(databaseId),
    listSchemas: (databaseId) => tables.listSchemas(databaseId),
  };
}

function routesOf(services: Services): Route[] {
  const { queries, runs, results, reader, queryDatabases, sessions } = services;
  const databases = queryDatabases;
  return [
    ...healthRoutes(manifest.version),
    ...(services.swaggerUi === undefined ? [] : referenceRoutes(services.swaggerUi)),
    ...usageRoutes(services),
    ...authRoutes(services),
    ...loginRoutes(),
    ...scopedTokenRoutes(services),
    ...keyRoutes(services),
    ...workspaceRoutes(services),
    ...limitRoutes(services),
    ...connectionTypeRoutes(),
    ...connectionRoutes(services),
    ...indexRoutes(services),
    ...profileRoutes(services),
    ...runtimeRoutes(services),
    ...workspaceContextRoutes(services.workspaceContexts),
    ...databaseContextRoutes(services),
    ...databaseRoutes(services),
    ...attachmentRoutes(services),
    ...structureRoutes(services),
    ...batchRoutes(services),
    ...snapshotRoutes(services),
    ...tableRoutes(services),
    ...uploadRoutes(services.uploads),
    ...uploadSessionRoutes({ sessions, addresses: services.offeredAddresses }),
    ...storageRoutes(services),
    ...informationSchemaRoutes(services),
    ...loadRoutes(services),
    ...datasetRoutes(services),
    ...refreshRoutes(services),
    ...jobRoutes(services),
    ...queryRoutes({ ...services, databases }),
    ...queryRunRoutes({ queries, runs, databases }),
    ...sandboxRoutes(services.sandboxes),
    ...savedQueryRoutes({ ...services, databases }),
    ...resultRoutes({ results, reader, databases }),
    ...secretRoutes(services.secrets),
    ...embeddingProviderRoutes(services.embeddingProviders),
    ...auditRoutes(services.auditing.audit),
  ];
}

/** What does each type of job. */
function jobHandlersOf({ loads, batches, datasets }: Services): RegisteredJobHandler[] {
  return [
    loadJobHandler(loads),
    refreshJobHandler(datasets),
    registerJobHandler(batchJobHandler(batches)),
  ];
}

function startSweep(
  { databases, uploads, resultContent, auditing, history }: Services,
  log: Logger,
): PeriodicTask {
  return new PeriodicTask({
    name: "delete expired databases, upload sessions, results, audit events and history",
    intervalMs: SWEEP_INTERVAL_MS,
    log,
    run: async (signal) => {
      await databases.deleteExpired(signal);
      await uploads.deleteExpired(signal);
      await resultContent.deleteExpired(signal);
      await auditing.deleteOld(signal);
      await history.trimHourly(signal);
    },
  });
}
