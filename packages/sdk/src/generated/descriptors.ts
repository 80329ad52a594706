// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import { arrayOf, mapOf, modelOf, nullable, unionOf } from "../core/model.ts";
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
  QueryRequest,
  QueryResponse,
  QueryRunInfo,
  RefreshDatasetResponse,
  RefreshRequest,
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
  SetWorkspaceLimitsRequest,
  SqlQueryDatasetSource,
  SubmitJobResponse,
  TableInfo,
  TablePartitionKey,
  TableProfileResponse,
  TableSortKey,
  TemporalProfileDetail,
  TextProfileDetail,
  UpdateApiKeyRequest,
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

export const addManagedSchemaRequest: Model<AddManagedSchemaRequest> = {
  name: "AddManagedSchemaRequest",
  fields: {
    name: ["name", "string", "required"],
    tables: ["tables", nullable(arrayOf(modelOf(() => addManagedTableDecl))), "optional"],
  },
};

export const addManagedTableDecl: Model<AddManagedTableDecl> = {
  name: "AddManagedTableDecl",
  fields: {
    name: ["name", "string", "required"],
    key: ["key", nullable(arrayOf("string")), "optional"],
    partitionBy: ["partition_by", nullable(arrayOf(modelOf(() => tablePartitionKey))), "optional"],
    sortedBy: ["sorted_by", nullable(arrayOf(modelOf(() => tableSortKey))), "optional"],
  },
};

export const addManagedTableRequest: Model<AddManagedTableRequest> = {
  name: "AddManagedTableRequest",
  fields: {
    name: ["name", "string", "required"],
    key: ["key", nullable(arrayOf("string")), "optional"],
    partitionBy: ["partition_by", nullable(arrayOf(modelOf(() => tablePartitionKey))), "optional"],
    sortedBy: ["sorted_by", nullable(arrayOf(modelOf(() => tableSortKey))), "optional"],
  },
};

export const apiKey: Model<ApiKey> = {
  name: "ApiKey",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    lastFour: ["last_four", nullable("string"), "required"],
    scope: ["scope", "string", "required"],
    workspaceId: ["workspace_id", nullable("string"), "required"],
    databaseId: ["database_id", nullable("string"), "required"],
    readOnly: ["read_only", "boolean", "required"],
    expiresAt: ["expires_at", nullable("string"), "required"],
    rateLimitPerMinute: ["rate_limit_per_minute", nullable("integer"), "required"],
    createdAt: ["created_at", "string", "required"],
    lastUsedAt: ["last_used_at", nullable("string"), "required"],
    revoked: ["revoked", "boolean", "required"],
  },
};

export const asyncQueryResponse: Model<AsyncQueryResponse> = {
  name: "AsyncQueryResponse",
  fields: {
    queryRunId: ["query_run_id", "string", "required"],
    status: ["status", "string", "required"],
    statusUrl: ["status_url", "string", "required"],
    reason: ["reason", nullable("string"), "optional"],
  },
};

export const attachDatabaseCatalogRequest: Model<AttachDatabaseCatalogRequest> = {
  name: "AttachDatabaseCatalogRequest",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    alias: ["alias", nullable("string"), "optional"],
  },
};

export const auditEvent: Model<AuditEvent> = {
  name: "AuditEvent",
  fields: {
    id: ["id", "integer", "required"],
    createdAt: ["created_at", "string", "required"],
    actor: ["actor", "string", "required"],
    keyId: ["key_id", nullable("string"), "required"],
    workspaceId: ["workspace_id", nullable("string"), "required"],
    operation: ["operation", "string", "required"],
    target: ["target", mapOf("string"), "required"],
    outcome: ["outcome", "string", "required"],
    requestId: ["request_id", nullable("string"), "required"],
  },
};

export const batchCreateUploadRequest: Model<BatchCreateUploadRequest> = {
  name: "BatchCreateUploadRequest",
  fields: {
    uploads: ["uploads", arrayOf(modelOf(() => createUploadRequest)), "required"],
  },
};

export const batchCreateUploadResponse: Model<BatchCreateUploadResponse> = {
  name: "BatchCreateUploadResponse",
  fields: {
    uploads: ["uploads", arrayOf(modelOf(() => uploadSessionResponse)), "required"],
  },
};

export const booleanProfileDetail: Model<BooleanProfileDetail> = {
  name: "BooleanProfileDetail",
  fields: {
    type: ["type", "string", "required"],
    trueCount: ["true_count", "integer", "required"],
    falseCount: ["false_count", "integer", "required"],
  },
};

export const bulkCreateDatabasesRequest: Model<BulkCreateDatabasesRequest> = {
  name: "BulkCreateDatabasesRequest",
  fields: {
    count: ["count", "integer", "required"],
    nameTemplate: ["name_template", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", nullable("string"), "optional"],
    defaultSchema: ["default_schema", nullable("string"), "optional"],
    schemas: ["schemas", nullable(arrayOf(modelOf(() => databaseDefaultSchemaDecl))), "optional"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
    idempotencyKey: ["idempotency_key", nullable("string"), "optional"],
  },
};

export const bulkCreateDatabasesResult: Model<BulkCreateDatabasesResult> = {
  name: "BulkCreateDatabasesResult",
  fields: {
    batchId: ["batch_id", "string", "required"],
    requested: ["requested", "integer", "required"],
    created: ["created", "integer", "required"],
    cancelled: ["cancelled", "boolean", "required"],
  },
};

export const categoricalProfileDetail: Model<CategoricalProfileDetail> = {
  name: "CategoricalProfileDetail",
  fields: {
    type: ["type", "string", "required"],
    values: ["values", arrayOf(modelOf(() => categoryValueInfo)), "required"],
  },
};

export const categoryValueInfo: Model<CategoryValueInfo> = {
  name: "CategoryValueInfo",
  fields: {
    value: ["value", nullable("string"), "optional"],
    count: ["count", "integer", "required"],
  },
};

export const columnInfo: Model<ColumnInfo> = {
  name: "ColumnInfo",
  fields: {
    name: ["name", "string", "required"],
    dataType: ["data_type", "string", "required"],
    nullable: ["nullable", "boolean", "required"],
  },
};

export const columnProfileInfo: Model<ColumnProfileInfo> = {
  name: "ColumnProfileInfo",
  fields: {
    name: ["name", "string", "required"],
    dataType: ["data_type", "string", "required"],
    nullCount: ["null_count", "integer", "required"],
    nullPercentage: ["null_percentage", "number", "required"],
    cardinality: ["cardinality", "integer", "required"],
    profile: [
      "profile",
      nullable(unionOf([modelOf(() => categoricalProfileDetail), modelOf(() => textProfileDetail), modelOf(() => numericProfileDetail), modelOf(() => temporalProfileDetail), modelOf(() => booleanProfileDetail)])),
      "optional",
    ],
  },
};

export const columnTypeSpec: Model<ColumnTypeSpec> = {
  name: "ColumnTypeSpec",
  fields: {
    type: ["type", "string", "required"],
    precision: ["precision", nullable("integer"), "optional"],
    scale: ["scale", nullable("integer"), "optional"],
  },
};

export const connectionHealthResponse: Model<ConnectionHealthResponse> = {
  name: "ConnectionHealthResponse",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    healthy: ["healthy", "boolean", "required"],
    latencyMs: ["latency_ms", "integer", "required"],
    error: ["error", nullable("string"), "optional"],
  },
};

export const connectionInfo: Model<ConnectionInfo> = {
  name: "ConnectionInfo",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    sourceType: ["source_type", "string", "required"],
  },
};

export const connectionSchemaError: Model<ConnectionSchemaError> = {
  name: "ConnectionSchemaError",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    error: ["error", "string", "required"],
  },
};

export const connectionTypeDetail: Model<ConnectionTypeDetail> = {
  name: "ConnectionTypeDetail",
  fields: {
    name: ["name", "string", "required"],
    label: ["label", "string", "required"],
    configSchema: ["config_schema", nullable(mapOf("any")), "required"],
    auth: ["auth", nullable(mapOf("any")), "required"],
    available: ["available", "boolean", "required"],
    note: ["note", "string", "required"],
  },
};

export const connectionTypeSummary: Model<ConnectionTypeSummary> = {
  name: "ConnectionTypeSummary",
  fields: {
    name: ["name", "string", "required"],
    label: ["label", "string", "required"],
    available: ["available", "boolean", "required"],
    note: ["note", "string", "required"],
  },
};

export const createApiKeyRequest: Model<CreateApiKeyRequest> = {
  name: "CreateApiKeyRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    scope: ["scope", nullable("string"), "optional"],
    workspaceId: ["workspace_id", nullable("string"), "optional"],
    databaseId: ["database_id", nullable("string"), "optional"],
    readOnly: ["read_only", nullable("boolean"), "optional"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
    rateLimitPerMinute: ["rate_limit_per_minute", nullable("integer"), "optional"],
  },
};

export const createApiKeyResponse: Model<CreateApiKeyResponse> = {
  name: "CreateApiKeyResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    lastFour: ["last_four", nullable("string"), "required"],
    scope: ["scope", "string", "required"],
    workspaceId: ["workspace_id", nullable("string"), "required"],
    databaseId: ["database_id", nullable("string"), "required"],
    readOnly: ["read_only", "boolean", "required"],
    expiresAt: ["expires_at", nullable("string"), "required"],
    rateLimitPerMinute: ["rate_limit_per_minute", nullable("integer"), "required"],
    createdAt: ["created_at", "string", "required"],
    lastUsedAt: ["last_used_at", nullable("string"), "required"],
    revoked: ["revoked", "boolean", "required"],
    key: ["key", "string", "required"],
  },
};

export const createConnectionRequest: Model<CreateConnectionRequest> = {
  name: "CreateConnectionRequest",
  fields: {
    name: ["name", "string", "required"],
    sourceType: ["source_type", "string", "required"],
    config: ["config", mapOf("any"), "required"],
    secretId: ["secret_id", nullable("string"), "optional"],
    secretName: ["secret_name", nullable("string"), "optional"],
    skipDiscovery: ["skip_discovery", nullable("boolean"), "optional"],
  },
};

export const createConnectionResponse: Model<CreateConnectionResponse> = {
  name: "CreateConnectionResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    sourceType: ["source_type", "string", "required"],
    tablesDiscovered: ["tables_discovered", "integer", "required"],
    discoveryStatus: ["discovery_status", "string", "required"],
    discoveryError: ["discovery_error", nullable("string"), "optional"],
  },
};

export const createDatabaseRequest: Model<CreateDatabaseRequest> = {
  name: "CreateDatabaseRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", nullable("string"), "optional"],
    defaultSchema: ["default_schema", nullable("string"), "optional"],
    schemas: ["schemas", nullable(arrayOf(modelOf(() => databaseDefaultSchemaDecl))), "optional"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
  },
};

export const createDatabaseResponse: Model<CreateDatabaseResponse> = {
  name: "CreateDatabaseResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", "string", "required"],
    defaultSchema: ["default_schema", "string", "required"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
    defaultConnectionId: ["default_connection_id", "string", "required"],
  },
};

export const createDatasetRequest: Model<CreateDatasetRequest> = {
  name: "CreateDatasetRequest",
  fields: {
    label: ["label", "string", "required"],
    tableName: ["table_name", nullable("string"), "optional"],
    source: [
      "source",
      unionOf([modelOf(() => uploadDatasetSource), modelOf(() => urlDatasetSource), modelOf(() => inlineDatasetSource), modelOf(() => sqlQueryDatasetSource), modelOf(() => savedQueryDatasetSource)]),
      "required",
    ],
  },
};

export const createDatasetResponse: Model<CreateDatasetResponse> = {
  name: "CreateDatasetResponse",
  fields: {
    id: ["id", "string", "required"],
    label: ["label", "string", "required"],
    schemaName: ["schema_name", "string", "required"],
    tableName: ["table_name", "string", "required"],
    status: ["status", "string", "required"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const createEmbeddingProviderRequest: Model<CreateEmbeddingProviderRequest> = {
  name: "CreateEmbeddingProviderRequest",
  fields: {
    name: ["name", "string", "required"],
    providerType: ["provider_type", "string", "required"],
    config: ["config", nullable(mapOf("any")), "optional"],
    apiKey: ["api_key", nullable("string"), "optional"],
    secretName: ["secret_name", nullable("string"), "optional"],
  },
};

export const createEmbeddingProviderResponse: Model<CreateEmbeddingProviderResponse> = {
  name: "CreateEmbeddingProviderResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    providerType: ["provider_type", "string", "required"],
    config: ["config", nullable(mapOf("any")), "required"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const createIndexRequest: Model<CreateIndexRequest> = {
  name: "CreateIndexRequest",
  fields: {
    indexName: ["index_name", "string", "required"],
    columns: ["columns", arrayOf("string"), "required"],
    indexType: ["index_type", nullable("string"), "optional"],
    metric: ["metric", nullable("string"), "optional"],
    embeddingProviderId: ["embedding_provider_id", nullable("string"), "optional"],
    dimensions: ["dimensions", nullable("integer"), "optional"],
    outputColumn: ["output_column", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
    async: ["async", nullable("boolean"), "optional"],
    asyncAfterMs: ["async_after_ms", nullable("integer"), "optional"],
  },
};

export const createSandboxRequest: Model<CreateSandboxRequest> = {
  name: "CreateSandboxRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    markdown: ["markdown", nullable("string"), "optional"],
  },
};

export const createSavedQueryRequest: Model<CreateSavedQueryRequest> = {
  name: "CreateSavedQueryRequest",
  fields: {
    name: ["name", "string", "required"],
    sql: ["sql", "string", "required"],
    description: ["description", nullable("string"), "optional"],
    tags: ["tags", nullable(arrayOf("string")), "optional"],
  },
};

export const createSecretRequest: Model<CreateSecretRequest> = {
  name: "CreateSecretRequest",
  fields: {
    name: ["name", "string", "required"],
    value: ["value", "string", "required"],
  },
};

export const createSecretResponse: Model<CreateSecretResponse> = {
  name: "CreateSecretResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const createUploadRequest: Model<CreateUploadRequest> = {
  name: "CreateUploadRequest",
  fields: {
    filename: ["filename", nullable("string"), "optional"],
    contentType: ["content_type", nullable("string"), "optional"],
    contentEncoding: ["content_encoding", nullable("string"), "optional"],
    declaredSizeBytes: ["declared_size_bytes", nullable("integer"), "optional"],
    partSize: ["part_size", nullable("integer"), "optional"],
    checksumAlgo: ["checksum_algo", nullable("string"), "optional"],
    checksumValue: ["checksum_value", nullable("string"), "optional"],
  },
};

export const createWorkspaceRequest: Model<CreateWorkspaceRequest> = {
  name: "CreateWorkspaceRequest",
  fields: {
    name: ["name", "string", "required"],
    organizationPublicId: ["organization_public_id", nullable("string"), "optional"],
  },
};

export const createWorkspaceResponse: Model<CreateWorkspaceResponse> = {
  name: "CreateWorkspaceResponse",
  fields: {
    ok: ["ok", "boolean", "required"],
    workspace: ["workspace", modelOf(() => workspaceDetail), "required"],
  },
};

export const csvOptions: Model<CsvOptions> = {
  name: "CsvOptions",
  fields: {
    delimiter: ["delimiter", nullable("string"), "optional"],
    quote: ["quote", nullable("string"), "optional"],
    escape: ["escape", nullable("string"), "optional"],
    encoding: ["encoding", nullable("string"), "optional"],
    header: ["header", nullable("boolean"), "optional"],
    names: ["names", nullable(arrayOf("string")), "optional"],
    types: [
      "types",
      nullable(mapOf(unionOf(["string", modelOf(() => columnTypeSpec)]))),
      "optional",
    ],
    inferTypes: ["infer_types", nullable("boolean"), "optional"],
    null: ["null", nullable(unionOf(["string", arrayOf("string")])), "optional"],
    decimal: ["decimal", nullable("string"), "optional"],
    thousands: ["thousands", nullable("string"), "optional"],
    comment: ["comment", nullable("string"), "optional"],
    skipLines: ["skip_lines", nullable("integer"), "optional"],
    fillMissing: ["fill_missing", nullable("boolean"), "optional"],
    dateFormat: ["date_format", nullable("string"), "optional"],
    timestampFormat: ["timestamp_format", nullable("string"), "optional"],
  },
};

export const databaseAttachmentInfo: Model<DatabaseAttachmentInfo> = {
  name: "DatabaseAttachmentInfo",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    alias: ["alias", nullable("string"), "optional"],
  },
};

export const databaseBatchResponse: Model<DatabaseBatchResponse> = {
  name: "DatabaseBatchResponse",
  fields: {
    batchId: ["batch_id", "string", "required"],
    count: ["count", "integer", "required"],
    createdCount: ["created_count", "integer", "required"],
    cancelRequested: ["cancel_requested", "boolean", "required"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
    jobId: ["job_id", nullable("string"), "optional"],
    statusUrl: ["status_url", nullable("string"), "optional"],
  },
};

export const databaseContextEntry: Model<DatabaseContextEntry> = {
  name: "DatabaseContextEntry",
  fields: {
    name: ["name", "string", "required"],
    content: ["content", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const databaseCountResponse: Model<DatabaseCountResponse> = {
  name: "DatabaseCountResponse",
  fields: {
    total: ["total", "integer", "required"],
  },
};

export const databaseDefaultSchemaDecl: Model<DatabaseDefaultSchemaDecl> = {
  name: "DatabaseDefaultSchemaDecl",
  fields: {
    name: ["name", "string", "required"],
    tables: ["tables", nullable(arrayOf(modelOf(() => databaseDefaultTableDecl))), "optional"],
  },
};

export const databaseDefaultTableDecl: Model<DatabaseDefaultTableDecl> = {
  name: "DatabaseDefaultTableDecl",
  fields: {
    name: ["name", "string", "required"],
    key: ["key", nullable(arrayOf("string")), "optional"],
    partitionBy: ["partition_by", nullable(arrayOf(modelOf(() => tablePartitionKey))), "optional"],
    sortedBy: ["sorted_by", nullable(arrayOf(modelOf(() => tableSortKey))), "optional"],
  },
};

export const databaseDetailResponse: Model<DatabaseDetailResponse> = {
  name: "DatabaseDetailResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", "string", "required"],
    defaultSchema: ["default_schema", "string", "required"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
    defaultConnectionId: ["default_connection_id", "string", "required"],
    createdAt: ["created_at", nullable("string"), "optional"],
    attachments: ["attachments", arrayOf(modelOf(() => databaseAttachmentInfo)), "required"],
  },
};

export const databaseSnapshot: Model<DatabaseSnapshot> = {
  name: "DatabaseSnapshot",
  fields: {
    snapshotId: ["snapshot_id", "integer", "required"],
    createdAt: ["created_at", "string", "required"],
    changes: ["changes", arrayOf(modelOf(() => databaseSnapshotChange)), "required"],
    rowsAdded: ["rows_added", "integer", "required"],
    filesAdded: ["files_added", "integer", "required"],
    filesRemoved: ["files_removed", "integer", "required"],
    tableRowCount: ["table_row_count", nullable("integer"), "required"],
  },
};

export const databaseSnapshotChange: Model<DatabaseSnapshotChange> = {
  name: "DatabaseSnapshotChange",
  fields: {
    kind: ["kind", "string", "required"],
    schemaName: ["schema_name", nullable("string"), "required"],
    tableName: ["table_name", nullable("string"), "required"],
  },
};

export const databaseSummary: Model<DatabaseSummary> = {
  name: "DatabaseSummary",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", "string", "required"],
    defaultSchema: ["default_schema", "string", "required"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
    createdAt: ["created_at", nullable("string"), "optional"],
  },
};

export const databaseTokenResponse: Model<DatabaseTokenResponse> = {
  name: "DatabaseTokenResponse",
  fields: {
    token: ["token", "string", "required"],
    refreshToken: ["refresh_token", "string", "required"],
    expiresIn: ["expires_in", "integer", "required"],
    refreshExpiresIn: ["refresh_expires_in", "integer", "required"],
    databaseId: ["database_id", "string", "required"],
  },
};

export const datasetSummary: Model<DatasetSummary> = {
  name: "DatasetSummary",
  fields: {
    id: ["id", "string", "required"],
    label: ["label", "string", "required"],
    schemaName: ["schema_name", "string", "required"],
    tableName: ["table_name", "string", "required"],
    latestVersion: ["latest_version", "integer", "required"],
    pinnedVersion: ["pinned_version", nullable("integer"), "optional"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const datasetVersionSummary: Model<DatasetVersionSummary> = {
  name: "DatasetVersionSummary",
  fields: {
    id: ["id", "string", "required"],
    version: ["version", "integer", "required"],
    sourceType: ["source_type", "string", "required"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const deleteDatabaseBatchResponse: Model<DeleteDatabaseBatchResponse> = {
  name: "DeleteDatabaseBatchResponse",
  fields: {
    batchId: ["batch_id", "string", "required"],
    deletedCount: ["deleted_count", "integer", "required"],
  },
};

export const deleteSandboxResponse: Model<DeleteSandboxResponse> = {
  name: "DeleteSandboxResponse",
  fields: {
    ok: ["ok", "boolean", "required"],
    deleted: ["deleted", "boolean", "required"],
  },
};

export const embeddingProviderResponse: Model<EmbeddingProviderResponse> = {
  name: "EmbeddingProviderResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    providerType: ["provider_type", "string", "required"],
    config: ["config", nullable(mapOf("any")), "required"],
    hasSecret: ["has_secret", "boolean", "required"],
    source: ["source", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const executeSavedQueryRequest: Model<ExecuteSavedQueryRequest> = {
  name: "ExecuteSavedQueryRequest",
  fields: {
    version: ["version", nullable("integer"), "optional"],
  },
};

export const finalizeUploadPart: Model<FinalizeUploadPart> = {
  name: "FinalizeUploadPart",
  fields: {
    partNumber: ["part_number", "integer", "required"],
    eTag: ["e_tag", "string", "required"],
  },
};

export const finalizeUploadRequest: Model<FinalizeUploadRequest> = {
  name: "FinalizeUploadRequest",
  fields: {
    parts: ["parts", nullable(arrayOf(modelOf(() => finalizeUploadPart))), "optional"],
  },
};

export const finalizeUploadResponse: Model<FinalizeUploadResponse> = {
  name: "FinalizeUploadResponse",
  fields: {
    uploadId: ["upload_id", "string", "required"],
    status: ["status", "string", "required"],
    sizeBytes: ["size_bytes", "integer", "required"],
    contentType: ["content_type", nullable("string"), "optional"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const forkDatabaseRequest: Model<ForkDatabaseRequest> = {
  name: "ForkDatabaseRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
  },
};

export const getConnectionResponse: Model<GetConnectionResponse> = {
  name: "GetConnectionResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    sourceType: ["source_type", "string", "required"],
    tableCount: ["table_count", "integer", "required"],
    syncedTableCount: ["synced_table_count", "integer", "required"],
  },
};

export const getDatabaseContextResponse: Model<GetDatabaseContextResponse> = {
  name: "GetDatabaseContextResponse",
  fields: {
    context: ["context", modelOf(() => databaseContextEntry), "required"],
  },
};

export const getDatasetResponse: Model<GetDatasetResponse> = {
  name: "GetDatasetResponse",
  fields: {
    id: ["id", "string", "required"],
    label: ["label", "string", "required"],
    schemaName: ["schema_name", "string", "required"],
    tableName: ["table_name", "string", "required"],
    latestVersion: ["latest_version", "integer", "required"],
    pinnedVersion: ["pinned_version", nullable("integer"), "optional"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
    sourceType: ["source_type", "string", "required"],
    columns: ["columns", arrayOf(modelOf(() => columnInfo)), "required"],
  },
};

export const getResultResponse: Model<GetResultResponse> = {
  name: "GetResultResponse",
  fields: {
    resultId: ["result_id", "string", "required"],
    status: ["status", "string", "required"],
    columns: ["columns", nullable(arrayOf("string")), "optional"],
    nullable: ["nullable", nullable(arrayOf("boolean")), "optional"],
    rows: ["rows", nullable(arrayOf(arrayOf("any"))), "optional"],
    rowCount: ["row_count", nullable("integer"), "optional"],
    errorMessage: ["error_message", nullable("string"), "optional"],
  },
};

export const getSecretResponse: Model<GetSecretResponse> = {
  name: "GetSecretResponse",
  fields: {
    name: ["name", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const getWorkspaceContextResponse: Model<GetWorkspaceContextResponse> = {
  name: "GetWorkspaceContextResponse",
  fields: {
    context: ["context", modelOf(() => workspaceContextEntry), "required"],
  },
};

export const healthResponse: Model<HealthResponse> = {
  name: "HealthResponse",
  fields: {
    status: ["status", "string", "required"],
    service: ["service", "string", "required"],
    version: ["version", "string", "required"],
  },
};

export const indexEntryResponse: Model<IndexEntryResponse> = {
  name: "IndexEntryResponse",
  fields: {
    connectionId: ["connection_id", nullable("string"), "optional"],
    schemaName: ["schema_name", "string", "required"],
    tableName: ["table_name", "string", "required"],
    indexName: ["index_name", "string", "required"],
    indexType: ["index_type", "string", "required"],
    columns: ["columns", arrayOf("string"), "required"],
    metric: ["metric", "string", "optional"],
    sourceColumn: ["source_column", "string", "optional"],
    status: ["status", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const indexInfoResponse: Model<IndexInfoResponse> = {
  name: "IndexInfoResponse",
  fields: {
    indexName: ["index_name", "string", "required"],
    indexType: ["index_type", "string", "required"],
    columns: ["columns", arrayOf("string"), "required"],
    metric: ["metric", nullable("string"), "optional"],
    sourceColumn: ["source_column", nullable("string"), "optional"],
    status: ["status", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const informationSchemaResponse: Model<InformationSchemaResponse> = {
  name: "InformationSchemaResponse",
  fields: {
    tables: ["tables", arrayOf(modelOf(() => tableInfo)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
    nextCursor: ["next_cursor", nullable("string"), "optional"],
  },
};

export const inlineData: Model<InlineData> = {
  name: "InlineData",
  fields: {
    format: ["format", "string", "required"],
    content: ["content", "string", "required"],
    columns: [
      "columns",
      nullable(mapOf(unionOf(["string", modelOf(() => columnTypeSpec)]))),
      "optional",
    ],
  },
};

export const inlineDatasetSource: Model<InlineDatasetSource> = {
  name: "InlineDatasetSource",
  fields: {
    type: ["type", "string", "required"],
    inline: ["inline", modelOf(() => inlineData), "required"],
  },
};

export const jobProgress: Model<JobProgress> = {
  name: "JobProgress",
  fields: {
    done: ["done", "integer", "required"],
    total: ["total", nullable("integer"), "required"],
  },
};

export const jobStatusResponse: Model<JobStatusResponse> = {
  name: "JobStatusResponse",
  fields: {
    id: ["id", "string", "required"],
    jobType: ["job_type", "string", "required"],
    status: ["status", "string", "required"],
    attempts: ["attempts", "integer", "required"],
    createdAt: ["created_at", "string", "required"],
    completedAt: ["completed_at", nullable("string"), "optional"],
    errorMessage: ["error_message", nullable("string"), "optional"],
    result: [
      "result",
      nullable(unionOf([modelOf(() => loadManagedTableResponse), modelOf(() => bulkCreateDatabasesResult), modelOf(() => refreshDatasetResponse)])),
      "optional",
    ],
    progress: ["progress", nullable(modelOf(() => jobProgress)), "optional"],
  },
};

export const listApiKeysResponse: Model<ListApiKeysResponse> = {
  name: "ListApiKeysResponse",
  fields: {
    apiKeys: ["api_keys", arrayOf(modelOf(() => apiKey)), "required"],
  },
};

export const listAuditEventsResponse: Model<ListAuditEventsResponse> = {
  name: "ListAuditEventsResponse",
  fields: {
    auditEvents: ["audit_events", arrayOf(modelOf(() => auditEvent)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
    nextCursor: ["next_cursor", nullable("string"), "optional"],
  },
};

export const listConnectionTypesResponse: Model<ListConnectionTypesResponse> = {
  name: "ListConnectionTypesResponse",
  fields: {
    connectionTypes: [
      "connection_types",
      arrayOf(modelOf(() => connectionTypeSummary)),
      "required",
    ],
  },
};

export const listConnectionsResponse: Model<ListConnectionsResponse> = {
  name: "ListConnectionsResponse",
  fields: {
    connections: ["connections", arrayOf(modelOf(() => connectionInfo)), "required"],
  },
};

export const listDatabaseContextsResponse: Model<ListDatabaseContextsResponse> = {
  name: "ListDatabaseContextsResponse",
  fields: {
    contexts: ["contexts", arrayOf(modelOf(() => databaseContextEntry)), "required"],
  },
};

export const listDatabaseSnapshotsResponse: Model<ListDatabaseSnapshotsResponse> = {
  name: "ListDatabaseSnapshotsResponse",
  fields: {
    snapshots: ["snapshots", arrayOf(modelOf(() => databaseSnapshot)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
    nextCursor: ["next_cursor", nullable("string"), "optional"],
  },
};

export const listDatabasesResponse: Model<ListDatabasesResponse> = {
  name: "ListDatabasesResponse",
  fields: {
    databases: ["databases", arrayOf(modelOf(() => databaseSummary)), "required"],
    count: ["count", nullable("integer"), "optional"],
    limit: ["limit", nullable("integer"), "optional"],
    hasMore: ["has_more", nullable("boolean"), "optional"],
    nextCursor: ["next_cursor", nullable("string"), "optional"],
  },
};

export const listDatasetVersionsResponse: Model<ListDatasetVersionsResponse> = {
  name: "ListDatasetVersionsResponse",
  fields: {
    datasetId: ["dataset_id", "string", "required"],
    versions: ["versions", arrayOf(modelOf(() => datasetVersionSummary)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    offset: ["offset", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
  },
};

export const listDatasetsResponse: Model<ListDatasetsResponse> = {
  name: "ListDatasetsResponse",
  fields: {
    datasets: ["datasets", arrayOf(modelOf(() => datasetSummary)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    offset: ["offset", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
  },
};

export const listEmbeddingProvidersResponse: Model<ListEmbeddingProvidersResponse> = {
  name: "ListEmbeddingProvidersResponse",
  fields: {
    embeddingProviders: [
      "embedding_providers",
      arrayOf(modelOf(() => embeddingProviderResponse)),
      "required",
    ],
  },
};

export const listIndexesPageResponse: Model<ListIndexesPageResponse> = {
  name: "ListIndexesPageResponse",
  fields: {
    indexes: ["indexes", arrayOf(modelOf(() => indexEntryResponse)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
    nextCursor: ["next_cursor", nullable("string"), "optional"],
  },
};

export const listIndexesResponse: Model<ListIndexesResponse> = {
  name: "ListIndexesResponse",
  fields: {
    indexes: ["indexes", arrayOf(modelOf(() => indexInfoResponse)), "required"],
  },
};

export const listJobsResponse: Model<ListJobsResponse> = {
  name: "ListJobsResponse",
  fields: {
    jobs: ["jobs", arrayOf(modelOf(() => jobStatusResponse)), "required"],
  },
};

export const listQueryRunsResponse: Model<ListQueryRunsResponse> = {
  name: "ListQueryRunsResponse",
  fields: {
    queryRuns: ["query_runs", arrayOf(modelOf(() => queryRunInfo)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
    nextCursor: ["next_cursor", nullable("string"), "optional"],
  },
};

export const listResultsResponse: Model<ListResultsResponse> = {
  name: "ListResultsResponse",
  fields: {
    results: ["results", arrayOf(modelOf(() => resultInfo)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    offset: ["offset", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
  },
};

export const listSandboxesResponse: Model<ListSandboxesResponse> = {
  name: "ListSandboxesResponse",
  fields: {
    ok: ["ok", "boolean", "required"],
    sandboxes: ["sandboxes", arrayOf(modelOf(() => sandbox)), "required"],
  },
};

export const listSavedQueriesResponse: Model<ListSavedQueriesResponse> = {
  name: "ListSavedQueriesResponse",
  fields: {
    queries: ["queries", arrayOf(modelOf(() => savedQuerySummary)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    offset: ["offset", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
  },
};

export const listSavedQueryVersionsResponse: Model<ListSavedQueryVersionsResponse> = {
  name: "ListSavedQueryVersionsResponse",
  fields: {
    savedQueryId: ["saved_query_id", "string", "required"],
    versions: ["versions", arrayOf(modelOf(() => savedQueryVersionInfo)), "required"],
    count: ["count", "integer", "required"],
    limit: ["limit", "integer", "required"],
    offset: ["offset", "integer", "required"],
    hasMore: ["has_more", "boolean", "required"],
  },
};

export const listSecretsResponse: Model<ListSecretsResponse> = {
  name: "ListSecretsResponse",
  fields: {
    secrets: ["secrets", arrayOf(modelOf(() => secretMetadataResponse)), "required"],
  },
};

export const listUploadsResponse: Model<ListUploadsResponse> = {
  name: "ListUploadsResponse",
  fields: {
    uploads: ["uploads", arrayOf(modelOf(() => uploadInfo)), "required"],
  },
};

export const listWorkspaceContextsResponse: Model<ListWorkspaceContextsResponse> = {
  name: "ListWorkspaceContextsResponse",
  fields: {
    contexts: ["contexts", arrayOf(modelOf(() => workspaceContextEntry)), "required"],
  },
};

export const listWorkspacesResponse: Model<ListWorkspacesResponse> = {
  name: "ListWorkspacesResponse",
  fields: {
    ok: ["ok", "boolean", "required"],
    workspaces: ["workspaces", arrayOf(modelOf(() => workspaceListItem)), "required"],
  },
};

export const loadManagedTableRequest: Model<LoadManagedTableRequest> = {
  name: "LoadManagedTableRequest",
  fields: {
    mode: ["mode", "string", "required"],
    uploadId: ["upload_id", nullable("string"), "optional"],
    uploadIds: ["upload_ids", nullable(arrayOf("string")), "optional"],
    resultId: ["result_id", nullable("string"), "optional"],
    data: ["data", nullable("string"), "optional"],
    format: ["format", nullable("string"), "optional"],
    columns: [
      "columns",
      nullable(mapOf(unionOf(["string", modelOf(() => columnTypeSpec)]))),
      "optional",
    ],
    csv: ["csv", nullable(modelOf(() => csvOptions)), "optional"],
    onError: ["on_error", nullable("string"), "optional"],
    key: ["key", nullable(arrayOf("string")), "optional"],
    idempotencyKey: ["idempotency_key", nullable("string"), "optional"],
    async: ["async", nullable("boolean"), "optional"],
    asyncAfterMs: ["async_after_ms", nullable("integer"), "optional"],
  },
};

export const loadManagedTableResponse: Model<LoadManagedTableResponse> = {
  name: "LoadManagedTableResponse",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    schemaName: ["schema_name", "string", "required"],
    tableName: ["table_name", "string", "required"],
    rowCount: ["row_count", "integer", "required"],
    arrowSchemaJson: ["arrow_schema_json", "string", "required"],
    rejectedRows: ["rejected_rows", "integer", "optional"],
    rejectsResultId: ["rejects_result_id", "string", "optional"],
    rejectsUrl: ["rejects_url", "string", "optional"],
  },
};

export const managedColumnResponse: Model<ManagedColumnResponse> = {
  name: "ManagedColumnResponse",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    schema: ["schema", "string", "required"],
    table: ["table", "string", "required"],
    column: ["column", "string", "required"],
  },
};

export const managedSchemaResponse: Model<ManagedSchemaResponse> = {
  name: "ManagedSchemaResponse",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    schema: ["schema", "string", "required"],
    tables: ["tables", arrayOf("string"), "required"],
  },
};

export const managedTableResponse: Model<ManagedTableResponse> = {
  name: "ManagedTableResponse",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    schema: ["schema", "string", "required"],
    table: ["table", "string", "required"],
  },
};

export const mintDatabaseTokenRequest: Model<MintDatabaseTokenRequest> = {
  name: "MintDatabaseTokenRequest",
  fields: {
    grantType: ["grant_type", nullable("string"), "optional"],
    databaseId: ["database_id", nullable("string"), "optional"],
    refreshToken: ["refresh_token", nullable("string"), "optional"],
    name: ["name", nullable("string"), "optional"],
  },
};

export const mintSandboxTokenRequest: Model<MintSandboxTokenRequest> = {
  name: "MintSandboxTokenRequest",
  fields: {
    grantType: ["grant_type", nullable("string"), "optional"],
    sandboxId: ["sandbox_id", nullable("string"), "optional"],
    refreshToken: ["refresh_token", nullable("string"), "optional"],
    name: ["name", nullable("string"), "optional"],
  },
};

export const mintUploadPartsRequest: Model<MintUploadPartsRequest> = {
  name: "MintUploadPartsRequest",
  fields: {
    partNumbers: ["part_numbers", arrayOf("integer"), "required"],
  },
};

export const mintUploadPartsResponse: Model<MintUploadPartsResponse> = {
  name: "MintUploadPartsResponse",
  fields: {
    parts: ["parts", arrayOf(modelOf(() => mintedUploadPartResponse)), "required"],
  },
};

export const mintedUploadPartResponse: Model<MintedUploadPartResponse> = {
  name: "MintedUploadPartResponse",
  fields: {
    partNumber: ["part_number", "integer", "required"],
    url: ["url", "string", "required"],
  },
};

export const numericProfileDetail: Model<NumericProfileDetail> = {
  name: "NumericProfileDetail",
  fields: {
    type: ["type", "string", "required"],
    min: ["min", "string", "required"],
    max: ["max", "string", "required"],
    mean: ["mean", "number", "required"],
  },
};

export const queryRequest: Model<QueryRequest> = {
  name: "QueryRequest",
  fields: {
    sql: ["sql", "string", "required"],
    databaseId: ["database_id", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", nullable("string"), "optional"],
    defaultSchema: ["default_schema", nullable("string"), "optional"],
    dialect: ["dialect", nullable("string"), "optional"],
    parameters: ["parameters", nullable(unionOf([arrayOf("any"), mapOf("any")])), "optional"],
    timeoutMs: ["timeout_ms", nullable("integer"), "optional"],
    async: ["async", nullable("boolean"), "optional"],
    asyncAfterMs: ["async_after_ms", nullable("integer"), "optional"],
  },
};

export const queryResponse: Model<QueryResponse> = {
  name: "QueryResponse",
  fields: {
    queryRunId: ["query_run_id", "string", "required"],
    resultId: ["result_id", nullable("string"), "optional"],
    columns: ["columns", arrayOf("string"), "required"],
    nullable: ["nullable", arrayOf("boolean"), "required"],
    rows: ["rows", arrayOf(arrayOf("any")), "required"],
    rowCount: ["row_count", "integer", "required"],
    previewRowCount: ["preview_row_count", "integer", "required"],
    totalRowCount: ["total_row_count", nullable("integer"), "optional"],
    truncated: ["truncated", "boolean", "required"],
    executionTimeMs: ["execution_time_ms", "integer", "required"],
    warning: ["warning", nullable("string"), "optional"],
  },
};

export const queryRunInfo: Model<QueryRunInfo> = {
  name: "QueryRunInfo",
  fields: {
    id: ["id", "string", "required"],
    status: ["status", "string", "required"],
    sqlText: ["sql_text", "string", "required"],
    sqlHash: ["sql_hash", "string", "required"],
    snapshotId: ["snapshot_id", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    completedAt: ["completed_at", nullable("string"), "optional"],
    executionTimeMs: ["execution_time_ms", nullable("integer"), "optional"],
    serverProcessingMs: ["server_processing_ms", nullable("integer"), "optional"],
    resultId: ["result_id", nullable("string"), "optional"],
    rowCount: ["row_count", nullable("integer"), "optional"],
    rowsScanned: ["rows_scanned", nullable("integer"), "optional"],
    bytesScanned: ["bytes_scanned", nullable("integer"), "optional"],
    errorMessage: ["error_message", nullable("string"), "optional"],
    warningMessage: ["warning_message", nullable("string"), "optional"],
    savedQueryId: ["saved_query_id", nullable("string"), "optional"],
    savedQueryVersion: ["saved_query_version", nullable("integer"), "optional"],
    sandboxId: ["sandbox_id", nullable("string"), "optional"],
    traceId: ["trace_id", nullable("string"), "optional"],
    userPublicId: ["user_public_id", nullable("string"), "optional"],
  },
};

export const refreshDatasetResponse: Model<RefreshDatasetResponse> = {
  name: "RefreshDatasetResponse",
  fields: {
    id: ["id", "string", "required"],
    version: ["version", "integer", "required"],
    status: ["status", "string", "required"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const refreshRequest: Model<RefreshRequest> = {
  name: "RefreshRequest",
  fields: {
    datasetId: ["dataset_id", nullable("string"), "optional"],
    connectionId: ["connection_id", nullable("string"), "optional"],
    schemaName: ["schema_name", nullable("string"), "optional"],
    tableName: ["table_name", nullable("string"), "optional"],
    data: ["data", nullable("boolean"), "optional"],
    includeUncached: ["include_uncached", nullable("boolean"), "optional"],
    async: ["async", nullable("boolean"), "optional"],
    asyncAfterMs: ["async_after_ms", nullable("integer"), "optional"],
  },
};

export const renameColumnRequest: Model<RenameColumnRequest> = {
  name: "RenameColumnRequest",
  fields: {
    name: ["name", "string", "required"],
  },
};

export const renameSchemaRequest: Model<RenameSchemaRequest> = {
  name: "RenameSchemaRequest",
  fields: {
    name: ["name", "string", "required"],
  },
};

export const renameTableRequest: Model<RenameTableRequest> = {
  name: "RenameTableRequest",
  fields: {
    name: ["name", "string", "required"],
  },
};

export const resultInfo: Model<ResultInfo> = {
  name: "ResultInfo",
  fields: {
    id: ["id", "string", "required"],
    status: ["status", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    errorMessage: ["error_message", nullable("string"), "optional"],
  },
};

export const runtimeStatusResponse: Model<RuntimeStatusResponse> = {
  name: "RuntimeStatusResponse",
  fields: {
    state: ["state", "string", "required"],
  },
};

export const sandbox: Model<Sandbox> = {
  name: "Sandbox",
  fields: {
    publicId: ["public_id", "string", "required"],
    name: ["name", "string", "required"],
    markdown: ["markdown", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const sandboxResponse: Model<SandboxResponse> = {
  name: "SandboxResponse",
  fields: {
    ok: ["ok", "boolean", "required"],
    sandbox: ["sandbox", modelOf(() => sandbox), "required"],
  },
};

export const sandboxTokenResponse: Model<SandboxTokenResponse> = {
  name: "SandboxTokenResponse",
  fields: {
    token: ["token", "string", "required"],
    refreshToken: ["refresh_token", "string", "required"],
    expiresIn: ["expires_in", "integer", "required"],
    refreshExpiresIn: ["refresh_expires_in", "integer", "required"],
    sandboxId: ["sandbox_id", "string", "required"],
  },
};

export const savedQueryDatasetSource: Model<SavedQueryDatasetSource> = {
  name: "SavedQueryDatasetSource",
  fields: {
    type: ["type", "string", "required"],
    savedQueryId: ["saved_query_id", "string", "required"],
    version: ["version", nullable("integer"), "optional"],
  },
};

export const savedQueryDetail: Model<SavedQueryDetail> = {
  name: "SavedQueryDetail",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    description: ["description", "string", "required"],
    tags: ["tags", arrayOf("string"), "required"],
    latestVersion: ["latest_version", "integer", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
    sql: ["sql", "string", "required"],
    sqlHash: ["sql_hash", "string", "required"],
    category: ["category", nullable("string"), "optional"],
    numTables: ["num_tables", nullable("integer"), "optional"],
    hasPredicate: ["has_predicate", nullable("boolean"), "optional"],
    hasJoin: ["has_join", nullable("boolean"), "optional"],
    hasAggregation: ["has_aggregation", nullable("boolean"), "optional"],
    hasGroupBy: ["has_group_by", nullable("boolean"), "optional"],
    hasOrderBy: ["has_order_by", nullable("boolean"), "optional"],
    hasLimit: ["has_limit", nullable("boolean"), "optional"],
    tableSize: ["table_size", nullable("string"), "optional"],
  },
};

export const savedQuerySummary: Model<SavedQuerySummary> = {
  name: "SavedQuerySummary",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    description: ["description", "string", "required"],
    tags: ["tags", arrayOf("string"), "required"],
    latestVersion: ["latest_version", "integer", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const savedQueryVersionInfo: Model<SavedQueryVersionInfo> = {
  name: "SavedQueryVersionInfo",
  fields: {
    version: ["version", "integer", "required"],
    sql: ["sql", "string", "required"],
    sqlHash: ["sql_hash", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    category: ["category", nullable("string"), "optional"],
    numTables: ["num_tables", nullable("integer"), "optional"],
    hasPredicate: ["has_predicate", nullable("boolean"), "optional"],
    hasJoin: ["has_join", nullable("boolean"), "optional"],
    hasAggregation: ["has_aggregation", nullable("boolean"), "optional"],
    hasGroupBy: ["has_group_by", nullable("boolean"), "optional"],
    hasOrderBy: ["has_order_by", nullable("boolean"), "optional"],
    hasLimit: ["has_limit", nullable("boolean"), "optional"],
    tableSize: ["table_size", nullable("string"), "optional"],
  },
};

export const schemaRefreshResult: Model<SchemaRefreshResult> = {
  name: "SchemaRefreshResult",
  fields: {
    connectionsRefreshed: ["connections_refreshed", "integer", "required"],
    connectionsFailed: ["connections_failed", "integer", "required"],
    tablesDiscovered: ["tables_discovered", "integer", "required"],
    tablesAdded: ["tables_added", "integer", "required"],
    tablesModified: ["tables_modified", "integer", "required"],
    errors: ["errors", arrayOf(modelOf(() => connectionSchemaError)), "optional"],
  },
};

export const secretMetadataResponse: Model<SecretMetadataResponse> = {
  name: "SecretMetadataResponse",
  fields: {
    name: ["name", "string", "required"],
    createdAt: ["created_at", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const setWorkspaceLimitsRequest: Model<SetWorkspaceLimitsRequest> = {
  name: "SetWorkspaceLimitsRequest",
  fields: {
    queryTimeoutMs: ["query_timeout_ms", nullable("integer"), "optional"],
    maxDataBytes: ["max_data_bytes", nullable("integer"), "optional"],
    maxResultBytes: ["max_result_bytes", nullable("integer"), "optional"],
    maxUploadBytes: ["max_upload_bytes", nullable("integer"), "optional"],
    maxSpillBytes: ["max_spill_bytes", nullable("integer"), "optional"],
  },
};

export const sqlQueryDatasetSource: Model<SqlQueryDatasetSource> = {
  name: "SqlQueryDatasetSource",
  fields: {
    type: ["type", "string", "required"],
    sql: ["sql", "string", "required"],
    name: ["name", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
  },
};

export const submitJobResponse: Model<SubmitJobResponse> = {
  name: "SubmitJobResponse",
  fields: {
    id: ["id", "string", "required"],
    status: ["status", "string", "required"],
    statusUrl: ["status_url", "string", "required"],
  },
};

export const tableInfo: Model<TableInfo> = {
  name: "TableInfo",
  fields: {
    connection: ["connection", "string", "required"],
    schema: ["schema", "string", "required"],
    table: ["table", "string", "required"],
    synced: ["synced", "boolean", "required"],
    lastSync: ["last_sync", nullable("string"), "optional"],
    columns: ["columns", nullable(arrayOf(modelOf(() => columnInfo))), "optional"],
    partitionBy: ["partition_by", arrayOf(modelOf(() => tablePartitionKey)), "required"],
    sortedBy: ["sorted_by", arrayOf(modelOf(() => tableSortKey)), "required"],
    constantPerKey: ["constant_per_key", arrayOf("string"), "optional"],
  },
};

export const tablePartitionKey: Model<TablePartitionKey> = {
  name: "TablePartitionKey",
  fields: {
    column: ["column", "string", "required"],
    transform: ["transform", "string", "required"],
  },
};

export const tableProfileResponse: Model<TableProfileResponse> = {
  name: "TableProfileResponse",
  fields: {
    connection: ["connection", "string", "required"],
    schema: ["schema", "string", "required"],
    table: ["table", "string", "required"],
    rowCount: ["row_count", "integer", "required"],
    syncedAt: ["synced_at", nullable("string"), "optional"],
    columns: ["columns", arrayOf(modelOf(() => columnProfileInfo)), "required"],
  },
};

export const tableSortKey: Model<TableSortKey> = {
  name: "TableSortKey",
  fields: {
    column: ["column", "string", "required"],
    direction: ["direction", nullable("string"), "optional"],
    nulls: ["nulls", nullable("string"), "optional"],
  },
};

export const temporalProfileDetail: Model<TemporalProfileDetail> = {
  name: "TemporalProfileDetail",
  fields: {
    type: ["type", "string", "required"],
    min: ["min", "string", "required"],
    max: ["max", "string", "required"],
  },
};

export const textProfileDetail: Model<TextProfileDetail> = {
  name: "TextProfileDetail",
  fields: {
    type: ["type", "string", "required"],
    minLength: ["min_length", "integer", "required"],
    maxLength: ["max_length", "integer", "required"],
    avgLength: ["avg_length", "number", "required"],
  },
};

export const updateApiKeyRequest: Model<UpdateApiKeyRequest> = {
  name: "UpdateApiKeyRequest",
  fields: {
    name: ["name", "string", "required"],
  },
};

export const updateDatabaseRequest: Model<UpdateDatabaseRequest> = {
  name: "UpdateDatabaseRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    expiresAt: ["expires_at", nullable("string"), "optional"],
  },
};

export const updateDatasetRequest: Model<UpdateDatasetRequest> = {
  name: "UpdateDatasetRequest",
  fields: {
    label: ["label", nullable("string"), "optional"],
    tableName: ["table_name", nullable("string"), "optional"],
    pinnedVersion: ["pinned_version", nullable("integer"), "optional"],
  },
};

export const updateDatasetResponse: Model<UpdateDatasetResponse> = {
  name: "UpdateDatasetResponse",
  fields: {
    id: ["id", "string", "required"],
    label: ["label", "string", "required"],
    tableName: ["table_name", "string", "required"],
    latestVersion: ["latest_version", "integer", "required"],
    pinnedVersion: ["pinned_version", nullable("integer"), "optional"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const updateEmbeddingProviderRequest: Model<UpdateEmbeddingProviderRequest> = {
  name: "UpdateEmbeddingProviderRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    config: ["config", nullable(mapOf("any")), "optional"],
    apiKey: ["api_key", nullable("string"), "optional"],
    secretName: ["secret_name", nullable("string"), "optional"],
  },
};

export const updateEmbeddingProviderResponse: Model<UpdateEmbeddingProviderResponse> = {
  name: "UpdateEmbeddingProviderResponse",
  fields: {
    id: ["id", "string", "required"],
    name: ["name", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const updateSandboxRequest: Model<UpdateSandboxRequest> = {
  name: "UpdateSandboxRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    markdown: ["markdown", nullable("string"), "optional"],
  },
};

export const updateSavedQueryRequest: Model<UpdateSavedQueryRequest> = {
  name: "UpdateSavedQueryRequest",
  fields: {
    name: ["name", nullable("string"), "optional"],
    sql: ["sql", nullable("string"), "optional"],
    description: ["description", nullable("string"), "optional"],
    tags: ["tags", nullable(arrayOf("string")), "optional"],
    categoryOverride: ["category_override", nullable("string"), "optional"],
    tableSizeOverride: ["table_size_override", nullable("string"), "optional"],
  },
};

export const updateSecretRequest: Model<UpdateSecretRequest> = {
  name: "UpdateSecretRequest",
  fields: {
    value: ["value", "string", "required"],
  },
};

export const updateSecretResponse: Model<UpdateSecretResponse> = {
  name: "UpdateSecretResponse",
  fields: {
    name: ["name", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const uploadDatasetSource: Model<UploadDatasetSource> = {
  name: "UploadDatasetSource",
  fields: {
    type: ["type", "string", "required"],
    uploadId: ["upload_id", "string", "required"],
    format: ["format", nullable("string"), "optional"],
    columns: [
      "columns",
      nullable(mapOf(unionOf(["string", modelOf(() => columnTypeSpec)]))),
      "optional",
    ],
  },
};

export const uploadInfo: Model<UploadInfo> = {
  name: "UploadInfo",
  fields: {
    id: ["id", "string", "required"],
    status: ["status", "string", "required"],
    sizeBytes: ["size_bytes", "integer", "required"],
    contentType: ["content_type", nullable("string"), "optional"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const uploadResponse: Model<UploadResponse> = {
  name: "UploadResponse",
  fields: {
    id: ["id", "string", "required"],
    status: ["status", "string", "required"],
    sizeBytes: ["size_bytes", "integer", "required"],
    contentType: ["content_type", nullable("string"), "optional"],
    createdAt: ["created_at", "string", "required"],
  },
};

export const uploadSessionResponse: Model<UploadSessionResponse> = {
  name: "UploadSessionResponse",
  fields: {
    uploadId: ["upload_id", "string", "required"],
    mode: ["mode", "string", "required"],
    finalizeToken: ["finalize_token", "string", "required"],
    headers: ["headers", mapOf("string"), "required"],
    url: ["url", nullable("string"), "optional"],
    partUrls: ["part_urls", nullable(arrayOf("string")), "optional"],
    partSize: ["part_size", nullable("integer"), "optional"],
  },
};

export const upsertDatabaseContextRequest: Model<UpsertDatabaseContextRequest> = {
  name: "UpsertDatabaseContextRequest",
  fields: {
    name: ["name", "string", "required"],
    content: ["content", "string", "required"],
  },
};

export const upsertDatabaseContextResponse: Model<UpsertDatabaseContextResponse> = {
  name: "UpsertDatabaseContextResponse",
  fields: {
    context: ["context", modelOf(() => databaseContextEntry), "required"],
  },
};

export const upsertWorkspaceContextRequest: Model<UpsertWorkspaceContextRequest> = {
  name: "UpsertWorkspaceContextRequest",
  fields: {
    name: ["name", "string", "required"],
    content: ["content", "string", "required"],
  },
};

export const upsertWorkspaceContextResponse: Model<UpsertWorkspaceContextResponse> = {
  name: "UpsertWorkspaceContextResponse",
  fields: {
    context: ["context", modelOf(() => workspaceContextEntry), "required"],
  },
};

export const urlDatasetSource: Model<UrlDatasetSource> = {
  name: "UrlDatasetSource",
  fields: {
    type: ["type", "string", "required"],
    url: ["url", "string", "required"],
    format: ["format", nullable("string"), "optional"],
    columns: [
      "columns",
      nullable(mapOf(unionOf(["string", modelOf(() => columnTypeSpec)]))),
      "optional",
    ],
  },
};

export const workspaceContextEntry: Model<WorkspaceContextEntry> = {
  name: "WorkspaceContextEntry",
  fields: {
    name: ["name", "string", "required"],
    content: ["content", "string", "required"],
    updatedAt: ["updated_at", "string", "required"],
  },
};

export const workspaceDetail: Model<WorkspaceDetail> = {
  name: "WorkspaceDetail",
  fields: {
    publicId: ["public_id", "string", "required"],
    name: ["name", "string", "required"],
    provisionStatus: ["provision_status", "string", "required"],
    namespace: ["namespace", "string", "optional"],
    organizationPublicId: ["organization_public_id", "string", "optional"],
  },
};

export const workspaceLimits: Model<WorkspaceLimits> = {
  name: "WorkspaceLimits",
  fields: {
    queryTimeoutMs: ["query_timeout_ms", nullable("integer"), "required"],
    maxDataBytes: ["max_data_bytes", nullable("integer"), "required"],
    maxResultBytes: ["max_result_bytes", nullable("integer"), "required"],
    maxUploadBytes: ["max_upload_bytes", nullable("integer"), "required"],
    maxSpillBytes: ["max_spill_bytes", nullable("integer"), "required"],
  },
};

export const workspaceLimitsResponse: Model<WorkspaceLimitsResponse> = {
  name: "WorkspaceLimitsResponse",
  fields: {
    ok: ["ok", "boolean", "required"],
    limits: ["limits", modelOf(() => workspaceLimits), "required"],
    usage: ["usage", modelOf(() => workspaceStorageUsage), "required"],
  },
};

export const workspaceListItem: Model<WorkspaceListItem> = {
  name: "WorkspaceListItem",
  fields: {
    publicId: ["public_id", "string", "required"],
    name: ["name", "string", "required"],
    provisionStatus: ["provision_status", "string", "required"],
    namespace: ["namespace", "string", "optional"],
    organizationPublicId: ["organization_public_id", "string", "optional"],
    active: ["active", "boolean", "required"],
    favorite: ["favorite", "boolean", "required"],
  },
};

export const workspaceStorageUsage: Model<WorkspaceStorageUsage> = {
  name: "WorkspaceStorageUsage",
  fields: {
    dataBytes: ["data_bytes", "integer", "required"],
    resultBytes: ["result_bytes", "integer", "required"],
    uploadBytes: ["upload_bytes", "integer", "required"],
  },
};

export const workspaceUsageResponse: Model<WorkspaceUsageResponse> = {
  name: "WorkspaceUsageResponse",
  fields: {
    since: ["since", "string", "required"],
    queryCount: ["query_count", "integer", "required"],
    bytesScanned: ["bytes_scanned", "integer", "required"],
    storageBytes: ["storage_bytes", "integer", "required"],
    storageCapturedAt: ["storage_captured_at", nullable("string"), "optional"],
  },
};
