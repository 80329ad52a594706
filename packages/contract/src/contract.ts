export type { Column, ColumnType, ScalarTypeName, StructField } from "./column-type.ts";
export { isAnyInteger, SCALAR_TYPE_NAMES } from "./column-type.ts";
export { effectOf, narrowestKeyOf } from "./operation-access.ts";
export type {
  HttpMethod,
  KeyScope,
  Operation,
  OperationAuth,
  OperationEffect,
  OperationResponse,
  RequestBody,
} from "./operation.ts";
export { arrowSchemaJson } from "./arrow-schema-json.ts";
export { arrowType } from "./arrow-type.ts";
export type { ArrowField, ArrowPlainTypeName, ArrowType } from "./arrow-type.ts";
export { ERROR_CODES, FLAT_ERROR_CODES } from "./error-codes.ts";
export type { ErrorCode, ErrorCodeEntry, FlatErrorCode } from "./error-codes.ts";
export { requestIssueMessage } from "./request-issue.ts";
export { sqlTypeText } from "./sql-type-text.ts";
export { arrowTypeName } from "./type-name.ts";
export { isAudited } from "./audited-operations.ts";
export { openApiDocument } from "./openapi-text.ts";
export { operations } from "./operations.ts";
export type { OperationId } from "./operations.ts";
export { IDENTIFIER_MAX_LENGTH, RESERVED_CATALOG_NAMES } from "./identifier.ts";
export { RESULT_CONTENT_TYPES, RESULT_FORMATS } from "./result-format.ts";
export type { ResultFormat } from "./result-format.ts";
export {
  ApiErrorDetail,
  ApiErrorDetails,
  ApiErrorResponse,
  ApiFieldError,
  FlatError,
} from "./models/api-error.ts";
export {
  ApiKey,
  CreateApiKeyRequest,
  CreateApiKeyResponse,
  ListApiKeysResponse,
  UpdateApiKeyRequest,
} from "./models/api-key.ts";
export {
  DatabaseTokenResponse,
  MintDatabaseTokenRequest,
  MintSandboxTokenRequest,
  SandboxTokenResponse,
} from "./models/scoped-token.ts";
export { ExchangeTokenRequest, ExchangeTokenResponse } from "./models/auth.ts";
export {
  contextName,
  DatabaseContextEntry,
  GetDatabaseContextResponse,
  ListDatabaseContextsResponse,
  UpsertDatabaseContextRequest,
  UpsertDatabaseContextResponse,
} from "./models/context.ts";
export {
  AttachDatabaseCatalogRequest,
  CreateDatabaseRequest,
  CreateDatabaseResponse,
  DatabaseAttachmentInfo,
  DatabaseCountResponse,
  DatabaseDefaultSchemaDecl,
  DatabaseDetailResponse,
  ForkDatabaseRequest,
  UpdateDatabaseRequest,
  DatabaseSummary,
  ListDatabasesResponse,
} from "./models/database.ts";
export {
  BulkCreateDatabasesRequest,
  DatabaseBatchResponse,
  DeleteDatabaseBatchResponse,
} from "./models/database-batch.ts";
export {
  ConnectionHealthResponse,
  ConnectionInfo,
  CreateConnectionRequest,
  CreateConnectionResponse,
  DiscoveryStatus,
  GetConnectionResponse,
  ListConnectionsResponse,
  ReadMode,
  SetTableSyncRequest,
  TableSyncResponse,
  UpdateConnectionRequest,
} from "./models/connection.ts";
export {
  ConnectionTypeDetail,
  ConnectionTypeSummary,
  ListConnectionTypesResponse,
} from "./models/connection-type.ts";
export {
  CreateDatasetRequest,
  CreateDatasetResponse,
  DatasetSummary,
  DatasetVersionSummary,
  GetDatasetResponse,
  ListDatasetsResponse,
  ListDatasetVersionsResponse,
  UpdateDatasetRequest,
  UpdateDatasetResponse,
} from "./models/dataset.ts";
export {
  DatasetSource,
  InlineData,
  InlineDatasetSource,
  SavedQueryDatasetSource,
  SqlQueryDatasetSource,
  UploadDatasetSource,
  UrlDatasetSource,
} from "./models/dataset-source.ts";
export {
  CreateEmbeddingProviderRequest,
  CreateEmbeddingProviderResponse,
  EmbeddingProviderResponse,
  ListEmbeddingProvidersResponse,
  UpdateEmbeddingProviderRequest,
  UpdateEmbeddingProviderResponse,
} from "./models/embedding-provider.ts";
export type { EmbeddingProviderType } from "./models/embedding-provider.ts";
export { HealthResponse } from "./models/health.ts";
export { ColumnInfo, InformationSchemaResponse, TableInfo } from "./models/information-schema.ts";
export {
  BulkCreateDatabasesResult,
  JobProgress,
  JobResult,
  JobStatus,
  JobStatusResponse,
  JobType,
  ListJobsResponse,
  LISTED_JOB_TYPES,
  SubmitJobResponse,
} from "./models/job.ts";
export { ColumnDefinition, ColumnTypeSpec } from "./models/column-definition.ts";
export { CsvOptions } from "./models/csv-options.ts";
export { LoadManagedTableRequest, LoadManagedTableResponse } from "./models/load.ts";
export {
  AddManagedSchemaRequest,
  AddManagedTableDecl,
  AddManagedTableRequest,
  DatabaseDefaultTableDecl,
  ManagedSchemaResponse,
  ManagedTableResponse,
} from "./models/managed-table.ts";
export {
  ManagedColumnResponse,
  RenameColumnRequest,
  RenameSchemaRequest,
  RenameTableRequest,
} from "./models/rename.ts";
export {
  AsyncQueryResponse,
  type QueryParameters,
  QueryRequest,
  QueryResponse,
} from "./models/query.ts";
export { OperatorProfile, QueryRunProfile } from "./models/query-run-profile.ts";
export {
  ListQueryRunsResponse,
  QUERY_RUN_STATUSES,
  QueryRunInfo,
  QueryRunSource,
} from "./models/query-run.ts";
export type { QueryRunStatus } from "./models/query-run.ts";
export {
  ConnectionSchemaError,
  ConnectionRefreshResult,
  RefreshDatasetResponse,
  RefreshRequest,
  RefreshResponse,
  RefreshWarning,
  SchemaRefreshResult,
  TableRefreshError,
  TableRefreshResult,
} from "./models/refresh.ts";
export { SQL_RESERVED_WORDS } from "./reserved-words.ts";
export { GetResultResponse, ListResultsResponse, ResultInfo } from "./models/result.ts";
export {
  CreateSandboxRequest,
  DeleteSandboxResponse,
  ListSandboxesResponse,
  Sandbox,
  SandboxResponse,
  UpdateSandboxRequest,
} from "./models/sandbox.ts";
export {
  CreateSavedQueryRequest,
  ExecuteSavedQueryRequest,
  ListSavedQueriesResponse,
  ListSavedQueryVersionsResponse,
  SAVED_QUERY_CATEGORIES,
  SavedQueryDetail,
  SavedQuerySummary,
  SavedQueryVersionInfo,
  UpdateSavedQueryRequest,
} from "./models/saved-query.ts";
export type { SavedQueryCategory } from "./models/saved-query.ts";
export {
  AUDIT_ACTORS,
  AUDIT_OUTCOMES,
  AuditEvent,
  ListAuditEventsResponse,
} from "./models/audit-event.ts";
export type { AuditActor, AuditOutcome } from "./models/audit-event.ts";
export {
  CreateSecretRequest,
  CreateSecretResponse,
  GetSecretResponse,
  ListSecretsResponse,
  SECRET_MAX_BYTES,
  SecretMetadataResponse,
  secretName,
  secretValue,
  UpdateSecretRequest,
  UpdateSecretResponse,
} from "./models/secret.ts";
export {
  DatabaseSnapshot,
  DatabaseSnapshotChange,
  ListDatabaseSnapshotsResponse,
} from "./models/snapshot.ts";
export {
  CreateIndexRequest,
  IndexEntryResponse,
  IndexInfoResponse,
  IndexStatus,
  ListIndexesPageResponse,
  ListIndexesResponse,
} from "./models/table-index.ts";
export { TablePartitionKey, TableSortKey } from "./models/table-layout.ts";
export {
  BatchCreateUploadRequest,
  BatchCreateUploadResponse,
  CreateUploadRequest,
  FinalizeUploadPart,
  FinalizeUploadRequest,
  FinalizeUploadResponse,
  MintedUploadPartResponse,
  MintUploadPartsRequest,
  MintUploadPartsResponse,
  UPLOAD_BATCH_MAX_SESSIONS,
  UPLOAD_MAX_PARTS,
  UPLOAD_MINT_MAX_PARTS,
  UploadSessionResponse,
} from "./models/upload-session.ts";
export {
  BooleanProfileDetail,
  CategoricalProfileDetail,
  CategoryValueInfo,
  ColumnProfileDetail,
  ColumnProfileInfo,
  NumericProfileDetail,
  TableProfileResponse,
  TemporalProfileDetail,
  TextProfileDetail,
} from "./models/table-profile.ts";
export { WorkspaceUsageResponse } from "./models/usage.ts";
export {
  ListUploadsResponse,
  UPLOAD_STATUSES,
  UploadInfo,
  UploadResponse,
} from "./models/upload.ts";
export type { ListedUploadStatus } from "./models/upload.ts";
export { RUNTIME_STATES, RuntimeStatusResponse } from "./models/runtime-status.ts";
export type { RuntimeState } from "./models/runtime-status.ts";
export {
  GetWorkspaceContextResponse,
  ListWorkspaceContextsResponse,
  UpsertWorkspaceContextRequest,
  UpsertWorkspaceContextResponse,
  WorkspaceContextEntry,
} from "./models/workspace-context.ts";
export {
  SetWorkspaceLimitsRequest,
  WorkspaceLimits,
  WorkspaceLimitsResponse,
  WorkspaceStorageUsage,
} from "./models/workspace-limits.ts";
export {
  CreateWorkspaceRequest,
  CreateWorkspaceResponse,
  ListWorkspacesResponse,
  WorkspaceDetail,
  WorkspaceListItem,
} from "./models/workspace.ts";
