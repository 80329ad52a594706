// Users' compilers may not know `Symbol.asyncDispose` by themselves.
/// <reference lib="esnext.disposable" preserve="true" />
import { ResultsApi } from "./arrow/results-api.ts";
import { Database } from "./databases/database.ts";
import { Databases } from "./databases/databases.ts";
import type { Platform } from "./databases/platform.ts";
import { ApiClient } from "./core/api-client.ts";
import { Configuration } from "./core/configuration.ts";
import type { ConfigurationOptions } from "./core/configuration.ts";
import { AuditApi } from "./generated/audit-api.ts";
import { ConnectionsApi } from "./generated/connections-api.ts";
import { AuthApi } from "./generated/auth-api.ts";
import { ConnectionTypesApi } from "./generated/connection-types-api.ts";
import { DatabaseContextApi } from "./generated/database-context-api.ts";
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
import { UsageApi } from "./generated/usage-api.ts";
import { WorkspaceContextApi } from "./generated/workspace-context-api.ts";
import { WorkspacesApi } from "./generated/workspaces-api.ts";
import type { Query } from "./query/query.ts";
import { sqlTag } from "./query/sql-tag.ts";
import type { SqlTag } from "./query/sql-tag.ts";
import { UploadsApi } from "./uploads/uploads-api.ts";
import { JobsApi } from "./waiting/jobs-api.ts";
import { QueryRunsApi } from "./waiting/query-runs-api.ts";

/**
 * All that a client of one server has. `Hotdata` is it anywhere; `hotdata/node` has one that knows
 * files.
 *
 * @typeParam Q - kind of the queries that its SQL tags make.
 * @typeParam S - what it can upload.
 */
export class HotdataClient<Q extends Query, S> implements AsyncDisposable {
  /** Sends all calls; for API classes that are made by hand. */
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
  readonly databases: Databases<Q, S>;
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
  readonly uploads: UploadsApi<S>;
  /** What a workspace queried in a period, and what it holds. */
  readonly usage: UsageApi;
  /** Named texts that are kept with a workspace. */
  readonly workspaceContexts: WorkspaceContextApi;
  /** Workspaces, their limits and what they hold. */
  readonly workspaces: WorkspacesApi;

  /** Makes statements that run in the workspace; those of a database are made by its own. */
  readonly sql: SqlTag<Q>;
  readonly #platform: Platform<Q>;

  /** @internal */
  constructor(options: ConfigurationOptions, platform: Platform<Q>) {
    this.client = new ApiClient(new Configuration(options));
    this.auth = new AuthApi(this.client);
    this.audit = new AuditApi(this.client);
    this.connections = new ConnectionsApi(this.client);
    this.connectionTypes = new ConnectionTypesApi(this.client);
    this.contexts = new DatabaseContextApi(this.client);
    this.databases = new Databases(this.client, platform);
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
    this.uploads = new UploadsApi(this.client, platform.openSource);
    this.usage = new UsageApi(this.client);
    this.workspaceContexts = new WorkspaceContextApi(this.client);
    this.workspaces = new WorkspacesApi(this.client);
    this.sql = sqlTag({ client: this.client, databaseId: undefined }, platform.makeQuery);
    this.#platform = platform;
  }

  /**
   * A database by its id, without asking the server.
   *
   * @param id - Database id.
   */
  database(id: string): Database<Q, S> {
    return new Database(this.client, id, this.#platform);
  }

  /** Ends calls in progress and refuses later ones. */
  close(): void {
    this.client.close();
  }

  /** `close`, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
