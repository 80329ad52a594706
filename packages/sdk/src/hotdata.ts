// Users' compilers may not know `Symbol.asyncDispose` by themselves.
/// <reference lib="esnext.disposable" preserve="true" />
import { ResultsApi } from "./arrow/results-api.ts";
import { ApiClient } from "./core/api-client.ts";
import { Configuration } from "./core/configuration.ts";
import type { ConfigurationOptions } from "./core/configuration.ts";
import { AuditApi } from "./generated/audit-api.ts";
import { ConnectionsApi } from "./generated/connections-api.ts";
import { AuthApi } from "./generated/auth-api.ts";
import { ConnectionTypesApi } from "./generated/connection-types-api.ts";
import { DatabaseContextApi } from "./generated/database-context-api.ts";
import { DatabasesApi } from "./generated/databases-api.ts";
import { DatasetsApi } from "./generated/datasets-api.ts";
import { EmbeddingProvidersApi } from "./generated/embedding-providers-api.ts";
import { HealthApi } from "./generated/health-api.ts";
import { IndexesApi } from "./generated/indexes-api.ts";
import { InformationSchemaApi } from "./generated/information-schema-api.ts";
import { KeysApi } from "./generated/keys-api.ts";
import { QueryApi } from "./generated/query-api.ts";
import { SandboxesApi } from "./generated/sandboxes-api.ts";
import { RefreshApi } from "./generated/refresh-api.ts";
import { SavedQueriesApi } from "./generated/saved-queries-api.ts";
import { SecretsApi } from "./generated/secrets-api.ts";
import { UploadsApi } from "./generated/uploads-api.ts";
import { UsageApi } from "./generated/usage-api.ts";
import { WorkspaceContextApi } from "./generated/workspace-context-api.ts";
import { WorkspacesApi } from "./generated/workspaces-api.ts";
import { JobsApi } from "./waiting/jobs-api.ts";
import { QueryRunsApi } from "./waiting/query-runs-api.ts";

/**
 * All API classes on one client.
 *
 * ```ts
 * await using hotdata = new Hotdata({ apiKey: "YOUR_API_KEY" });
 * const { rows } = await hotdata.query.query({ sql: "SELECT 1 AS ok" });
 * ```
 */
export class Hotdata implements AsyncDisposable {
  readonly client: ApiClient;
  /** Tokens for one database or one sandbox. */
  readonly auth: AuthApi;
  /** Who changed keys and secrets, and who deleted what. */
  readonly audit: AuditApi;
  /** Connections to outside sources, and managed tables by the connection of their catalog. */
  readonly connections: ConnectionsApi;
  /** Kinds of sources that connections can have. */
  readonly connectionTypes: ConnectionTypesApi;
  /** Named texts that are kept with a database, e.g. what an agent should know about it. */
  readonly contexts: DatabaseContextApi;
  /** Databases, their schemas and tables, loads, forks, snapshots and attached catalogs. */
  readonly databases: DatabasesApi;
  /** Tables of files and queries that belong to no database, with versions. */
  readonly datasets: DatasetsApi;
  /** Services that turn text into vectors, and the keys for them. */
  readonly embeddingProviders: EmbeddingProvidersApi;
  /** Whether the server is up. */
  readonly health: HealthApi;
  /** Indexes for searching text and vectors. */
  readonly indexes: IndexesApi;
  /** Tables and columns that queries can name. */
  readonly informationSchema: InformationSchemaApi;
  /** Background jobs: loads with `async`, and databases that are created in bulk. */
  readonly jobs: JobsApi;
  /** API keys: makes them, lists them, revokes them. */
  readonly keys: KeysApi;
  /** Runs SQL. */
  readonly query: QueryApi;
  /** The history of queries; waiting for those in the background, and cancelling. */
  readonly queryRuns: QueryRunsApi;
  /** New versions of datasets. */
  readonly refresh: RefreshApi;
  /** Stored results, as JSON or as Apache Arrow. */
  readonly results: ResultsApi;
  /** Scratch spaces within a workspace. */
  readonly sandboxes: SandboxesApi;
  /** Queries with a name and versions. */
  readonly savedQueries: SavedQueriesApi;
  /** Passwords and keys that connections and providers use; values never come back. */
  readonly secrets: SecretsApi;
  /** Files to load. */
  readonly uploads: UploadsApi;
  /** What a workspace queried in a period, and what it holds. */
  readonly usage: UsageApi;
  /** Named texts that are kept with a workspace. */
  readonly workspaceContexts: WorkspaceContextApi;
  /** Workspaces, their limits and what they hold. */
  readonly workspaces: WorkspacesApi;

  /** What is not given comes from the environment; see {@link ConfigurationOptions}. */
  constructor(options: ConfigurationOptions = {}) {
    this.client = new ApiClient(new Configuration(options));
    this.auth = new AuthApi(this.client);
    this.audit = new AuditApi(this.client);
    this.connections = new ConnectionsApi(this.client);
    this.connectionTypes = new ConnectionTypesApi(this.client);
    this.contexts = new DatabaseContextApi(this.client);
    this.databases = new DatabasesApi(this.client);
    this.datasets = new DatasetsApi(this.client);
    this.embeddingProviders = new EmbeddingProvidersApi(this.client);
    this.health = new HealthApi(this.client);
    this.indexes = new IndexesApi(this.client);
    this.informationSchema = new InformationSchemaApi(this.client);
    this.jobs = new JobsApi(this.client);
    this.keys = new KeysApi(this.client);
    this.query = new QueryApi(this.client);
    this.queryRuns = new QueryRunsApi(this.client);
    this.refresh = new RefreshApi(this.client);
    this.results = new ResultsApi(this.client);
    this.sandboxes = new SandboxesApi(this.client);
    this.savedQueries = new SavedQueriesApi(this.client);
    this.secrets = new SecretsApi(this.client);
    this.uploads = new UploadsApi(this.client);
    this.usage = new UsageApi(this.client);
    this.workspaceContexts = new WorkspaceContextApi(this.client);
    this.workspaces = new WorkspacesApi(this.client);
  }

  /** Ends calls in progress and refuses later ones. */
  close(): void {
    this.client.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}

export { ApiClient } from "./core/api-client.ts";
export { ApiException } from "./core/api-exception.ts";
export type { BinaryBody } from "./core/binary-body.ts";
export { Configuration } from "./core/configuration.ts";
export type { ConfigurationOptions } from "./core/configuration.ts";
export {
  ConfigurationError,
  ConnectionError,
  ResponseValidationError,
  TimeoutError,
} from "./core/errors.ts";
export { HotdataError } from "./core/hotdata-error.ts";
export { parseJson } from "./core/lossless-json.ts";
export type { CallOptions } from "./core/operation.ts";
export type { ArrowResultOptions } from "./arrow/open-arrow-result.ts";
export { RecordBatchStream } from "./arrow/record-batch-stream.ts";
export { ResultNotReadyError } from "./arrow/result-not-ready-error.ts";
export { ResultsApi } from "./arrow/results-api.ts";
export * from "./generated/auth-api.ts";
export * from "./generated/audit-api.ts";
export * from "./generated/connections-api.ts";
export * from "./generated/connection-types-api.ts";
export * from "./generated/database-context-api.ts";
export * from "./generated/databases-api.ts";
export * from "./generated/datasets-api.ts";
export * from "./generated/embedding-providers-api.ts";
export * from "./generated/health-api.ts";
export * from "./generated/indexes-api.ts";
export * from "./generated/information-schema-api.ts";
export type { ListJobsOptions } from "./generated/jobs-api.ts";
export type * from "./generated/models.ts";
export * from "./generated/keys-api.ts";
export * from "./generated/query-api.ts";
export type {
  CancelQueryRunOptions,
  GetQueryRunOptions,
  ListQueryRunsOptions,
} from "./generated/query-runs-api.ts";
export type { GetResultOptions, ListResultsOptions } from "./generated/results-api.ts";
export * from "./generated/sandboxes-api.ts";
export * from "./generated/refresh-api.ts";
export * from "./generated/saved-queries-api.ts";
export * from "./generated/secrets-api.ts";
export * from "./generated/uploads-api.ts";
export * from "./generated/usage-api.ts";
export * from "./generated/workspace-context-api.ts";
export * from "./generated/workspaces-api.ts";
export { QueryFailedError } from "./waiting/query-failed-error.ts";
export type { ListingExtent, ListingOptions } from "./listing/listing-options.ts";
export { Listing } from "./listing/listing.ts";
export { JobsApi } from "./waiting/jobs-api.ts";
export { QueryRunsApi } from "./waiting/query-runs-api.ts";
