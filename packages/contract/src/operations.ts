import type { Operation } from "./operation.ts";
import { listAuditEvents } from "./operations/audit-events.ts";
import {
  createApiKey,
  getApiKey,
  listApiKeys,
  revokeApiKey,
  updateApiKey,
} from "./operations/api-keys.ts";
import {
  exchangeOauthToken,
  exchangeToken,
  mintDatabaseToken,
  mintSandboxToken,
} from "./operations/auth.ts";
import {
  countDatabases,
  createDatabase,
  deleteDatabase,
  forkDatabase,
  getDatabase,
  listDatabases,
  updateDatabase,
} from "./operations/databases.ts";
import { getConnectionType, listConnectionTypes } from "./operations/connection-types.ts";
import {
  checkConnectionHealth,
  createConnection,
  deleteConnection,
  getConnection,
  listConnections,
  purgeConnectionCache,
  purgeTableCache,
  setTableSync,
  updateConnection,
} from "./operations/connections.ts";
import {
  createDatasetIndex,
  deleteDatasetIndex,
  listDatasetIndexes,
} from "./operations/dataset-indexes.ts";
import {
  createIndex,
  deleteIndex,
  listIndexes,
  listIndexesCollection,
} from "./operations/indexes.ts";
import {
  createDataset,
  deleteDataset,
  getDataset,
  listDatasets,
  listDatasetVersions,
  updateDataset,
} from "./operations/datasets.ts";
import {
  createEmbeddingProvider,
  deleteEmbeddingProvider,
  getEmbeddingProvider,
  listEmbeddingProviders,
  updateEmbeddingProvider,
} from "./operations/embedding-providers.ts";
import { health } from "./operations/health.ts";
import { informationSchema } from "./operations/information-schema.ts";
import { getJob, listJobs } from "./operations/jobs.ts";
import { loadDatabaseTable, loadManagedTable } from "./operations/loads.ts";
import {
  addDatabaseSchema,
  addDatabaseTable,
  addManagedSchema,
  addManagedTable,
  deleteManagedTable,
} from "./operations/managed-tables.ts";
import {
  cancelQueryRun,
  getQueryRun,
  getQueryRunProfile,
  listQueryRuns,
} from "./operations/query-runs.ts";
import { query } from "./operations/query.ts";
import { refresh } from "./operations/refresh.ts";
import { getResult, listResults } from "./operations/results.ts";
import {
  createSandbox,
  deleteSandbox,
  getSandbox,
  listSandboxes,
  updateSandbox,
} from "./operations/sandboxes.ts";
import {
  createSavedQuery,
  deleteSavedQuery,
  executeSavedQuery,
  getSavedQuery,
  listSavedQueries,
  listSavedQueryVersions,
  updateSavedQuery,
} from "./operations/saved-queries.ts";
import {
  createSecret,
  deleteSecret,
  getSecret,
  listSecrets,
  updateSecret,
} from "./operations/secrets.ts";
import { listDatabaseSnapshots } from "./operations/snapshots.ts";
import {
  createUploadSession,
  createUploadSessionsBatch,
  finalizeUpload,
  listUploads,
  mintUploadParts,
  uploadFile,
} from "./operations/uploads.ts";
import { attachDatabaseCatalog, detachDatabaseCatalog } from "./operations/database-catalogs.ts";
import {
  bulkCreateDatabases,
  deleteDatabaseBatch,
  getDatabaseBatch,
} from "./operations/database-batches.ts";
import {
  deleteDatabaseTable,
  dropDatabaseColumn,
  dropDatabaseSchema,
  renameDatabaseColumn,
  renameDatabaseSchema,
  renameDatabaseTable,
} from "./operations/database-structure.ts";
import {
  deleteDatabaseContext,
  getDatabaseContext,
  listDatabaseContexts,
  upsertDatabaseContext,
} from "./operations/database-contexts.ts";
import { getTableProfile } from "./operations/table-profile.ts";
import { getUsage } from "./operations/usage.ts";
import { getRuntimeStatus } from "./operations/runtime-status.ts";
import {
  deleteWorkspaceContext,
  getWorkspaceContext,
  listWorkspaceContexts,
  upsertWorkspaceContext,
} from "./operations/workspace-contexts.ts";
import { getWorkspaceLimits, setWorkspaceLimits } from "./operations/workspace-limits.ts";
import { createWorkspace, deleteWorkspace, listWorkspaces } from "./operations/workspaces.ts";

/** Every operation of the API by its id. A new one is one line here. */
export const operations = {
  health,
  exchange_token: exchangeToken,
  exchange_oauth_token: exchangeOauthToken,
  mint_database_token: mintDatabaseToken,
  mint_sandbox_token: mintSandboxToken,
  list_api_keys: listApiKeys,
  create_api_key: createApiKey,
  get_api_key: getApiKey,
  update_api_key: updateApiKey,
  revoke_api_key: revokeApiKey,
  list_workspaces: listWorkspaces,
  create_workspace: createWorkspace,
  delete_workspace: deleteWorkspace,
  get_workspace_limits: getWorkspaceLimits,
  set_workspace_limits: setWorkspaceLimits,
  get_runtime_status: getRuntimeStatus,
  list_workspace_contexts: listWorkspaceContexts,
  upsert_workspace_context: upsertWorkspaceContext,
  get_workspace_context: getWorkspaceContext,
  delete_workspace_context: deleteWorkspaceContext,
  list_databases: listDatabases,
  create_database: createDatabase,
  count_databases: countDatabases,
  get_database: getDatabase,
  update_database: updateDatabase,
  delete_database: deleteDatabase,
  list_database_snapshots: listDatabaseSnapshots,
  fork_database: forkDatabase,
  attach_database_catalog: attachDatabaseCatalog,
  detach_database_catalog: detachDatabaseCatalog,
  bulk_create_databases: bulkCreateDatabases,
  get_database_batch: getDatabaseBatch,
  delete_database_batch: deleteDatabaseBatch,
  list_database_contexts: listDatabaseContexts,
  upsert_database_context: upsertDatabaseContext,
  get_database_context: getDatabaseContext,
  delete_database_context: deleteDatabaseContext,
  add_database_schema: addDatabaseSchema,
  add_database_table: addDatabaseTable,
  rename_database_schema: renameDatabaseSchema,
  drop_database_schema: dropDatabaseSchema,
  rename_database_table: renameDatabaseTable,
  delete_database_table: deleteDatabaseTable,
  rename_database_column: renameDatabaseColumn,
  drop_database_column: dropDatabaseColumn,
  load_database_table: loadDatabaseTable,
  add_managed_schema: addManagedSchema,
  add_managed_table: addManagedTable,
  delete_managed_table: deleteManagedTable,
  load_managed_table: loadManagedTable,
  list_uploads: listUploads,
  upload_file: uploadFile,
  create_upload_session_handler: createUploadSession,
  create_upload_sessions_batch_handler: createUploadSessionsBatch,
  mint_upload_parts_handler: mintUploadParts,
  finalize_upload_handler: finalizeUpload,
  list_jobs: listJobs,
  get_job: getJob,
  query,
  list_query_runs: listQueryRuns,
  get_query_run: getQueryRun,
  get_query_run_profile: getQueryRunProfile,
  cancel_query_run: cancelQueryRun,
  list_saved_queries: listSavedQueries,
  create_saved_query: createSavedQuery,
  get_saved_query: getSavedQuery,
  update_saved_query: updateSavedQuery,
  delete_saved_query: deleteSavedQuery,
  execute_saved_query: executeSavedQuery,
  list_saved_query_versions: listSavedQueryVersions,
  list_sandboxes: listSandboxes,
  create_sandbox: createSandbox,
  get_sandbox: getSandbox,
  update_sandbox: updateSandbox,
  delete_sandbox: deleteSandbox,
  list_datasets: listDatasets,
  create_dataset: createDataset,
  get_dataset: getDataset,
  update_dataset: updateDataset,
  delete_dataset: deleteDataset,
  list_dataset_versions: listDatasetVersions,
  refresh,
  list_results: listResults,
  get_result: getResult,
  information_schema: informationSchema,
  list_connection_types: listConnectionTypes,
  get_connection_type: getConnectionType,
  list_connections: listConnections,
  create_connection: createConnection,
  get_connection: getConnection,
  update_connection: updateConnection,
  delete_connection: deleteConnection,
  check_connection_health: checkConnectionHealth,
  purge_connection_cache: purgeConnectionCache,
  purge_table_cache: purgeTableCache,
  set_table_sync: setTableSync,
  get_table_profile: getTableProfile,
  list_indexes_collection: listIndexesCollection,
  list_indexes: listIndexes,
  create_index: createIndex,
  delete_index: deleteIndex,
  list_dataset_indexes: listDatasetIndexes,
  create_dataset_index: createDatasetIndex,
  delete_dataset_index: deleteDatasetIndex,
  get_usage: getUsage,
  list_audit_events: listAuditEvents,
  list_embedding_providers: listEmbeddingProviders,
  create_embedding_provider: createEmbeddingProvider,
  get_embedding_provider: getEmbeddingProvider,
  update_embedding_provider: updateEmbeddingProvider,
  delete_embedding_provider: deleteEmbeddingProvider,
  list_secrets: listSecrets,
  create_secret: createSecret,
  get_secret: getSecret,
  update_secret: updateSecret,
  delete_secret: deleteSecret,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;
