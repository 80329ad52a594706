// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import { arrayOf, mapOf, modelOf, nullable, unionOf } from "../core/model.ts";
import type { Model } from "../core/model.ts";
import type {
  AddManagedSchemaRequest,
  AddManagedTableDecl,
  AddManagedTableRequest,
  AsyncQueryResponse,
  BatchCreateUploadRequest,
  BatchCreateUploadResponse,
  ColumnInfo,
  ColumnTypeSpec,
  CreateDatabaseRequest,
  CreateDatabaseResponse,
  CreateUploadRequest,
  CreateWorkspaceRequest,
  CreateWorkspaceResponse,
  DatabaseAttachmentInfo,
  DatabaseCountResponse,
  DatabaseDefaultSchemaDecl,
  DatabaseDefaultTableDecl,
  DatabaseDetailResponse,
  DatabaseSummary,
  FinalizeUploadPart,
  FinalizeUploadRequest,
  FinalizeUploadResponse,
  GetResultResponse,
  HealthResponse,
  InformationSchemaResponse,
  ListDatabasesResponse,
  ListQueryRunsResponse,
  ListResultsResponse,
  ListUploadsResponse,
  ListWorkspacesResponse,
  LoadManagedTableRequest,
  LoadManagedTableResponse,
  ManagedSchemaResponse,
  ManagedTableResponse,
  MintUploadPartsRequest,
  MintUploadPartsResponse,
  MintedUploadPartResponse,
  QueryRequest,
  QueryResponse,
  QueryRunInfo,
  ResultInfo,
  SubmitJobResponse,
  TableInfo,
  TablePartitionKey,
  TableSortKey,
  UploadInfo,
  UploadResponse,
  UploadSessionResponse,
  WorkspaceDetail,
  WorkspaceListItem,
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

export const asyncQueryResponse: Model<AsyncQueryResponse> = {
  name: "AsyncQueryResponse",
  fields: {
    queryRunId: ["query_run_id", "string", "required"],
    status: ["status", "string", "required"],
    statusUrl: ["status_url", "string", "required"],
    reason: ["reason", nullable("string"), "optional"],
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

export const columnInfo: Model<ColumnInfo> = {
  name: "ColumnInfo",
  fields: {
    name: ["name", "string", "required"],
    dataType: ["data_type", "string", "required"],
    nullable: ["nullable", "boolean", "required"],
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

export const databaseAttachmentInfo: Model<DatabaseAttachmentInfo> = {
  name: "DatabaseAttachmentInfo",
  fields: {
    connectionId: ["connection_id", "string", "required"],
    alias: ["alias", nullable("string"), "optional"],
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

export const healthResponse: Model<HealthResponse> = {
  name: "HealthResponse",
  fields: {
    status: ["status", "string", "required"],
    service: ["service", "string", "required"],
    version: ["version", "string", "required"],
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

export const listUploadsResponse: Model<ListUploadsResponse> = {
  name: "ListUploadsResponse",
  fields: {
    uploads: ["uploads", arrayOf(modelOf(() => uploadInfo)), "required"],
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
    resultId: ["result_id", nullable("string"), "optional"],
    data: ["data", nullable("string"), "optional"],
    format: ["format", nullable("string"), "optional"],
    columns: [
      "columns",
      nullable(mapOf(unionOf(["string", modelOf(() => columnTypeSpec)]))),
      "optional",
    ],
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

export const queryRequest: Model<QueryRequest> = {
  name: "QueryRequest",
  fields: {
    sql: ["sql", "string", "required"],
    databaseId: ["database_id", nullable("string"), "optional"],
    defaultCatalog: ["default_catalog", nullable("string"), "optional"],
    defaultSchema: ["default_schema", nullable("string"), "optional"],
    dialect: ["dialect", nullable("string"), "optional"],
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
    traceId: ["trace_id", nullable("string"), "optional"],
    userPublicId: ["user_public_id", nullable("string"), "optional"],
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

export const tableSortKey: Model<TableSortKey> = {
  name: "TableSortKey",
  fields: {
    column: ["column", "string", "required"],
    direction: ["direction", nullable("string"), "optional"],
    nulls: ["nulls", nullable("string"), "optional"],
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

export const workspaceDetail: Model<WorkspaceDetail> = {
  name: "WorkspaceDetail",
  fields: {
    publicId: ["public_id", "string", "required"],
    name: ["name", "string", "required"],
    provisionStatus: ["provision_status", "string", "required"],
    namespace: ["namespace", "string", "optional"],
  },
};

export const workspaceListItem: Model<WorkspaceListItem> = {
  name: "WorkspaceListItem",
  fields: {
    publicId: ["public_id", "string", "required"],
    name: ["name", "string", "required"],
    provisionStatus: ["provision_status", "string", "required"],
    namespace: ["namespace", "string", "optional"],
    active: ["active", "boolean", "required"],
    favorite: ["favorite", "boolean", "required"],
  },
};
