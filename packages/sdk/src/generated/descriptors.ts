// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import {
  any,
  arrayOf,
  boolean,
  integer,
  mapOf,
  model,
  nullable,
  number,
  optional,
  string,
  unionOf,
} from "../core/model.ts";
import type { Model } from "../core/model.ts";
import type {
  AddManagedSchemaRequest,
  AddManagedTableDecl,
  AddManagedTableRequest,
  ApiKey,
  AsyncQueryResponse,
  AttachDatabaseCatalogRequest,
  AuditEvent,
  BatchCreateUploadRequest,
  BatchCreateUploadResponse,
  BooleanProfileDetail,
  BulkCreateDatabasesRequest,
  BulkCreateDatabasesResult,
  CategoricalProfileDetail,
  CategoryValueInfo,
  ColumnInfo,
  ColumnProfileInfo,
  ColumnTypeSpec,
  ConnectionHealthResponse,
  ConnectionInfo,
  ConnectionRefreshResult,
  ConnectionSchemaError,
  ConnectionTypeDetail,
  ConnectionTypeSummary,
  CreateApiKeyRequest,
  CreateApiKeyResponse,
  CreateConnectionRequest,
  CreateConnectionResponse,
  CreateDatabaseRequest,
  CreateDatabaseResponse,
  CreateDatasetRequest,
  CreateDatasetResponse,
  CreateEmbeddingProviderRequest,
  CreateEmbeddingProviderResponse,
  CreateIndexRequest,
  CreateSandboxRequest,
  CreateSavedQueryRequest,
  CreateSecretRequest,
  CreateSecretResponse,
  CreateUploadRequest,
  CreateWorkspaceRequest,
  CreateWorkspaceResponse,
  CsvOptions,
  DatabaseAttachmentInfo,
  DatabaseBatchResponse,
  DatabaseContextEntry,
  DatabaseCountResponse,
  DatabaseDefaultSchemaDecl,
  DatabaseDefaultTableDecl,
  DatabaseDetailResponse,
  DatabaseSnapshot,
  DatabaseSnapshotChange,
  DatabaseSummary,
  DatabaseTokenResponse,
  DatasetSummary,
  DatasetVersionSummary,
  DeleteDatabaseBatchResponse,
  DeleteSandboxResponse,
  EmbeddingProviderResponse,
  ExecuteSavedQueryRequest,
  FinalizeUploadPart,
  FinalizeUploadRequest,
  FinalizeUploadResponse,
  ForkDatabaseRequest,
  GetConnectionResponse,
  GetDatabaseContextResponse,
  GetDatasetResponse,
  GetResultResponse,
  GetSecretResponse,
  GetWorkspaceContextResponse,
  HealthResponse,
  IndexEntryResponse,
  IndexInfoResponse,
  InformationSchemaResponse,
  InlineData,
  InlineDatasetSource,
  JobProgress,
  JobStatusResponse,
  ListApiKeysResponse,
  ListAuditEventsResponse,
  ListConnectionTypesResponse,
  ListConnectionsResponse,
  ListDatabaseContextsResponse,
  ListDatabaseSnapshotsResponse,
  ListDatabasesResponse,
  ListDatasetVersionsResponse,
  ListDatasetsResponse,
  ListEmbeddingProvidersResponse,
  ListIndexesPageResponse,
  ListIndexesResponse,
  ListJobsResponse,
  ListQueryRunsResponse,
  ListResultsResponse,
  ListSandboxesResponse,
  ListSavedQueriesResponse,
  ListSavedQueryVersionsResponse,
  ListSecretsResponse,
  ListUploadsResponse,
  ListWorkspaceContextsResponse,
  ListWorkspacesResponse,
  LoadManagedTableRequest,
  LoadManagedTableResponse,
  ManagedColumnResponse,
  ManagedSchemaResponse,
  ManagedTableResponse,
  MintDatabaseTokenRequest,
  MintSandboxTokenRequest,
  MintUploadPartsRequest,
  MintUploadPartsResponse,
  MintedUploadPartResponse,
  NumericProfileDetail,
  OperatorProfile,
  QueryRequest,
  QueryResponse,
  QueryRunInfo,
  QueryRunProfile,
  QueryRunSource,
  RefreshDatasetResponse,
  RefreshRequest,
  RefreshWarning,
  RenameColumnRequest,
  RenameSchemaRequest,
  RenameTableRequest,
  ResultInfo,
  RuntimeStatusResponse,
  Sandbox,
  SandboxResponse,
  SandboxTokenResponse,
  SavedQueryDatasetSource,
  SavedQueryDetail,
  SavedQuerySummary,
  SavedQueryVersionInfo,
  SchemaRefreshResult,
  SecretMetadataResponse,
  SetTableSyncRequest,
  SetWorkspaceLimitsRequest,
  SqlQueryDatasetSource,
  SubmitJobResponse,
  TableInfo,
  TablePartitionKey,
  TableProfileResponse,
  TableRefreshError,
  TableRefreshResult,
  TableSortKey,
  TableSyncResponse,
  TemporalProfileDetail,
  TextProfileDetail,
  UpdateApiKeyRequest,
  UpdateConnectionRequest,
  UpdateDatabaseRequest,
  UpdateDatasetRequest,
  UpdateDatasetResponse,
  UpdateEmbeddingProviderRequest,
  UpdateEmbeddingProviderResponse,
  UpdateSandboxRequest,
  UpdateSavedQueryRequest,
  UpdateSecretRequest,
  UpdateSecretResponse,
  UploadDatasetSource,
  UploadInfo,
  UploadResponse,
  UploadSessionResponse,
  UpsertDatabaseContextRequest,
  UpsertDatabaseContextResponse,
  UpsertWorkspaceContextRequest,
  UpsertWorkspaceContextResponse,
  UrlDatasetSource,
  WorkspaceContextEntry,
  WorkspaceDetail,
  WorkspaceLimits,
  WorkspaceLimitsResponse,
  WorkspaceListItem,
  WorkspaceStorageUsage,
  WorkspaceUsageResponse,
} from "./models.ts";

export const addManagedSchemaRequest: Model<AddManagedSchemaRequest> =
  /* @__PURE__ */ model("AddManagedSchemaRequest", () => ({
    name: string,
    tables: optional(nullable(arrayOf(addManagedTableDecl))),
  }));

export const addManagedTableDecl: Model<AddManagedTableDecl> =
  /* @__PURE__ */ model("AddManagedTableDecl", () => ({
    name: string,
    key: optional(nullable(arrayOf(string))),
    partitionBy: optional(nullable(arrayOf(tablePartitionKey))),
    sortedBy: optional(nullable(arrayOf(tableSortKey))),
  }));

export const addManagedTableRequest: Model<AddManagedTableRequest> =
  /* @__PURE__ */ model("AddManagedTableRequest", () => ({
    name: string,
    key: optional(nullable(arrayOf(string))),
    partitionBy: optional(nullable(arrayOf(tablePartitionKey))),
    sortedBy: optional(nullable(arrayOf(tableSortKey))),
  }));

export const apiKey: Model<ApiKey> =
  /* @__PURE__ */ model("ApiKey", () => ({
    id: string,
    name: string,
    lastFour: nullable(string),
    scope: string,
    workspaceId: nullable(string),
    databaseId: nullable(string),
    readOnly: boolean,
    expiresAt: nullable(string),
    rateLimitPerMinute: nullable(integer),
    createdAt: string,
    lastUsedAt: nullable(string),
    revoked: boolean,
  }));

export const asyncQueryResponse: Model<AsyncQueryResponse> =
  /* @__PURE__ */ model("AsyncQueryResponse", () => ({
    queryRunId: string,
    status: string,
    statusUrl: string,
    reason: optional(nullable(string)),
  }));

export const attachDatabaseCatalogRequest: Model<AttachDatabaseCatalogRequest> =
  /* @__PURE__ */ model("AttachDatabaseCatalogRequest", () => ({
    connectionId: string,
    alias: optional(nullable(string)),
  }));

export const auditEvent: Model<AuditEvent> =
  /* @__PURE__ */ model("AuditEvent", () => ({
    id: integer,
    createdAt: string,
    actor: string,
    keyId: nullable(string),
    workspaceId: nullable(string),
    operation: string,
    target: mapOf(string),
    outcome: string,
    requestId: nullable(string),
  }));

export const batchCreateUploadRequest: Model<BatchCreateUploadRequest> =
  /* @__PURE__ */ model("BatchCreateUploadRequest", () => ({
    uploads: arrayOf(createUploadRequest),
  }));

export const batchCreateUploadResponse: Model<BatchCreateUploadResponse> =
  /* @__PURE__ */ model("BatchCreateUploadResponse", () => ({
    uploads: arrayOf(uploadSessionResponse),
  }));

export const booleanProfileDetail: Model<BooleanProfileDetail> =
  /* @__PURE__ */ model("BooleanProfileDetail", () => ({
    type: string,
    trueCount: integer,
    falseCount: integer,
  }));

export const bulkCreateDatabasesRequest: Model<BulkCreateDatabasesRequest> =
  /* @__PURE__ */ model("BulkCreateDatabasesRequest", () => ({
    count: integer,
    nameTemplate: optional(nullable(string)),
    defaultCatalog: optional(nullable(string)),
    defaultSchema: optional(nullable(string)),
    schemas: optional(nullable(arrayOf(databaseDefaultSchemaDecl))),
    expiresAt: optional(nullable(string)),
    idempotencyKey: optional(nullable(string)),
  }));

export const bulkCreateDatabasesResult: Model<BulkCreateDatabasesResult> =
  /* @__PURE__ */ model("BulkCreateDatabasesResult", () => ({
    batchId: string,
    requested: integer,
    created: integer,
    cancelled: boolean,
  }));

export const categoricalProfileDetail: Model<CategoricalProfileDetail> =
  /* @__PURE__ */ model("CategoricalProfileDetail", () => ({
    type: string,
    values: arrayOf(categoryValueInfo),
  }));

export const categoryValueInfo: Model<CategoryValueInfo> =
  /* @__PURE__ */ model("CategoryValueInfo", () => ({
    value: optional(nullable(string)),
    count: integer,
  }));

export const columnInfo: Model<ColumnInfo> =
  /* @__PURE__ */ model("ColumnInfo", () => ({
    name: string,
    dataType: string,
    nullable: boolean,
  }));

export const columnProfileInfo: Model<ColumnProfileInfo> =
  /* @__PURE__ */ model("ColumnProfileInfo", () => ({
    name: string,
    dataType: string,
    nullCount: integer,
    nullPercentage: number,
    cardinality: integer,
    profile: optional(nullable(unionOf(categoricalProfileDetail, textProfileDetail, numericProfileDetail, temporalProfileDetail, booleanProfileDetail))),
  }));

export const columnTypeSpec: Model<ColumnTypeSpec> =
  /* @__PURE__ */ model("ColumnTypeSpec", () => ({
    type: string,
    precision: optional(nullable(integer)),
    scale: optional(nullable(integer)),
  }));

export const connectionHealthResponse: Model<ConnectionHealthResponse> =
  /* @__PURE__ */ model("ConnectionHealthResponse", () => ({
    connectionId: string,
    healthy: boolean,
    latencyMs: integer,
    error: optional(nullable(string)),
  }));

export const connectionInfo: Model<ConnectionInfo> =
  /* @__PURE__ */ model("ConnectionInfo", () => ({
    id: string,
    name: string,
    sourceType: string,
  }));

export const connectionRefreshResult: Model<ConnectionRefreshResult> =
  /* @__PURE__ */ model("ConnectionRefreshResult", () => ({
    connectionId: string,
    tablesRefreshed: integer,
    tablesFailed: integer,
    totalRows: integer,
    durationMs: integer,
    errors: optional(arrayOf(tableRefreshError)),
    warnings: optional(arrayOf(refreshWarning)),
  }));

export const connectionSchemaError: Model<ConnectionSchemaError> =
  /* @__PURE__ */ model("ConnectionSchemaError", () => ({
    connectionId: string,
    error: string,
  }));

export const connectionTypeDetail: Model<ConnectionTypeDetail> =
  /* @__PURE__ */ model("ConnectionTypeDetail", () => ({
    name: string,
    label: string,
    configSchema: nullable(mapOf(any)),
    auth: nullable(mapOf(any)),
    available: boolean,
    note: string,
  }));

export const connectionTypeSummary: Model<ConnectionTypeSummary> =
  /* @__PURE__ */ model("ConnectionTypeSummary", () => ({
    name: string,
    label: string,
    available: boolean,
    note: string,
  }));

export const createApiKeyRequest: Model<CreateApiKeyRequest> =
  /* @__PURE__ */ model("CreateApiKeyRequest", () => ({
    name: optional(nullable(string)),
    scope: optional(nullable(string)),
    workspaceId: optional(nullable(string)),
    databaseId: optional(nullable(string)),
    readOnly: optional(nullable(boolean)),
    expiresAt: optional(nullable(string)),
    rateLimitPerMinute: optional(nullable(integer)),
  }));

export const createApiKeyResponse: Model<CreateApiKeyResponse> =
  /* @__PURE__ */ model("CreateApiKeyResponse", () => ({
    id: string,
    name: string,
    lastFour: nullable(string),
    scope: string,
    workspaceId: nullable(string),
    databaseId: nullable(string),
    readOnly: boolean,
    expiresAt: nullable(string),
    rateLimitPerMinute: nullable(integer),
    createdAt: string,
    lastUsedAt: nullable(string),
    revoked: boolean,
    key: string,
  }));

export const createConnectionRequest: Model<CreateConnectionRequest> =
  /* @__PURE__ */ model("CreateConnectionRequest", () => ({
    name: string,
    sourceType: string,
    config: mapOf(any),
    secretId: optional(nullable(string)),
    secretName: optional(nullable(string)),
    skipDiscovery: optional(nullable(boolean)),
    readMode: optional(nullable(string)),
    refreshSeconds: optional(nullable(integer)),
  }));

export const createConnectionResponse: Model<CreateConnectionResponse> =
  /* @__PURE__ */ model("CreateConnectionResponse", () => ({
    id: string,
    name: string,
    sourceType: string,
    tablesDiscovered: integer,
    discoveryStatus: string,
    discoveryError: optional(nullable(string)),
  }));

export const createDatabaseRequest: Model<CreateDatabaseRequest> =
  /* @__PURE__ */ model("CreateDatabaseRequest", () => ({
    name: optional(nullable(string)),
    description: optional(nullable(string)),
    defaultCatalog: optional(nullable(string)),
    defaultSchema: optional(nullable(string)),
    schemas: optional(nullable(arrayOf(databaseDefaultSchemaDecl))),
    expiresAt: optional(nullable(string)),
  }));

export const createDatabaseResponse: Model<CreateDatabaseResponse> =
  /* @__PURE__ */ model("CreateDatabaseResponse", () => ({
    id: string,
    name: optional(nullable(string)),
    description: optional(nullable(string)),
    defaultCatalog: string,
    defaultSchema: string,
    expiresAt: optional(nullable(string)),
    defaultConnectionId: string,
  }));

export const createDatasetRequest: Model<CreateDatasetRequest> =
  /* @__PURE__ */ model("CreateDatasetRequest", () => ({
    label: string,
    tableName: optional(nullable(string)),
    source: unionOf(uploadDatasetSource, urlDatasetSource, inlineDatasetSource, sqlQueryDatasetSource, savedQueryDatasetSource),
  }));

export const createDatasetResponse: Model<CreateDatasetResponse> =
  /* @__PURE__ */ model("CreateDatasetResponse", () => ({
    id: string,
    label: string,
    schemaName: string,
    tableName: string,
    status: string,
    createdAt: string,
  }));

export const createEmbeddingProviderRequest: Model<CreateEmbeddingProviderRequest> =
  /* @__PURE__ */ model("CreateEmbeddingProviderRequest", () => ({
    name: string,
    providerType: string,
    config: optional(nullable(mapOf(any))),
    apiKey: optional(nullable(string)),
    secretName: optional(nullable(string)),
  }));

export const createEmbeddingProviderResponse: Model<CreateEmbeddingProviderResponse> =
  /* @__PURE__ */ model("CreateEmbeddingProviderResponse", () => ({
    id: string,
    name: string,
    providerType: string,
    config: nullable(mapOf(any)),
    createdAt: string,
  }));

export const createIndexRequest: Model<CreateIndexRequest> =
  /* @__PURE__ */ model("CreateIndexRequest", () => ({
    indexName: string,
    columns: arrayOf(string),
    indexType: optional(nullable(string)),
    metric: optional(nullable(string)),
    embeddingProviderId: optional(nullable(string)),
    dimensions: optional(nullable(integer)),
    outputColumn: optional(nullable(string)),
    description: optional(nullable(string)),
    stemming: optional(nullable(string)),
    stopWords: optional(nullable(string)),
    asciiFolding: optional(nullable(boolean)),
    async: optional(nullable(boolean)),
    asyncAfterMs: optional(nullable(integer)),
  }));

export const createSandboxRequest: Model<CreateSandboxRequest> =
  /* @__PURE__ */ model("CreateSandboxRequest", () => ({
    name: optional(nullable(string)),
    markdown: optional(nullable(string)),
  }));

export const createSavedQueryRequest: Model<CreateSavedQueryRequest> =
  /* @__PURE__ */ model("CreateSavedQueryRequest", () => ({
    name: string,
    sql: string,
    description: optional(nullable(string)),
    tags: optional(nullable(arrayOf(string))),
  }));

export const createSecretRequest: Model<CreateSecretRequest> =
  /* @__PURE__ */ model("CreateSecretRequest", () => ({
    name: string,
    value: string,
  }));

export const createSecretResponse: Model<CreateSecretResponse> =
  /* @__PURE__ */ model("CreateSecretResponse", () => ({
    id: string,
    name: string,
    createdAt: string,
  }));

export const createUploadRequest: Model<CreateUploadRequest> =
  /* @__PURE__ */ model("CreateUploadRequest", () => ({
    filename: optional(nullable(string)),
    contentType: optional(nullable(string)),
    contentEncoding: optional(nullable(string)),
    declaredSizeBytes: optional(nullable(integer)),
    partSize: optional(nullable(integer)),
    checksumAlgo: optional(nullable(string)),
    checksumValue: optional(nullable(string)),
  }));

export const createWorkspaceRequest: Model<CreateWorkspaceRequest> =
  /* @__PURE__ */ model("CreateWorkspaceRequest", () => ({
    name: string,
    organizationPublicId: optional(nullable(string)),
  }));

export const createWorkspaceResponse: Model<CreateWorkspaceResponse> =
  /* @__PURE__ */ model("CreateWorkspaceResponse", () => ({
    ok: boolean,
    workspace: workspaceDetail,
  }));

export const csvOptions: Model<CsvOptions> =
  /* @__PURE__ */ model("CsvOptions", () => ({
    delimiter: optional(nullable(string)),
    quote: optional(nullable(string)),
    escape: optional(nullable(string)),
    encoding: optional(nullable(string)),
    header: optional(nullable(boolean)),
    names: optional(nullable(arrayOf(string))),
    types: optional(nullable(mapOf(unionOf(string, columnTypeSpec)))),
    inferTypes: optional(nullable(boolean)),
    null: optional(nullable(unionOf(string, arrayOf(string)))),
    decimal: optional(nullable(string)),
    thousands: optional(nullable(string)),
    comment: optional(nullable(string)),
    skipLines: optional(nullable(integer)),
    fillMissing: optional(nullable(boolean)),
    dateFormat: optional(nullable(string)),
    timestampFormat: optional(nullable(string)),
  }));

export const databaseAttachmentInfo: Model<DatabaseAttachmentInfo> =
  /* @__PURE__ */ model("DatabaseAttachmentInfo", () => ({
    connectionId: string,
    alias: optional(nullable(string)),
  }));

export const databaseBatchResponse: Model<DatabaseBatchResponse> =
  /* @__PURE__ */ model("DatabaseBatchResponse", () => ({
    batchId: string,
    count: integer,
    createdCount: integer,
    cancelRequested: boolean,
    expiresAt: optional(nullable(string)),
    jobId: optional(nullable(string)),
    statusUrl: optional(nullable(string)),
  }));

export const databaseContextEntry: Model<DatabaseContextEntry> =
  /* @__PURE__ */ model("DatabaseContextEntry", () => ({
    name: string,
    content: string,
    updatedAt: string,
  }));

export const databaseCountResponse: Model<DatabaseCountResponse> =
  /* @__PURE__ */ model("DatabaseCountResponse", () => ({
    total: integer,
  }));

export const databaseDefaultSchemaDecl: Model<DatabaseDefaultSchemaDecl> =
  /* @__PURE__ */ model("DatabaseDefaultSchemaDecl", () => ({
    name: string,
    tables: optional(nullable(arrayOf(databaseDefaultTableDecl))),
  }));

export const databaseDefaultTableDecl: Model<DatabaseDefaultTableDecl> =
  /* @__PURE__ */ model("DatabaseDefaultTableDecl", () => ({
    name: string,
    key: optional(nullable(arrayOf(string))),
    partitionBy: optional(nullable(arrayOf(tablePartitionKey))),
    sortedBy: optional(nullable(arrayOf(tableSortKey))),
  }));

export const databaseDetailResponse: Model<DatabaseDetailResponse> =
  /* @__PURE__ */ model("DatabaseDetailResponse", () => ({
    id: string,
    name: optional(nullable(string)),
    description: optional(nullable(string)),
    defaultCatalog: string,
    defaultSchema: string,
    expiresAt: optional(nullable(string)),
    defaultConnectionId: string,
    createdAt: optional(nullable(string)),
    attachments: arrayOf(databaseAttachmentInfo),
  }));

export const databaseSnapshot: Model<DatabaseSnapshot> =
  /* @__PURE__ */ model("DatabaseSnapshot", () => ({
    snapshotId: integer,
    createdAt: string,
    changes: arrayOf(databaseSnapshotChange),
    rowsAdded: integer,
    filesAdded: integer,
    filesRemoved: integer,
    tableRowCount: nullable(integer),
  }));

export const databaseSnapshotChange: Model<DatabaseSnapshotChange> =
  /* @__PURE__ */ model("DatabaseSnapshotChange", () => ({
    kind: string,
    schemaName: nullable(string),
    tableName: nullable(string),
  }));

export const databaseSummary: Model<DatabaseSummary> =
  /* @__PURE__ */ model("DatabaseSummary", () => ({
    id: string,
    name: optional(nullable(string)),
    description: optional(nullable(string)),
    defaultCatalog: string,
    defaultSchema: string,
    expiresAt: optional(nullable(string)),
    createdAt: optional(nullable(string)),
  }));

export const databaseTokenResponse: Model<DatabaseTokenResponse> =
  /* @__PURE__ */ model("DatabaseTokenResponse", () => ({
    token: string,
    refreshToken: string,
    expiresIn: integer,
    refreshExpiresIn: integer,
    databaseId: string,
  }));

export const datasetSummary: Model<DatasetSummary> =
  /* @__PURE__ */ model("DatasetSummary", () => ({
    id: string,
    label: string,
    schemaName: string,
    tableName: string,
    latestVersion: integer,
    pinnedVersion: optional(nullable(integer)),
    createdAt: string,
    updatedAt: string,
  }));

export const datasetVersionSummary: Model<DatasetVersionSummary> =
  /* @__PURE__ */ model("DatasetVersionSummary", () => ({
    id: string,
    version: integer,
    sourceType: string,
    createdAt: string,
  }));

export const deleteDatabaseBatchResponse: Model<DeleteDatabaseBatchResponse> =
  /* @__PURE__ */ model("DeleteDatabaseBatchResponse", () => ({
    batchId: string,
    deletedCount: integer,
  }));

export const deleteSandboxResponse: Model<DeleteSandboxResponse> =
  /* @__PURE__ */ model("DeleteSandboxResponse", () => ({
    ok: boolean,
    deleted: boolean,
  }));

export const embeddingProviderResponse: Model<EmbeddingProviderResponse> =
  /* @__PURE__ */ model("EmbeddingProviderResponse", () => ({
    id: string,
    name: string,
    providerType: string,
    config: nullable(mapOf(any)),
    hasSecret: boolean,
    source: string,
    createdAt: string,
    updatedAt: string,
  }));

export const executeSavedQueryRequest: Model<ExecuteSavedQueryRequest> =
  /* @__PURE__ */ model("ExecuteSavedQueryRequest", () => ({
    version: optional(nullable(integer)),
  }));

export const finalizeUploadPart: Model<FinalizeUploadPart> =
  /* @__PURE__ */ model("FinalizeUploadPart", () => ({
    partNumber: integer,
    eTag: string,
  }));

export const finalizeUploadRequest: Model<FinalizeUploadRequest> =
  /* @__PURE__ */ model("FinalizeUploadRequest", () => ({
    parts: optional(nullable(arrayOf(finalizeUploadPart))),
  }));

export const finalizeUploadResponse: Model<FinalizeUploadResponse> =
  /* @__PURE__ */ model("FinalizeUploadResponse", () => ({
    uploadId: string,
    status: string,
    sizeBytes: integer,
    contentType: optional(nullable(string)),
    createdAt: string,
  }));

export const forkDatabaseRequest: Model<ForkDatabaseRequest> =
  /* @__PURE__ */ model("ForkDatabaseRequest", () => ({
    name: optional(nullable(string)),
    expiresAt: optional(nullable(string)),
  }));

export const getConnectionResponse: Model<GetConnectionResponse> =
  /* @__PURE__ */ model("GetConnectionResponse", () => ({
    id: string,
    name: string,
    sourceType: string,
    tableCount: integer,
    syncedTableCount: integer,
    readMode: string,
    refreshSeconds: nullable(integer),
  }));

export const getDatabaseContextResponse: Model<GetDatabaseContextResponse> =
  /* @__PURE__ */ model("GetDatabaseContextResponse", () => ({
    context: databaseContextEntry,
  }));

export const getDatasetResponse: Model<GetDatasetResponse> =
  /* @__PURE__ */ model("GetDatasetResponse", () => ({
    id: string,
    label: string,
    schemaName: string,
    tableName: string,
    latestVersion: integer,
    pinnedVersion: optional(nullable(integer)),
    createdAt: string,
    updatedAt: string,
    sourceType: string,
    columns: arrayOf(columnInfo),
  }));

export const getResultResponse: Model<GetResultResponse> =
  /* @__PURE__ */ model("GetResultResponse", () => ({
    resultId: string,
    status: string,
    columns: optional(nullable(arrayOf(string))),
    nullable: optional(nullable(arrayOf(boolean))),
    rows: optional(nullable(arrayOf(arrayOf(any)))),
    rowCount: optional(nullable(integer)),
    errorMessage: optional(nullable(string)),
  }));

export const getSecretResponse: Model<GetSecretResponse> =
  /* @__PURE__ */ model("GetSecretResponse", () => ({
    name: string,
    createdAt: string,
    updatedAt: string,
  }));

export const getWorkspaceContextResponse: Model<GetWorkspaceContextResponse> =
  /* @__PURE__ */ model("GetWorkspaceContextResponse", () => ({
    context: workspaceContextEntry,
  }));

export const healthResponse: Model<HealthResponse> =
  /* @__PURE__ */ model("HealthResponse", () => ({
    status: string,
    service: string,
    version: string,
  }));

export const indexEntryResponse: Model<IndexEntryResponse> =
  /* @__PURE__ */ model("IndexEntryResponse", () => ({
    connectionId: optional(nullable(string)),
    schemaName: string,
    tableName: string,
    indexName: string,
    indexType: string,
    columns: arrayOf(string),
    metric: optional(string),
    sourceColumn: optional(string),
    status: string,
    createdAt: string,
    updatedAt: string,
  }));

export const indexInfoResponse: Model<IndexInfoResponse> =
  /* @__PURE__ */ model("IndexInfoResponse", () => ({
    indexName: string,
    indexType: string,
    columns: arrayOf(string),
    metric: optional(nullable(string)),
    sourceColumn: optional(nullable(string)),
    status: string,
    createdAt: string,
    updatedAt: string,
    rowCount: optional(nullable(integer)),
    unmergedRowCount: optional(nullable(integer)),
    sizeBytes: optional(nullable(integer)),
    dimensions: optional(nullable(integer)),
  }));

export const informationSchemaResponse: Model<InformationSchemaResponse> =
  /* @__PURE__ */ model("InformationSchemaResponse", () => ({
    tables: arrayOf(tableInfo),
    count: integer,
    limit: integer,
    hasMore: boolean,
    nextCursor: optional(nullable(string)),
  }));

export const inlineData: Model<InlineData> =
  /* @__PURE__ */ model("InlineData", () => ({
    format: string,
    content: string,
    columns: optional(nullable(mapOf(unionOf(string, columnTypeSpec)))),
  }));

export const inlineDatasetSource: Model<InlineDatasetSource> =
  /* @__PURE__ */ model("InlineDatasetSource", () => ({
    type: string,
    inline: inlineData,
  }));

export const jobProgress: Model<JobProgress> =
  /* @__PURE__ */ model("JobProgress", () => ({
    done: integer,
    total: nullable(integer),
  }));

export const jobStatusResponse: Model<JobStatusResponse> =
  /* @__PURE__ */ model("JobStatusResponse", () => ({
    id: string,
    jobType: string,
    status: string,
    attempts: integer,
    createdAt: string,
    completedAt: optional(nullable(string)),
    errorMessage: optional(nullable(string)),
    result: optional(nullable(unionOf(loadManagedTableResponse, bulkCreateDatabasesResult, refreshDatasetResponse, indexInfoResponse, tableRefreshResult, connectionRefreshResult))),
    progress: optional(nullable(jobProgress)),
  }));

export const listApiKeysResponse: Model<ListApiKeysResponse> =
  /* @__PURE__ */ model("ListApiKeysResponse", () => ({
    apiKeys: arrayOf(apiKey),
  }));

export const listAuditEventsResponse: Model<ListAuditEventsResponse> =
  /* @__PURE__ */ model("ListAuditEventsResponse", () => ({
    auditEvents: arrayOf(auditEvent),
    count: integer,
    limit: integer,
    hasMore: boolean,
    nextCursor: optional(nullable(string)),
  }));

export const listConnectionTypesResponse: Model<ListConnectionTypesResponse> =
  /* @__PURE__ */ model("ListConnectionTypesResponse", () => ({
    connectionTypes: arrayOf(connectionTypeSummary),
  }));

export const listConnectionsResponse: Model<ListConnectionsResponse> =
  /* @__PURE__ */ model("ListConnectionsResponse", () => ({
    connections: arrayOf(connectionInfo),
  }));

export const listDatabaseContextsResponse: Model<ListDatabaseContextsResponse> =
  /* @__PURE__ */ model("ListDatabaseContextsResponse", () => ({
    contexts: arrayOf(databaseContextEntry),
  }));

export const listDatabaseSnapshotsResponse: Model<ListDatabaseSnapshotsResponse> =
  /* @__PURE__ */ model("ListDatabaseSnapshotsResponse", () => ({
    snapshots: arrayOf(databaseSnapshot),
    count: integer,
    limit: integer,
    hasMore: boolean,
    nextCursor: optional(nullable(string)),
  }));

export const listDatabasesResponse: Model<ListDatabasesResponse> =
  /* @__PURE__ */ model("ListDatabasesResponse", () => ({
    databases: arrayOf(databaseSummary),
    count: optional(nullable(integer)),
    limit: optional(nullable(integer)),
    hasMore: optional(nullable(boolean)),
    nextCursor: optional(nullable(string)),
  }));

export const listDatasetVersionsResponse: Model<ListDatasetVersionsResponse> =
  /* @__PURE__ */ model("ListDatasetVersionsResponse", () => ({
    datasetId: string,
    versions: arrayOf(datasetVersionSummary),
    count: integer,
    limit: integer,
    offset: integer,
    hasMore: boolean,
  }));

export const listDatasetsResponse: Model<ListDatasetsResponse> =
  /* @__PURE__ */ model("ListDatasetsResponse", () => ({
    datasets: arrayOf(datasetSummary),
    count: integer,
    limit: integer,
    offset: integer,
    hasMore: boolean,
  }));

export const listEmbeddingProvidersResponse: Model<ListEmbeddingProvidersResponse> =
  /* @__PURE__ */ model("ListEmbeddingProvidersResponse", () => ({
    embeddingProviders: arrayOf(embeddingProviderResponse),
  }));

export const listIndexesPageResponse: Model<ListIndexesPageResponse> =
  /* @__PURE__ */ model("ListIndexesPageResponse", () => ({
    indexes: arrayOf(indexEntryResponse),
    count: integer,
    limit: integer,
    hasMore: boolean,
    nextCursor: optional(nullable(string)),
  }));

export const listIndexesResponse: Model<ListIndexesResponse> =
  /* @__PURE__ */ model("ListIndexesResponse", () => ({
    indexes: arrayOf(indexInfoResponse),
  }));

export const listJobsResponse: Model<ListJobsResponse> =
  /* @__PURE__ */ model("ListJobsResponse", () => ({
    jobs: arrayOf(jobStatusResponse),
  }));

export const listQueryRunsResponse: Model<ListQueryRunsResponse> =
  /* @__PURE__ */ model("ListQueryRunsResponse", () => ({
    queryRuns: arrayOf(queryRunInfo),
    count: integer,
    limit: integer,
    hasMore: boolean,
    nextCursor: optional(nullable(string)),
  }));

export const listResultsResponse: Model<ListResultsResponse> =
  /* @__PURE__ */ model("ListResultsResponse", () => ({
    results: arrayOf(resultInfo),
    count: integer,
    limit: integer,
    offset: integer,
    hasMore: boolean,
  }));

export const listSandboxesResponse: Model<ListSandboxesResponse> =
  /* @__PURE__ */ model("ListSandboxesResponse", () => ({
    ok: boolean,
    sandboxes: arrayOf(sandbox),
  }));

export const listSavedQueriesResponse: Model<ListSavedQueriesResponse> =
  /* @__PURE__ */ model("ListSavedQueriesResponse", () => ({
    queries: arrayOf(savedQuerySummary),
    count: integer,
    limit: integer,
    offset: integer,
    hasMore: boolean,
  }));

export const listSavedQueryVersionsResponse: Model<ListSavedQueryVersionsResponse> =
  /* @__PURE__ */ model("ListSavedQueryVersionsResponse", () => ({
    savedQueryId: string,
    versions: arrayOf(savedQueryVersionInfo),
    count: integer,
    limit: integer,
    offset: integer,
    hasMore: boolean,
  }));

export const listSecretsResponse: Model<ListSecretsResponse> =
  /* @__PURE__ */ model("ListSecretsResponse", () => ({
    secrets: arrayOf(secretMetadataResponse),
  }));

export const listUploadsResponse: Model<ListUploadsResponse> =
  /* @__PURE__ */ model("ListUploadsResponse", () => ({
    uploads: arrayOf(uploadInfo),
  }));

export const listWorkspaceContextsResponse: Model<ListWorkspaceContextsResponse> =
  /* @__PURE__ */ model("ListWorkspaceContextsResponse", () => ({
    contexts: arrayOf(workspaceContextEntry),
  }));

export const listWorkspacesResponse: Model<ListWorkspacesResponse> =
  /* @__PURE__ */ model("ListWorkspacesResponse", () => ({
    ok: boolean,
    workspaces: arrayOf(workspaceListItem),
  }));

export const loadManagedTableRequest: Model<LoadManagedTableRequest> =
  /* @__PURE__ */ model("LoadManagedTableRequest", () => ({
    mode: string,
    uploadId: optional(nullable(string)),
    uploadIds: optional(nullable(arrayOf(string))),
    resultId: optional(nullable(string)),
    data: optional(nullable(string)),
    format: optional(nullable(string)),
    columns: optional(nullable(mapOf(unionOf(string, columnTypeSpec)))),
    csv: optional(nullable(csvOptions)),
    onError: optional(nullable(string)),
    key: optional(nullable(arrayOf(string))),
    idempotencyKey: optional(nullable(string)),
    async: optional(nullable(boolean)),
    asyncAfterMs: optional(nullable(integer)),
  }));

export const loadManagedTableResponse: Model<LoadManagedTableResponse> =
  /* @__PURE__ */ model("LoadManagedTableResponse", () => ({
    connectionId: string,
    schemaName: string,
    tableName: string,
    rowCount: integer,
    arrowSchemaJson: string,
    rejectedRows: optional(integer),
    rejectsResultId: optional(string),
    rejectsUrl: optional(string),
  }));

export const managedColumnResponse: Model<ManagedColumnResponse> =
  /* @__PURE__ */ model("ManagedColumnResponse", () => ({
    connectionId: string,
    schema: string,
    table: string,
    column: string,
  }));

export const managedSchemaResponse: Model<ManagedSchemaResponse> =
  /* @__PURE__ */ model("ManagedSchemaResponse", () => ({
    connectionId: string,
    schema: string,
    tables: arrayOf(string),
  }));

export const managedTableResponse: Model<ManagedTableResponse> =
  /* @__PURE__ */ model("ManagedTableResponse", () => ({
    connectionId: string,
    schema: string,
    table: string,
  }));

export const mintDatabaseTokenRequest: Model<MintDatabaseTokenRequest> =
  /* @__PURE__ */ model("MintDatabaseTokenRequest", () => ({
    grantType: optional(nullable(string)),
    databaseId: optional(nullable(string)),
    refreshToken: optional(nullable(string)),
    name: optional(nullable(string)),
  }));

export const mintSandboxTokenRequest: Model<MintSandboxTokenRequest> =
  /* @__PURE__ */ model("MintSandboxTokenRequest", () => ({
    grantType: optional(nullable(string)),
    sandboxId: optional(nullable(string)),
    refreshToken: optional(nullable(string)),
    name: optional(nullable(string)),
  }));

export const mintUploadPartsRequest: Model<MintUploadPartsRequest> =
  /* @__PURE__ */ model("MintUploadPartsRequest", () => ({
    partNumbers: arrayOf(integer),
  }));

export const mintUploadPartsResponse: Model<MintUploadPartsResponse> =
  /* @__PURE__ */ model("MintUploadPartsResponse", () => ({
    parts: arrayOf(mintedUploadPartResponse),
  }));

export const mintedUploadPartResponse: Model<MintedUploadPartResponse> =
  /* @__PURE__ */ model("MintedUploadPartResponse", () => ({
    partNumber: integer,
    url: string,
  }));

export const numericProfileDetail: Model<NumericProfileDetail> =
  /* @__PURE__ */ model("NumericProfileDetail", () => ({
    type: string,
    min: string,
    max: string,
    mean: number,
  }));

export const operatorProfile: Model<OperatorProfile> =
  /* @__PURE__ */ model("OperatorProfile", () => ({
    name: string,
    rows: integer,
    milliseconds: number,
    details: mapOf(string),
    operators: arrayOf(operatorProfile),
  }));

export const queryRequest: Model<QueryRequest> =
  /* @__PURE__ */ model("QueryRequest", () => ({
    sql: string,
    databaseId: optional(nullable(string)),
    defaultCatalog: optional(nullable(string)),
    defaultSchema: optional(nullable(string)),
    dialect: optional(nullable(string)),
    parameters: optional(nullable(unionOf(arrayOf(any), mapOf(any)))),
    timeoutMs: optional(nullable(integer)),
    readMode: optional(nullable(string)),
    profile: optional(nullable(boolean)),
    async: optional(nullable(boolean)),
    asyncAfterMs: optional(nullable(integer)),
  }));

export const queryResponse: Model<QueryResponse> =
  /* @__PURE__ */ model("QueryResponse", () => ({
    queryRunId: string,
    resultId: optional(nullable(string)),
    columns: arrayOf(string),
    nullable: arrayOf(boolean),
    rows: arrayOf(arrayOf(any)),
    rowCount: integer,
    previewRowCount: integer,
    totalRowCount: optional(nullable(integer)),
    truncated: boolean,
    executionTimeMs: integer,
    warning: optional(nullable(string)),
  }));

export const queryRunInfo: Model<QueryRunInfo> =
  /* @__PURE__ */ model("QueryRunInfo", () => ({
    id: string,
    status: string,
    progress: optional(nullable(number)),
    sqlText: string,
    sqlHash: string,
    snapshotId: string,
    createdAt: string,
    completedAt: optional(nullable(string)),
    executionTimeMs: optional(nullable(integer)),
    serverProcessingMs: optional(nullable(integer)),
    resultId: optional(nullable(string)),
    rowCount: optional(nullable(integer)),
    rowsScanned: optional(nullable(integer)),
    bytesScanned: optional(nullable(integer)),
    sources: optional(nullable(arrayOf(queryRunSource))),
    errorMessage: optional(nullable(string)),
    errorCode: optional(nullable(string)),
    warningMessage: optional(nullable(string)),
    savedQueryId: optional(nullable(string)),
    savedQueryVersion: optional(nullable(integer)),
    sandboxId: optional(nullable(string)),
    traceId: optional(nullable(string)),
    userPublicId: optional(nullable(string)),
  }));

export const queryRunProfile: Model<QueryRunProfile> =
  /* @__PURE__ */ model("QueryRunProfile", () => ({
    queryRunId: string,
    executionMs: number,
    cpuMs: number,
    rowCount: integer,
    rowsScanned: optional(nullable(integer)),
    bytesScanned: optional(nullable(integer)),
    isWhole: boolean,
    plan: operatorProfile,
  }));

export const queryRunSource: Model<QueryRunSource> =
  /* @__PURE__ */ model("QueryRunSource", () => ({
    connectionId: string,
    connection: string,
    schema: string,
    table: string,
    readMode: string,
    statement: nullable(string),
    rows: nullable(integer),
    bytes: nullable(integer),
    durationMs: nullable(integer),
    syncedAt: nullable(string),
  }));

export const refreshDatasetResponse: Model<RefreshDatasetResponse> =
  /* @__PURE__ */ model("RefreshDatasetResponse", () => ({
    id: string,
    version: integer,
    status: string,
    createdAt: string,
  }));

export const refreshRequest: Model<RefreshRequest> =
  /* @__PURE__ */ model("RefreshRequest", () => ({
    datasetId: optional(nullable(string)),
    connectionId: optional(nullable(string)),
    schemaName: optional(nullable(string)),
    tableName: optional(nullable(string)),
    data: optional(nullable(boolean)),
    includeUncached: optional(nullable(boolean)),
    async: optional(nullable(boolean)),
    asyncAfterMs: optional(nullable(integer)),
  }));

export const refreshWarning: Model<RefreshWarning> =
  /* @__PURE__ */ model("RefreshWarning", () => ({
    schemaName: optional(nullable(string)),
    tableName: optional(nullable(string)),
    message: string,
  }));

export const renameColumnRequest: Model<RenameColumnRequest> =
  /* @__PURE__ */ model("RenameColumnRequest", () => ({
    name: string,
  }));

export const renameSchemaRequest: Model<RenameSchemaRequest> =
  /* @__PURE__ */ model("RenameSchemaRequest", () => ({
    name: string,
  }));

export const renameTableRequest: Model<RenameTableRequest> =
  /* @__PURE__ */ model("RenameTableRequest", () => ({
    name: string,
  }));

export const resultInfo: Model<ResultInfo> =
  /* @__PURE__ */ model("ResultInfo", () => ({
    id: string,
    status: string,
    createdAt: string,
    errorMessage: optional(nullable(string)),
  }));

export const runtimeStatusResponse: Model<RuntimeStatusResponse> =
  /* @__PURE__ */ model("RuntimeStatusResponse", () => ({
    state: string,
  }));

export const sandbox: Model<Sandbox> =
  /* @__PURE__ */ model("Sandbox", () => ({
    publicId: string,
    name: string,
    markdown: string,
    createdAt: string,
    updatedAt: string,
  }));

export const sandboxResponse: Model<SandboxResponse> =
  /* @__PURE__ */ model("SandboxResponse", () => ({
    ok: boolean,
    sandbox: sandbox,
  }));

export const sandboxTokenResponse: Model<SandboxTokenResponse> =
  /* @__PURE__ */ model("SandboxTokenResponse", () => ({
    token: string,
    refreshToken: string,
    expiresIn: integer,
    refreshExpiresIn: integer,
    sandboxId: string,
  }));

export const savedQueryDatasetSource: Model<SavedQueryDatasetSource> =
  /* @__PURE__ */ model("SavedQueryDatasetSource", () => ({
    type: string,
    savedQueryId: string,
    version: optional(nullable(integer)),
  }));

export const savedQueryDetail: Model<SavedQueryDetail> =
  /* @__PURE__ */ model("SavedQueryDetail", () => ({
    id: string,
    name: string,
    description: string,
    tags: arrayOf(string),
    latestVersion: integer,
    createdAt: string,
    updatedAt: string,
    sql: string,
    sqlHash: string,
    category: optional(nullable(string)),
    numTables: optional(nullable(integer)),
    hasPredicate: optional(nullable(boolean)),
    hasJoin: optional(nullable(boolean)),
    hasAggregation: optional(nullable(boolean)),
    hasGroupBy: optional(nullable(boolean)),
    hasOrderBy: optional(nullable(boolean)),
    hasLimit: optional(nullable(boolean)),
    tableSize: optional(nullable(string)),
  }));

export const savedQuerySummary: Model<SavedQuerySummary> =
  /* @__PURE__ */ model("SavedQuerySummary", () => ({
    id: string,
    name: string,
    description: string,
    tags: arrayOf(string),
    latestVersion: integer,
    createdAt: string,
    updatedAt: string,
  }));

export const savedQueryVersionInfo: Model<SavedQueryVersionInfo> =
  /* @__PURE__ */ model("SavedQueryVersionInfo", () => ({
    version: integer,
    sql: string,
    sqlHash: string,
    createdAt: string,
    category: optional(nullable(string)),
    numTables: optional(nullable(integer)),
    hasPredicate: optional(nullable(boolean)),
    hasJoin: optional(nullable(boolean)),
    hasAggregation: optional(nullable(boolean)),
    hasGroupBy: optional(nullable(boolean)),
    hasOrderBy: optional(nullable(boolean)),
    hasLimit: optional(nullable(boolean)),
    tableSize: optional(nullable(string)),
  }));

export const schemaRefreshResult: Model<SchemaRefreshResult> =
  /* @__PURE__ */ model("SchemaRefreshResult", () => ({
    connectionsRefreshed: integer,
    connectionsFailed: integer,
    tablesDiscovered: integer,
    tablesAdded: integer,
    tablesModified: integer,
    errors: optional(arrayOf(connectionSchemaError)),
  }));

export const secretMetadataResponse: Model<SecretMetadataResponse> =
  /* @__PURE__ */ model("SecretMetadataResponse", () => ({
    name: string,
    createdAt: string,
    updatedAt: string,
  }));

export const setTableSyncRequest: Model<SetTableSyncRequest> =
  /* @__PURE__ */ model("SetTableSyncRequest", () => ({
    cursorColumn: optional(nullable(string)),
    refreshSeconds: optional(nullable(integer)),
  }));

export const setWorkspaceLimitsRequest: Model<SetWorkspaceLimitsRequest> =
  /* @__PURE__ */ model("SetWorkspaceLimitsRequest", () => ({
    queryTimeoutMs: optional(nullable(integer)),
    maxDataBytes: optional(nullable(integer)),
    maxResultBytes: optional(nullable(integer)),
    maxUploadBytes: optional(nullable(integer)),
    maxSpillBytes: optional(nullable(integer)),
  }));

export const sqlQueryDatasetSource: Model<SqlQueryDatasetSource> =
  /* @__PURE__ */ model("SqlQueryDatasetSource", () => ({
    type: string,
    sql: string,
    name: optional(nullable(string)),
    description: optional(nullable(string)),
  }));

export const submitJobResponse: Model<SubmitJobResponse> =
  /* @__PURE__ */ model("SubmitJobResponse", () => ({
    id: string,
    status: string,
    statusUrl: string,
  }));

export const tableInfo: Model<TableInfo> =
  /* @__PURE__ */ model("TableInfo", () => ({
    connection: string,
    schema: string,
    table: string,
    synced: boolean,
    lastSync: optional(nullable(string)),
    columns: optional(nullable(arrayOf(columnInfo))),
    partitionBy: arrayOf(tablePartitionKey),
    sortedBy: arrayOf(tableSortKey),
    constantPerKey: optional(arrayOf(string)),
  }));

export const tablePartitionKey: Model<TablePartitionKey> =
  /* @__PURE__ */ model("TablePartitionKey", () => ({
    column: string,
    transform: string,
  }));

export const tableProfileResponse: Model<TableProfileResponse> =
  /* @__PURE__ */ model("TableProfileResponse", () => ({
    connection: string,
    schema: string,
    table: string,
    rowCount: integer,
    syncedAt: optional(nullable(string)),
    columns: arrayOf(columnProfileInfo),
  }));

export const tableRefreshError: Model<TableRefreshError> =
  /* @__PURE__ */ model("TableRefreshError", () => ({
    schemaName: string,
    tableName: string,
    error: string,
  }));

export const tableRefreshResult: Model<TableRefreshResult> =
  /* @__PURE__ */ model("TableRefreshResult", () => ({
    connectionId: string,
    schemaName: string,
    tableName: string,
    rowsSynced: integer,
    durationMs: integer,
    warnings: optional(arrayOf(refreshWarning)),
  }));

export const tableSortKey: Model<TableSortKey> =
  /* @__PURE__ */ model("TableSortKey", () => ({
    column: string,
    direction: optional(nullable(string)),
    nulls: optional(nullable(string)),
  }));

export const tableSyncResponse: Model<TableSyncResponse> =
  /* @__PURE__ */ model("TableSyncResponse", () => ({
    connectionId: string,
    schemaName: string,
    tableName: string,
    cursorColumn: nullable(string),
    refreshSeconds: nullable(integer),
    lastSync: nullable(string),
  }));

export const temporalProfileDetail: Model<TemporalProfileDetail> =
  /* @__PURE__ */ model("TemporalProfileDetail", () => ({
    type: string,
    min: string,
    max: string,
  }));

export const textProfileDetail: Model<TextProfileDetail> =
  /* @__PURE__ */ model("TextProfileDetail", () => ({
    type: string,
    minLength: integer,
    maxLength: integer,
    avgLength: number,
  }));

export const updateApiKeyRequest: Model<UpdateApiKeyRequest> =
  /* @__PURE__ */ model("UpdateApiKeyRequest", () => ({
    name: string,
  }));

export const updateConnectionRequest: Model<UpdateConnectionRequest> =
  /* @__PURE__ */ model("UpdateConnectionRequest", () => ({
    name: optional(nullable(string)),
    config: optional(nullable(mapOf(any))),
    secretId: optional(nullable(string)),
    secretName: optional(nullable(string)),
    readMode: optional(nullable(string)),
    refreshSeconds: optional(nullable(integer)),
  }));

export const updateDatabaseRequest: Model<UpdateDatabaseRequest> =
  /* @__PURE__ */ model("UpdateDatabaseRequest", () => ({
    name: optional(nullable(string)),
    expiresAt: optional(nullable(string)),
  }));

export const updateDatasetRequest: Model<UpdateDatasetRequest> =
  /* @__PURE__ */ model("UpdateDatasetRequest", () => ({
    label: optional(nullable(string)),
    tableName: optional(nullable(string)),
    pinnedVersion: optional(nullable(integer)),
  }));

export const updateDatasetResponse: Model<UpdateDatasetResponse> =
  /* @__PURE__ */ model("UpdateDatasetResponse", () => ({
    id: string,
    label: string,
    tableName: string,
    latestVersion: integer,
    pinnedVersion: optional(nullable(integer)),
    updatedAt: string,
  }));

export const updateEmbeddingProviderRequest: Model<UpdateEmbeddingProviderRequest> =
  /* @__PURE__ */ model("UpdateEmbeddingProviderRequest", () => ({
    name: optional(nullable(string)),
    config: optional(nullable(mapOf(any))),
    apiKey: optional(nullable(string)),
    secretName: optional(nullable(string)),
  }));

export const updateEmbeddingProviderResponse: Model<UpdateEmbeddingProviderResponse> =
  /* @__PURE__ */ model("UpdateEmbeddingProviderResponse", () => ({
    id: string,
    name: string,
    updatedAt: string,
  }));

export const updateSandboxRequest: Model<UpdateSandboxRequest> =
  /* @__PURE__ */ model("UpdateSandboxRequest", () => ({
    name: optional(nullable(string)),
    markdown: optional(nullable(string)),
  }));

export const updateSavedQueryRequest: Model<UpdateSavedQueryRequest> =
  /* @__PURE__ */ model("UpdateSavedQueryRequest", () => ({
    name: optional(nullable(string)),
    sql: optional(nullable(string)),
    description: optional(nullable(string)),
    tags: optional(nullable(arrayOf(string))),
    categoryOverride: optional(nullable(string)),
    tableSizeOverride: optional(nullable(string)),
  }));

export const updateSecretRequest: Model<UpdateSecretRequest> =
  /* @__PURE__ */ model("UpdateSecretRequest", () => ({
    value: string,
  }));

export const updateSecretResponse: Model<UpdateSecretResponse> =
  /* @__PURE__ */ model("UpdateSecretResponse", () => ({
    name: string,
    updatedAt: string,
  }));

export const uploadDatasetSource: Model<UploadDatasetSource> =
  /* @__PURE__ */ model("UploadDatasetSource", () => ({
    type: string,
    uploadId: string,
    format: optional(nullable(string)),
    columns: optional(nullable(mapOf(unionOf(string, columnTypeSpec)))),
  }));

export const uploadInfo: Model<UploadInfo> =
  /* @__PURE__ */ model("UploadInfo", () => ({
    id: string,
    status: string,
    sizeBytes: integer,
    contentType: optional(nullable(string)),
    createdAt: string,
  }));

export const uploadResponse: Model<UploadResponse> =
  /* @__PURE__ */ model("UploadResponse", () => ({
    id: string,
    status: string,
    sizeBytes: integer,
    contentType: optional(nullable(string)),
    createdAt: string,
  }));

export const uploadSessionResponse: Model<UploadSessionResponse> =
  /* @__PURE__ */ model("UploadSessionResponse", () => ({
    uploadId: string,
    mode: string,
    finalizeToken: string,
    headers: mapOf(string),
    url: optional(nullable(string)),
    partUrls: optional(nullable(arrayOf(string))),
    partSize: optional(nullable(integer)),
  }));

export const upsertDatabaseContextRequest: Model<UpsertDatabaseContextRequest> =
  /* @__PURE__ */ model("UpsertDatabaseContextRequest", () => ({
    name: string,
    content: string,
  }));

export const upsertDatabaseContextResponse: Model<UpsertDatabaseContextResponse> =
  /* @__PURE__ */ model("UpsertDatabaseContextResponse", () => ({
    context: databaseContextEntry,
  }));

export const upsertWorkspaceContextRequest: Model<UpsertWorkspaceContextRequest> =
  /* @__PURE__ */ model("UpsertWorkspaceContextRequest", () => ({
    name: string,
    content: string,
  }));

export const upsertWorkspaceContextResponse: Model<UpsertWorkspaceContextResponse> =
  /* @__PURE__ */ model("UpsertWorkspaceContextResponse", () => ({
    context: workspaceContextEntry,
  }));

export const urlDatasetSource: Model<UrlDatasetSource> =
  /* @__PURE__ */ model("UrlDatasetSource", () => ({
    type: string,
    url: string,
    format: optional(nullable(string)),
    columns: optional(nullable(mapOf(unionOf(string, columnTypeSpec)))),
  }));

export const workspaceContextEntry: Model<WorkspaceContextEntry> =
  /* @__PURE__ */ model("WorkspaceContextEntry", () => ({
    name: string,
    content: string,
    updatedAt: string,
  }));

export const workspaceDetail: Model<WorkspaceDetail> =
  /* @__PURE__ */ model("WorkspaceDetail", () => ({
    publicId: string,
    name: string,
    provisionStatus: string,
    namespace: optional(string),
    organizationPublicId: optional(string),
  }));

export const workspaceLimits: Model<WorkspaceLimits> =
  /* @__PURE__ */ model("WorkspaceLimits", () => ({
    queryTimeoutMs: nullable(integer),
    maxDataBytes: nullable(integer),
    maxResultBytes: nullable(integer),
    maxUploadBytes: nullable(integer),
    maxSpillBytes: nullable(integer),
  }));

export const workspaceLimitsResponse: Model<WorkspaceLimitsResponse> =
  /* @__PURE__ */ model("WorkspaceLimitsResponse", () => ({
    ok: boolean,
    limits: workspaceLimits,
    usage: workspaceStorageUsage,
  }));

export const workspaceListItem: Model<WorkspaceListItem> =
  /* @__PURE__ */ model("WorkspaceListItem", () => ({
    publicId: string,
    name: string,
    provisionStatus: string,
    namespace: optional(string),
    organizationPublicId: optional(string),
    active: boolean,
    favorite: boolean,
  }));

export const workspaceStorageUsage: Model<WorkspaceStorageUsage> =
  /* @__PURE__ */ model("WorkspaceStorageUsage", () => ({
    dataBytes: integer,
    resultBytes: integer,
    uploadBytes: integer,
  }));

export const workspaceUsageResponse: Model<WorkspaceUsageResponse> =
  /* @__PURE__ */ model("WorkspaceUsageResponse", () => ({
    since: string,
    queryCount: integer,
    bytesScanned: integer,
    storageBytes: integer,
    storageCapturedAt: optional(nullable(string)),
  }));
