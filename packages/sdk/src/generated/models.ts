// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.

/** A schema to declare. */
export interface AddManagedSchemaRequest {
  /** Name of the schema; kept in lower case. */
  readonly name: string;
  /** Tables to declare in it. */
  readonly tables?: readonly AddManagedTableDecl[] | null | undefined;
}

/** A table declared together with its schema. */
export interface AddManagedTableDecl {
  /** Name of the table; kept in lower case. */
  readonly name: string;
  /** Columns that tell rows apart. Loads by key (delete, update, upsert) need them. */
  readonly key?: readonly string[] | null | undefined;
  /**
   * Partition keys in order; cannot be changed later. Each combination of their values gets files
   * of its own, and a query with conditions on the columns opens only those that can match. The
   * first load may be any that makes a table, replace or append.
   */
  readonly partitionBy?: readonly TablePartitionKey[] | null | undefined;
  /**
   * Sort keys in order; cannot be changed later. Each load is sorted, so that its files cover
   * separate ranges, of which a query opens only those that can match.
   */
  readonly sortedBy?: readonly TableSortKey[] | null | undefined;
}

/** A table to declare in an existing schema. */
export interface AddManagedTableRequest {
  /** Name of the table; kept in lower case. */
  readonly name: string;
  /** Columns that tell rows apart. Loads by key (delete, update, upsert) need them. */
  readonly key?: readonly string[] | null | undefined;
  /**
   * Partition keys in order; cannot be changed later. Each combination of their values gets files
   * of its own, and a query with conditions on the columns opens only those that can match. The
   * first load may be any that makes a table, replace or append.
   */
  readonly partitionBy?: readonly TablePartitionKey[] | null | undefined;
  /**
   * Sort keys in order; cannot be changed later. Each load is sorted, so that its files cover
   * separate ranges, of which a query opens only those that can match.
   */
  readonly sortedBy?: readonly TableSortKey[] | null | undefined;
}

/** An API key, without the key itself. */
export interface ApiKey {
  /** Key id; it is no secret. */
  id: string;
  /** Label for people, maybe empty. */
  name: string;
  /** The last characters of the key, to tell keys apart. */
  lastFour: string | null;
  /** `account`, `workspace` or `database`. */
  scope: string;
  /** The only workspace it may use; null: any. */
  workspaceId: string | null;
  /** The only database it may use; null: any. */
  databaseId: string | null;
  /** Whether it may change nothing. */
  readOnly: boolean;
  /** When it ends; null: never. RFC 3339 text. */
  expiresAt: string | null;
  /** Requests per minute; 0: no limit; null: the server's setting. */
  rateLimitPerMinute: number | null;
  /** When it was made. RFC 3339 text. */
  createdAt: string;
  /** When it was used, give or take a minute; null: never. RFC 3339 text. */
  lastUsedAt: string | null;
  /** Whether it was revoked and works no more. */
  revoked: boolean;
}

/** A query that goes on in the background. */
export interface AsyncQueryResponse {
  /** Id of the query run. */
  queryRunId: string;
  /** State of the run when the answer was written. */
  status: string;
  /** Path to poll; send the same `xDatabaseId` with it. */
  statusUrl: string;
  /** Why it goes on in the background, for people. */
  reason?: string | null | undefined;
}

/** A catalog to attach to a database. */
export interface AttachDatabaseCatalogRequest {
  /**
   * Connection to attach: one to an outside source, or another database's `defaultConnectionId`.
   */
  readonly connectionId: string;
  /**
   * Its name in this database's SQL. When left out: the connection's name; of a database its
   * `defaultCatalog`, unless that is `default`.
   */
  readonly alias?: string | null | undefined;
}

/** Something that was done, or refused; never a value. */
export interface AuditEvent {
  /**
   * Number of the event; later ones are larger. 64-bit integer: as a `number` exact up to 2^53-1,
   * refused beyond.
   */
  id: number;
  /** When it happened. RFC 3339 text. */
  createdAt: string;
  /** `key`: a call; `server`: background work; `command`: a command of the operator. */
  actor: "key" | "server" | "command" | (string & {});
  /** Id of the key that called; null without one. */
  keyId: string | null;
  /** Workspace that it concerns; null when it concerns the whole server. */
  workspaceId: string | null;
  /** Operation id, e.g. `delete_database`. */
  operation: string;
  /** What was named: the path's parameters, or the id or name of what was made. */
  target: Record<string, string>;
  /** Whether it was done or refused for want of rights. */
  outcome: "succeeded" | "refused" | (string & {});
  /** Request id of the call; null without one. */
  requestId: string | null;
}

/** Several files to upload. */
export interface BatchCreateUploadRequest {
  /** The files. */
  readonly uploads: readonly CreateUploadRequest[];
}

/** The upload sessions that were opened. */
export interface BatchCreateUploadResponse {
  /** One session for each file, in their order. */
  uploads: UploadSessionResponse[];
}

/** A column of true and false. */
export interface BooleanProfileDetail {
  /** Tells this form apart. */
  type: "boolean" | (string & {});
  /** Rows that are true. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  trueCount: number;
  /** Rows that are false. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  falseCount: number;
}

/** Many databases of one kind to create. */
export interface BulkCreateDatabasesRequest {
  /**
   * How many databases to make. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  readonly count: number;
  /** Label of each; `{index}` in it stands for the database's place, from 0. */
  readonly nameTemplate?: string | null | undefined;
  /** Name each database's own catalog goes by in SQL, beside `default`. */
  readonly defaultCatalog?: string | null | undefined;
  /** Schema of bare table names in each. When left out: the only declared schema, else `main`. */
  readonly defaultSchema?: string | null | undefined;
  /** Schemas and tables to declare in each. */
  readonly schemas?: readonly DatabaseDefaultSchemaDecl[] | null | undefined;
  /**
   * When the databases may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`.
   * Never, when left out.
   */
  readonly expiresAt?: string | null | undefined;
  /** Makes repeating the request safe: it answers the first batch, whatever else it says. */
  readonly idempotencyKey?: string | null | undefined;
}

/** Outcome of creating many databases. */
export interface BulkCreateDatabasesResult {
  /** Batch that the databases are in. */
  batchId: string;
  /**
   * Databases that were asked for. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  requested: number;
  /** Databases that were made. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  created: number;
  /** Whether the batch was stopped before its end. */
  cancelled: boolean;
}

/** A column of text or numbers with at most 200 distinct values. */
export interface CategoricalProfileDetail {
  /** Tells this form apart. */
  type: "categorical" | (string & {});
  /** Every value with its count, the most frequent first; NULL is one of them. */
  values: CategoryValueInfo[];
}

/** A value of a column, and how often it occurs. */
export interface CategoryValueInfo {
  /** The value as text; null for NULL. */
  value?: string | null | undefined;
  /** Rows that have it. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  count: number;
}

/** Type of a column: text such as `DECIMAL(10,2)`, or an object. */
export type ColumnDefinition = string | ColumnTypeSpec;

/** A column of a table. */
export interface ColumnInfo {
  /** Column name. */
  name: string;
  /** Arrow type, such as `Int64` or `timestamp[us]`. */
  dataType: string;
  /** Whether NULLs may occur. */
  nullable: boolean;
}

/** What a column's values are like. */
export type ColumnProfileDetail =
  | CategoricalProfileDetail
  | TextProfileDetail
  | NumericProfileDetail
  | TemporalProfileDetail
  | BooleanProfileDetail;

/** What is in a column. */
export interface ColumnProfileInfo {
  /** Name of the column. */
  name: string;
  /** Arrow name of its type. */
  dataType: string;
  /** Rows that are NULL. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  nullCount: number;
  /** Rows that are NULL, in percent. */
  nullPercentage: number;
  /**
   * Distinct values, NULL left out: exact up to 200, above that an estimate. 64-bit integer: as a
   * `number` exact up to 2^53-1, refused beyond.
   */
  cardinality: number;
  /** What the values are like; null when all are NULL, and for types without such a summary. */
  profile?: ColumnProfileDetail | null | undefined;
}

/** A column type with its parameters. */
export interface ColumnTypeSpec {
  /** Name of the type, such as `DECIMAL`. */
  readonly type: string;
  /** Digits of a DECIMAL, 1 to 38. */
  readonly precision?: number | null | undefined;
  /** Digits after the point; needs `precision` and cannot be above it. */
  readonly scale?: number | null | undefined;
}

/** Whether a source can be reached. */
export interface ConnectionHealthResponse {
  /** Connection id. */
  connectionId: string;
  /** Whether the source answered. */
  healthy: boolean;
  /**
   * Milliseconds that the attempt took. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  latencyMs: number;
  /** What went wrong; null when nothing did. */
  error?: string | null | undefined;
}

/** A connection, in a listing. */
export interface ConnectionInfo {
  /** Connection id. */
  id: string;
  /** Name, by which SQL reaches its tables. */
  name: string;
  /** Kind of source. */
  sourceType: string;
}

/** Outcome of reading the rows of a connection's tables again. */
export interface ConnectionRefreshResult {
  /** Connection that was refreshed. */
  connectionId: string;
  /** Tables whose rows were read. */
  tablesRefreshed: number;
  /** Tables for which that failed. */
  tablesFailed: number;
  /** Rows that were read, of all tables. */
  totalRows: number;
  /**
   * Milliseconds that it took. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  durationMs: number;
  /** What failed, by table; left out when nothing did. */
  errors?: TableRefreshError[] | undefined;
  /** What is worth knowing although it succeeded; left out when nothing is. */
  warnings?: RefreshWarning[] | undefined;
}

/** A connection that could not be discovered. */
export interface ConnectionSchemaError {
  /** Connection that could not be discovered. */
  connectionId: string;
  /** Why. */
  error: string;
}

/** A kind of source, and what it has to be told. */
export interface ConnectionTypeDetail {
  /** What `sourceType` of a connection is set to. */
  name: string;
  /** Name for people. */
  label: string;
  /** JSON Schema of `config` without its secrets; null when there is nothing to set. */
  configSchema: Record<string, unknown> | null;
  /**
   * JSON Schema of the secrets in `config`, one variant for each way to log in; null when there are
   * none.
   */
  auth: Record<string, unknown> | null;
  /** Whether this server can have connections of it; true of all that are listed. */
  available: boolean;
  /** How to get such a connection, or what to know before. */
  note: string;
}

/** A kind of source, in a listing. */
export interface ConnectionTypeSummary {
  /** What `sourceType` of a connection is set to. */
  name: string;
  /** Name for people. */
  label: string;
  /** Whether this server can have connections of it; true of all that are listed. */
  available: boolean;
  /** How to get such a connection, or what to know before. */
  note: string;
}

/** A key to make; `{}` will do. */
export interface CreateApiKeyRequest {
  /** Label for people. */
  readonly name?: string | null | undefined;
  /**
   * What the key may use: the whole server (`account`), one workspace, or one database. When left
   * out: as far as `databaseId` and `workspaceId` say, else the same as the key that makes it.
   */
  readonly scope?: "account" | "workspace" | "database" | null | undefined;
  /** Workspace of the key. When left out: the one of the key that makes it. */
  readonly workspaceId?: string | null | undefined;
  /** Database of that workspace. */
  readonly databaseId?: string | null | undefined;
  /** Whether the key may change nothing. */
  readonly readOnly?: boolean | null | undefined;
  /**
   * When the key ends: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`. When left out:
   * with the key that makes it, or never.
   */
  readonly expiresAt?: string | null | undefined;
  /**
   * Requests per minute; 0: no limit. When left out: as with the key that makes it, or the server's
   * `HOTDATA_RATE_LIMIT_PER_MINUTE`.
   */
  readonly rateLimitPerMinute?: number | null | undefined;
}

/** The key that was made. */
export interface CreateApiKeyResponse {
  /** Key id; it is no secret. */
  id: string;
  /** Label for people, maybe empty. */
  name: string;
  /** The last characters of the key, to tell keys apart. */
  lastFour: string | null;
  /** `account`, `workspace` or `database`. */
  scope: string;
  /** The only workspace it may use; null: any. */
  workspaceId: string | null;
  /** The only database it may use; null: any. */
  databaseId: string | null;
  /** Whether it may change nothing. */
  readOnly: boolean;
  /** When it ends; null: never. RFC 3339 text. */
  expiresAt: string | null;
  /** Requests per minute; 0: no limit; null: the server's setting. */
  rateLimitPerMinute: number | null;
  /** When it was made. RFC 3339 text. */
  createdAt: string;
  /** When it was used, give or take a minute; null: never. RFC 3339 text. */
  lastUsedAt: string | null;
  /** Whether it was revoked and works no more. */
  revoked: boolean;
  /** The key itself. It is shown only here; keep it. */
  key: string;
}

/** An outside source to connect to. */
export interface CreateConnectionRequest {
  /**
   * Name, by which SQL reaches its tables. Capitals are kept to be shown; SQL does not tell them
   * apart.
   */
  readonly name: string;
  /** Kind of source; `GET /v1/connection-types` lists them. */
  readonly sourceType: string;
  /**
   * What the kind of source has to be told, as its `configSchema` and `auth` say. A secret in it is
   * taken out and kept among the secrets.
   */
  readonly config: Readonly<Record<string, unknown>>;
  /** Id of the secret to log in with. */
  readonly secretId?: string | null | undefined;
  /** Name of the secret to log in with, in place of `secretId`. */
  readonly secretName?: string | null | undefined;
  /** True leaves tables to be found later; false when left out. */
  readonly skipDiscovery?: boolean | null | undefined;
  /** How its tables are read; `cached` when left out. */
  readonly readMode?: ReadMode | null | undefined;
  /** Copies older than so many seconds are refreshed in the background; never when left out. */
  readonly refreshSeconds?: number | null | undefined;
}

/** A new connection. */
export interface CreateConnectionResponse {
  /** Connection id. */
  id: string;
  /** Name, by which SQL reaches its tables. */
  name: string;
  /** Kind of source. */
  sourceType: string;
  /** Tables that were found. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  tablesDiscovered: number;
  /** How looking for tables ended. */
  discoveryStatus: DiscoveryStatus;
  /** Why it failed; null unless it did. */
  discoveryError?: string | null | undefined;
}

/** A database to create; `{}` will do. */
export interface CreateDatabaseRequest {
  /** Label for people; need not be unique. */
  readonly name?: string | null | undefined;
  /** Older word for `name`, which wins over it. */
  readonly description?: string | null | undefined;
  /** Name the database's own catalog goes by in SQL, beside `default`. */
  readonly defaultCatalog?: string | null | undefined;
  /** Schema of bare table names. When left out: the only declared schema, else `main`. */
  readonly defaultSchema?: string | null | undefined;
  /** Schemas and tables to declare at once. The schema `main` is always there. */
  readonly schemas?: readonly DatabaseDefaultSchemaDecl[] | null | undefined;
  /**
   * When the database may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`.
   * Never, when left out.
   */
  readonly expiresAt?: string | null | undefined;
}

/** The database that was created. */
export interface CreateDatabaseResponse {
  /** Database id, the value of the `X-Database-Id` header. */
  id: string;
  /** Label for people. */
  name?: string | null | undefined;
  /** The same as `name`, for clients up to 0.2.3. */
  description?: string | null | undefined;
  /** Name the database's own catalog goes by in SQL. */
  defaultCatalog: string;
  /** Schema of bare table names. */
  defaultSchema: string;
  /** When the database may be deleted; null means never. RFC 3339 text. */
  expiresAt?: string | null | undefined;
  /** Connection behind the database's own catalog; the connection routes take it. */
  defaultConnectionId: string;
}

/** A dataset to make, and where its rows are. */
export interface CreateDatasetRequest {
  /** Name for people. */
  readonly label: string;
  /**
   * Name in SQL: letters, digits and underscores, at most 128, no digit first, no reserved word.
   * Made from the label when left out.
   */
  readonly tableName?: string | null | undefined;
  /** Where its rows are. */
  readonly source: DatasetSource;
}

/** A dataset that was just made. */
export interface CreateDatasetResponse {
  /** Dataset id. */
  id: string;
  /** Name for people. */
  label: string;
  /** Schema of its table: `main`, or a sandbox's id. */
  schemaName: string;
  /** Name of its table: `datasets.<schema>.<table>` in SQL. */
  tableName: string;
  /** `ready`: its table can be queried. */
  status: string;
  /** When it was made. RFC 3339 text. */
  createdAt: string;
}

/** An embedding provider to record. */
export interface CreateEmbeddingProviderRequest {
  /** Name, 1 to 255 characters, unique in its workspace. */
  readonly name: string;
  /** `service`: reached over HTTP; `local`: a model on the server, refused without one. */
  readonly providerType: "local" | "service";
  /**
   * Settings of the provider: `model`, `base_url`, `dimensions` and what else it takes; no keys.
   */
  readonly config?: Readonly<Record<string, unknown>> | null | undefined;
  /** The provider's key; kept as a secret of its own and never shown. Not with `secretName`. */
  readonly apiKey?: string | null | undefined;
  /** Name of a stored secret that has the key. */
  readonly secretName?: string | null | undefined;
}

/** The embedding provider that was recorded. */
export interface CreateEmbeddingProviderResponse {
  /** Provider id. */
  id: string;
  /** Its name. */
  name: string;
  /** `service` or `local`. */
  providerType: string;
  /** Its settings, or null. */
  config: Record<string, unknown> | null;
  /** When it was recorded. RFC 3339 text. */
  createdAt: string;
}

/** An index to build. */
export interface CreateIndexRequest {
  /** Name of the index, unlike those of the table's others. */
  readonly indexName: string;
  /** Columns to index. */
  readonly columns: readonly string[];
  /** `sorted` for ranges, `bm25` for text, `vector` for nearness; `sorted` when left out. */
  readonly indexType?: "sorted" | "bm25" | "vector" | null | undefined;
  /** Distance of a vector index. When left out: `l2` for vectors, the provider's own for text. */
  readonly metric?: "l2" | "cosine" | "dot" | null | undefined;
  /** Provider that turns the text column of a vector index into vectors. */
  readonly embeddingProviderId?: string | null | undefined;
  /** Length of the vectors to ask of the provider; its own when left out. */
  readonly dimensions?: number | null | undefined;
  /** Name of the column with the vectors; `<column>_embedding` when left out. */
  readonly outputColumn?: string | null | undefined;
  /** What the text is about, for people. */
  readonly description?: string | null | undefined;
  /**
   * Of a `bm25` index: language whose word endings are taken off, such as `english`; none when left
   * out.
   */
  readonly stemming?:
    | "arabic"
    | "armenian"
    | "bulgarian"
    | "danish"
    | "dutch"
    | "english"
    | "finnish"
    | "french"
    | "german"
    | "greek"
    | "hindi"
    | "hungarian"
    | "indonesian"
    | "irish"
    | "italian"
    | "lithuanian"
    | "nepali"
    | "norwegian"
    | "portuguese"
    | "romanian"
    | "russian"
    | "sanskrit"
    | "serbian"
    | "spanish"
    | "swedish"
    | "tamil"
    | "turkish"
    | "ukrainian"
    | null
    | undefined;
  /** Of a `bm25` index: language whose most frequent words are left out; none when left out. */
  readonly stopWords?:
    | "arabic"
    | "armenian"
    | "bulgarian"
    | "danish"
    | "dutch"
    | "english"
    | "finnish"
    | "french"
    | "german"
    | "greek"
    | "hindi"
    | "hungarian"
    | "indonesian"
    | "irish"
    | "italian"
    | "lithuanian"
    | "nepali"
    | "norwegian"
    | "portuguese"
    | "romanian"
    | "russian"
    | "sanskrit"
    | "serbian"
    | "spanish"
    | "swedish"
    | "tamil"
    | "turkish"
    | "ukrainian"
    | null
    | undefined;
  /** Of a `bm25` index: whether letters lose their accents; false when left out. */
  readonly asciiFolding?: boolean | null | undefined;
  /** True to work in the background and answer 202 at once; false when left out. */
  readonly async?: boolean | null | undefined;
  /** Milliseconds to wait for the outcome before answering 202; only with `async: true`. */
  readonly asyncAfterMs?: number | null | undefined;
}

/** A sandbox to create. */
export interface CreateSandboxRequest {
  /** Name for people, 1 to 255 characters; made by the server when left out. */
  readonly name?: string | null | undefined;
  /** Notes in Markdown; none when left out. */
  readonly markdown?: string | null | undefined;
}

/** A query to save as version 1. */
export interface CreateSavedQueryRequest {
  /** Name for people, 1 to 255 characters; need not be unique. */
  readonly name: string;
  /** The statement. One that cannot be read yet is saved all the same. */
  readonly sql: string;
  /** Free text, at most 10,000 characters. */
  readonly description?: string | null | undefined;
  /** At most 50 labels of 1 to 100 characters. */
  readonly tags?: readonly string[] | null | undefined;
}

/** A secret to store. */
export interface CreateSecretRequest {
  /** 1 to 128 ASCII letters, digits, `_` or `-`; kept in lower case and unique in its workspace. */
  readonly name: string;
  /** The secret itself, at most 65536 bytes. No answer ever has it. */
  readonly value: string;
}

/** The secret that was stored. */
export interface CreateSecretResponse {
  /** Secret id. */
  id: string;
  /** Name of the secret, in lower case. */
  name: string;
  /** When it was first stored. RFC 3339 text. */
  createdAt: string;
}

/** A file to upload. */
export interface CreateUploadRequest {
  /** Name of the file, shown in error messages. */
  readonly filename?: string | null | undefined;
  /** Content type of the file; tells its format when a load does not. */
  readonly contentType?: string | null | undefined;
  /** Compression of the file, such as `gzip`. */
  readonly contentEncoding?: string | null | undefined;
  /**
   * Exact size in bytes. Leave it out to stream parts without knowing the size. 64-bit integer: as
   * a `number` exact up to 2^53-1, refused beyond.
   */
  readonly declaredSizeBytes?: number | null | undefined;
  /**
   * Wished part size in bytes; the server adapts it. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  readonly partSize?: number | null | undefined;
  /** Algorithm of `checksumValue`. */
  readonly checksumAlgo?: "sha256" | null | undefined;
  /** Checksum of the whole file. */
  readonly checksumValue?: string | null | undefined;
}

/** A workspace to create. */
export interface CreateWorkspaceRequest {
  /** Name for people; need not be unique. */
  readonly name: string;
  /** Organization that shall own the workspace; the key's own when left out. */
  readonly organizationPublicId?: string | null | undefined;
}

/** The workspace that was created. */
export interface CreateWorkspaceResponse {
  /** Always true. */
  ok: boolean;
  /** The new workspace. */
  workspace: WorkspaceDetail;
}

/** How a CSV file is written. */
export interface CsvOptions {
  /**
   * What stands between cells. Found in the file when left out: a comma, a tab, a semicolon or `|`.
   */
  readonly delimiter?: string | null | undefined;
  /** What cells are quoted with; `"` when left out, empty for nothing. */
  readonly quote?: string | null | undefined;
  /**
   * What stands before a quote inside a quoted cell; when left out, such a quote is written twice.
   */
  readonly escape?: string | null | undefined;
  /**
   * `utf-8`, `utf-16le`, `utf-16be`, `latin1` or `windows-1252` (which are read alike). UTF-8 when
   * left out; UTF-16 is recognised.
   */
  readonly encoding?: string | null | undefined;
  /** False when the first row holds values; true when left out. */
  readonly header?: boolean | null | undefined;
  /**
   * Names of all columns, in order, instead of those of the header. Without either, columns are
   * called `column0`, `column1`, …
   */
  readonly names?: readonly string[] | null | undefined;
  /** Types of some columns, by name. A value that is not exactly of its type is refused. */
  readonly types?: Readonly<Record<string, ColumnDefinition>> | null | undefined;
  /** False to read all columns without a given type as text; true when left out. */
  readonly inferTypes?: boolean | null | undefined;
  /** Texts that mean NULL, quoted or not, besides the empty cell without quotes. */
  readonly null?: string | readonly string[] | null | undefined;
  /** What stands before the fraction of a number; `.` when left out. */
  readonly decimal?: "." | "," | null | undefined;
  /** What stands between groups of three digits; nothing when left out. */
  readonly thousands?: string | null | undefined;
  /** Lines that begin with it are passed over. */
  readonly comment?: string | null | undefined;
  /** Lines to pass over before the header. */
  readonly skipLines?: number | null | undefined;
  /**
   * True to give rows that end early NULL for the cells they lack; such rows are refused when left
   * out.
   */
  readonly fillMissing?: boolean | null | undefined;
  /** Form of dates besides `2024-12-31`, for example `%d.%m.%Y`. */
  readonly dateFormat?: string | null | undefined;
  /** Form of timestamps besides ISO 8601, for example `%m/%d/%Y %H:%M`. */
  readonly timestampFormat?: string | null | undefined;
}

/** A connection attached to a database. */
export interface DatabaseAttachmentInfo {
  /** The attached connection. */
  connectionId: string;
  /** Its name in this database's SQL; null means the connection's own name. */
  alias?: string | null | undefined;
}

/** A batch of databases. */
export interface DatabaseBatchResponse {
  /** Batch id; the `batch` filter of the listing takes it. */
  batchId: string;
  /**
   * Databases that were asked for. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  count: number;
  /**
   * Databases that were made so far. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  createdCount: number;
  /** Whether no more are to be made; those that are there stay. */
  cancelRequested: boolean;
  /** When the databases may be deleted; null for never. RFC 3339 text. */
  expiresAt?: string | null | undefined;
  /** Job that makes the databases. */
  jobId?: string | null | undefined;
  /** Path to poll for the batch's state. */
  statusUrl?: string | null | undefined;
}

/** A named text kept with a database. */
export interface DatabaseContextEntry {
  /** Name of the document. */
  name: string;
  /** Its text. */
  content: string;
  /** When it was last written. RFC 3339 text. */
  updatedAt: string;
}

/** A number of databases. */
export interface DatabaseCountResponse {
  /**
   * Databases that match, on all pages. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  total: number;
}

/** A schema declared together with its database. */
export interface DatabaseDefaultSchemaDecl {
  /** Name of the schema; kept in lower case. */
  readonly name: string;
  /** Tables to declare in it. */
  readonly tables?: readonly DatabaseDefaultTableDecl[] | null | undefined;
}

/** A table declared together with its database. */
export interface DatabaseDefaultTableDecl {
  /** Name of the table; kept in lower case. */
  readonly name: string;
  /** Columns that tell rows apart. Loads by key (delete, update, upsert) need them. */
  readonly key?: readonly string[] | null | undefined;
  /**
   * Partition keys in order; cannot be changed later. Each combination of their values gets files
   * of its own, and a query with conditions on the columns opens only those that can match. The
   * first load may be any that makes a table, replace or append.
   */
  readonly partitionBy?: readonly TablePartitionKey[] | null | undefined;
  /**
   * Sort keys in order; cannot be changed later. Each load is sorted, so that its files cover
   * separate ranges, of which a query opens only those that can match.
   */
  readonly sortedBy?: readonly TableSortKey[] | null | undefined;
}

/** One database. */
export interface DatabaseDetailResponse {
  /** Database id, the value of the `X-Database-Id` header. */
  id: string;
  /** Label for people. */
  name?: string | null | undefined;
  /** The same as `name`, for clients up to 0.2.3. */
  description?: string | null | undefined;
  /** Name the database's own catalog goes by in SQL. */
  defaultCatalog: string;
  /** Schema of bare table names. */
  defaultSchema: string;
  /** When the database may be deleted; null means never. RFC 3339 text. */
  expiresAt?: string | null | undefined;
  /** Connection behind the database's own catalog; the connection routes take it. */
  defaultConnectionId: string;
  /** When the database was created. RFC 3339 text. */
  createdAt?: string | null | undefined;
  /** Connections attached to it. */
  attachments: DatabaseAttachmentInfo[];
}

/** One committed state of a database. */
export interface DatabaseSnapshot {
  /**
   * Number of the snapshot, for `AT (VERSION => n)`. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  snapshotId: number;
  /** When it was committed, for `AT (TIMESTAMP => t)`. RFC 3339 text. */
  createdAt: string;
  /** What changed since the snapshot before; a replace deletes and inserts. */
  changes: DatabaseSnapshotChange[];
  /**
   * Rows in the data files that it added. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  rowsAdded: number;
  /** Data files that it added. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  filesAdded: number;
  /**
   * Data files that belong to older snapshots only since. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  filesRemoved: number;
  /**
   * Rows of the loaded table after the load; null when it was no load. 64-bit integer: as a
   * `number` exact up to 2^53-1, refused beyond.
   */
  tableRowCount: number | null;
}

/** One thing that a snapshot changed. */
export interface DatabaseSnapshotChange {
  /**
   * What was done, as the DuckLake format names it: `created_schema`, `created_table`,
   * `inserted_into_table`, `deleted_from_table`, `altered_table`, `dropped_table`, `merge_adjacent`
   * (small files became one), `rewrite_delete` (deleted rows were taken out of a file) and others.
   */
  kind: string;
  /** Schema, when it is still known. */
  schemaName: string | null;
  /** Table, when it is still known; null for a change of the schema itself. */
  tableName: string | null;
}

/** A database in a listing. */
export interface DatabaseSummary {
  /** Database id, the value of the `X-Database-Id` header. */
  id: string;
  /** Label for people. */
  name?: string | null | undefined;
  /** The same as `name`, for clients up to 0.2.3. */
  description?: string | null | undefined;
  /** Name the database's own catalog goes by in SQL. */
  defaultCatalog: string;
  /** Schema of bare table names. */
  defaultSchema: string;
  /** When the database may be deleted; null means never. RFC 3339 text. */
  expiresAt?: string | null | undefined;
  /** When the database was created. RFC 3339 text. */
  createdAt?: string | null | undefined;
}

/** A token that reaches one database. */
export interface DatabaseTokenResponse {
  /** Signed token (JWT) to send as bearer. */
  token: string;
  /** Token that renews it. */
  refreshToken: string;
  /** Seconds the token is valid for. */
  expiresIn: number;
  /** Seconds the refresh token is valid for. */
  refreshExpiresIn: number;
  /** The only database it reaches. */
  databaseId: string;
}

/** Where the rows of a dataset are; `type` says which of these it is. */
export type DatasetSource =
  | UploadDatasetSource
  | UrlDatasetSource
  | InlineDatasetSource
  | SqlQueryDatasetSource
  | SavedQueryDatasetSource;

/** A dataset in a listing. */
export interface DatasetSummary {
  /** Dataset id. */
  id: string;
  /** Name for people. */
  label: string;
  /** Schema of its table: `main`, or a sandbox's id. */
  schemaName: string;
  /** Name of its table: `datasets.<schema>.<table>` in SQL. */
  tableName: string;
  /** Number of the newest version. */
  latestVersion: number;
  /** Version that SQL reads; null: the newest. */
  pinnedVersion?: number | null | undefined;
  /** When it was made. RFC 3339 text. */
  createdAt: string;
  /** When it was changed last. RFC 3339 text. */
  updatedAt: string;
}

/** One version of a dataset. */
export interface DatasetVersionSummary {
  /** Id of the version. */
  id: string;
  /** Version number, from 1. */
  version: number;
  /** Where the rows came from: upload, url, inline, sql_query or saved_query. */
  sourceType: string;
  /** When its rows were read. RFC 3339 text. */
  createdAt: string;
}

/** Outcome of deleting a batch. */
export interface DeleteDatabaseBatchResponse {
  /** Batch that was deleted. */
  batchId: string;
  /**
   * Databases that were deleted with it. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  deletedCount: number;
}

/** A sandbox was deleted. */
export interface DeleteSandboxResponse {
  /** Always true. */
  ok: boolean;
  /** Always true: the sandbox and its data are gone. */
  deleted: boolean;
}

/** How looking for a source's tables ended. */
export type DiscoveryStatus = "success" | "skipped" | "failed" | (string & {});

/** What can turn text into vectors. */
export interface EmbeddingProviderResponse {
  /** Provider id. */
  id: string;
  /** Its name. */
  name: string;
  /** `service` or `local`. */
  providerType: string;
  /** Its settings, or null. */
  config: Record<string, unknown> | null;
  /** Whether there is a key for it. */
  hasSecret: boolean;
  /** `system`: from the server's settings; `user`: recorded by a caller. */
  source: string;
  /** When it was recorded. RFC 3339 text. */
  createdAt: string;
  /** When it was last changed. RFC 3339 text. */
  updatedAt: string;
}

/** Which version of a saved query to run. */
export interface ExecuteSavedQueryRequest {
  /** Version to run; the newest when left out. */
  readonly version?: number | null | undefined;
}

/** One part that was sent. */
export interface FinalizeUploadPart {
  /** Number of the part, from 1. */
  readonly partNumber: number;
  /** The `ETag` header that the part's PUT answered with, unchanged. */
  readonly eTag: string;
}

/** What was sent; nothing for a single PUT. */
export interface FinalizeUploadRequest {
  /** All parts of a multipart upload, by ascending number. */
  readonly parts?: readonly FinalizeUploadPart[] | null | undefined;
}

/** The upload that is ready to be loaded. */
export interface FinalizeUploadResponse {
  /** Upload id; the `uploadId` of a load. */
  uploadId: string;
  /** State of the upload; `ready`. */
  status: string;
  /**
   * Size in bytes, as received. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  sizeBytes: number;
  /** Content type of the file. */
  contentType?: string | null | undefined;
  /** When the session was opened. RFC 3339 text. */
  createdAt: string;
}

/** What a fork has of its own; `{}` will do. */
export interface ForkDatabaseRequest {
  /** Label of the fork; the source's when left out. */
  readonly name?: string | null | undefined;
  /**
   * When the fork may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`. When
   * left out: the source's, if that is still to come.
   */
  readonly expiresAt?: string | null | undefined;
}

/** A connection, without its configuration. */
export interface GetConnectionResponse {
  /** Connection id. */
  id: string;
  /** Name, by which SQL reaches its tables. */
  name: string;
  /** Kind of source. */
  sourceType: string;
  /** Tables that are known. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  tableCount: number;
  /**
   * Tables whose rows were fetched. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  syncedTableCount: number;
  /** How its tables are read. */
  readMode: ReadMode;
  /**
   * Age in seconds at which copies are refreshed; null for never. 64-bit integer: as a `number`
   * exact up to 2^53-1, refused beyond.
   */
  refreshSeconds: number | null;
}

/** A document. */
export interface GetDatabaseContextResponse {
  /** The document. */
  context: DatabaseContextEntry;
}

/** A dataset with its columns. */
export interface GetDatasetResponse {
  /** Dataset id. */
  id: string;
  /** Name for people. */
  label: string;
  /** Schema of its table: `main`, or a sandbox's id. */
  schemaName: string;
  /** Name of its table: `datasets.<schema>.<table>` in SQL. */
  tableName: string;
  /** Number of the newest version. */
  latestVersion: number;
  /** Version that SQL reads; null: the newest. */
  pinnedVersion?: number | null | undefined;
  /** When it was made. RFC 3339 text. */
  createdAt: string;
  /** When it was changed last. RFC 3339 text. */
  updatedAt: string;
  /** Where the rows came from: upload, url, inline, sql_query or saved_query. */
  sourceType: string;
  /** Columns of the version that SQL reads. */
  columns: ColumnInfo[];
}

/** A stored result; with rows when it is ready. */
export interface GetResultResponse {
  /** Result id. */
  resultId: string;
  /** State: `pending`, `processing`, `ready` or `failed`. */
  status: string;
  /** Column names in order, when ready. */
  columns?: string[] | null | undefined;
  /** For each column, whether NULLs may occur. */
  nullable?: boolean[] | null | undefined;
  /** The rows of this page, an array of values each. */
  rows?: unknown[][] | null | undefined;
  /**
   * Number of rows in this page. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  rowCount?: number | null | undefined;
  /** Why it failed. */
  errorMessage?: string | null | undefined;
}

/** A secret without its value. */
export interface GetSecretResponse {
  /** Name of the secret, in lower case. */
  name: string;
  /** When it was first stored. RFC 3339 text. */
  createdAt: string;
  /** When its value was last set. RFC 3339 text. */
  updatedAt: string;
}

/** A document. */
export interface GetWorkspaceContextResponse {
  /** The document. */
  context: WorkspaceContextEntry;
}

/** State of the server. */
export interface HealthResponse {
  /** `ok` when the server takes requests. */
  status: string;
  /** Name of the program that answers. */
  service: string;
  /** Its version. */
  version: string;
}

/** An index and its table, in a listing. */
export interface IndexEntryResponse {
  /** Connection of the table. */
  connectionId?: string | null | undefined;
  /** Schema of the table. */
  schemaName: string;
  /** The table. */
  tableName: string;
  /** Name of the index. */
  indexName: string;
  /** `sorted`, `bm25` or `vector`. */
  indexType: string;
  /** Indexed columns; of a text with vectors, the column that holds them. */
  columns: string[];
  /** Distance of a vector index; none for other kinds. */
  metric?: string | undefined;
  /** Text column that the vectors were made of; none for other indexes. */
  sourceColumn?: string | undefined;
  /** State of the index. */
  status: IndexStatus;
  /** When it was created. RFC 3339 text. */
  createdAt: string;
  /** When it last changed. RFC 3339 text. */
  updatedAt: string;
}

/** An index. */
export interface IndexInfoResponse {
  /** Name of the index. */
  indexName: string;
  /** `sorted`, `bm25` or `vector`. */
  indexType: string;
  /** Indexed columns; of a text with vectors, the column that holds them. */
  columns: string[];
  /** Distance of a vector index; none for other kinds. */
  metric?: string | null | undefined;
  /** Text column that the vectors were made of; none for other indexes. */
  sourceColumn?: string | null | undefined;
  /** State of the index. */
  status: IndexStatus;
  /** When it was created. RFC 3339 text. */
  createdAt: string;
  /** When it last changed. RFC 3339 text. */
  updatedAt: string;
  /**
   * Rows with something to search, when it was last brought up to date. 64-bit integer: as a
   * `number` exact up to 2^53-1, refused beyond.
   */
  rowCount?: number | null | undefined;
  /**
   * Rows among them in files too small to have index files yet. 64-bit integer: as a `number` exact
   * up to 2^53-1, refused beyond.
   */
  unmergedRowCount?: number | null | undefined;
  /** Bytes of its files. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  sizeBytes?: number | null | undefined;
  /**
   * Length of the vectors; none for other kinds. 64-bit integer: as a `number` exact up to 2^53-1,
   * refused beyond.
   */
  dimensions?: number | null | undefined;
}

/** State of an index. */
export type IndexStatus = "ready" | "pending" | (string & {});

/** One page of tables. */
export interface InformationSchemaResponse {
  /** The tables of this page. */
  tables: TableInfo[];
  /** Number of tables in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Whether there is a further page. */
  hasMore: boolean;
  /** Cursor of the further page, if there is one. */
  nextCursor?: string | null | undefined;
}

/** Rows within the request. */
export interface InlineData {
  /** `csv` with a header, or `json`: an object a line, or one array of objects. */
  readonly format: "csv" | "json";
  /** The rows themselves, up to 1 MiB. */
  readonly content: string;
  /** Types of the columns of CSV or JSON, in place of guessed ones; names every column. */
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | null | undefined;
}

/** Rows within the request. */
export interface InlineDatasetSource {
  /** Which kind of source this is. */
  readonly type: "inline";
  /** The rows. */
  readonly inline: InlineData;
}

/** How far a job has come. */
export interface JobProgress {
  /**
   * Units of work that are done. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  done: number;
  /**
   * Units of work in all; null when that is not known. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  total: number | null;
}

/** Outcome of a job; its shape follows from the job's type. */
export type JobResult =
  | LoadManagedTableResponse
  | BulkCreateDatabasesResult
  | RefreshDatasetResponse
  | IndexInfoResponse
  | TableRefreshResult
  | ConnectionRefreshResult;

/** State of a background job. */
export type JobStatus =
  | "pending"
  | "running"
  | "succeeded"
  | "partially_succeeded"
  | "failed"
  | (string & {});

/** A background job. */
export interface JobStatusResponse {
  /** Job id. */
  id: string;
  /** What the job does. */
  jobType: JobType;
  /** State of the job. */
  status: JobStatus;
  /** Times it was tried, the present one included. */
  attempts: number;
  /** When it was submitted. RFC 3339 text. */
  createdAt: string;
  /** When it ended; null until then. RFC 3339 text. */
  completedAt?: string | null | undefined;
  /** Why it failed, or what of it did. */
  errorMessage?: string | null | undefined;
  /** Outcome; null until the job has ended. */
  result?: JobResult | null | undefined;
  /** How far it has come, when the job tells. */
  progress?: JobProgress | null | undefined;
}

/** What a background job does. */
export type JobType =
  | "noop"
  | "bulk_create_databases"
  | "data_refresh_table"
  | "data_refresh_connection"
  | "create_index"
  | "managed_load"
  | "ducklake_vacuum"
  | "ducklake_orphan_cleanup"
  | "result_deletion"
  | "stale_result_cleanup"
  | "result_retention"
  | "ducklake_compaction"
  | "ducklake_table_compaction"
  | "dataset_refresh"
  | "create_dataset_index"
  | (string & {});

/** Keys that reach no further than the caller's. */
export interface ListApiKeysResponse {
  /** The keys, newest first. */
  apiKeys: ApiKey[];
}

/** One page of the audit log. */
export interface ListAuditEventsResponse {
  /** Newest first. */
  auditEvents: AuditEvent[];
  /** Number of events on this page. */
  count: number;
  /** Page size that held. */
  limit: number;
  /** True when there are older ones. */
  hasMore: boolean;
  /** Cursor of the further page, if there is one. */
  nextCursor?: string | null | undefined;
}

/** Kinds of sources. */
export interface ListConnectionTypesResponse {
  /** All kinds of sources. */
  connectionTypes: ConnectionTypeSummary[];
}

/** Connections of a workspace. */
export interface ListConnectionsResponse {
  /** The connections. */
  connections: ConnectionInfo[];
}

/** All documents of a database. */
export interface ListDatabaseContextsResponse {
  /** The documents, sorted by name. */
  contexts: DatabaseContextEntry[];
}

/** One page of snapshots. */
export interface ListDatabaseSnapshotsResponse {
  /** The snapshots of this page, newest first. */
  snapshots: DatabaseSnapshot[];
  /** Number of snapshots in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Whether there is a further page. */
  hasMore: boolean;
  /** Cursor of the further page, if there is one. */
  nextCursor?: string | null | undefined;
}

/** One page of databases. */
export interface ListDatabasesResponse {
  /** The databases of this page. */
  databases: DatabaseSummary[];
  /** Number of databases in this page. */
  count?: number | null | undefined;
  /** Page size that was used. */
  limit?: number | null | undefined;
  /** Whether there is a further page. */
  hasMore?: boolean | null | undefined;
  /** Cursor of the further page, if there is one. */
  nextCursor?: string | null | undefined;
}

/** One page of versions of a dataset. */
export interface ListDatasetVersionsResponse {
  /** Dataset id. */
  datasetId: string;
  /** The versions, newest first. */
  versions: DatasetVersionSummary[];
  /** Number of entries in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Entries skipped before this page. */
  offset: number;
  /** Whether there is a further page. */
  hasMore: boolean;
}

/** One page of datasets. */
export interface ListDatasetsResponse {
  /** The datasets by label. */
  datasets: DatasetSummary[];
  /** Number of entries in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Entries skipped before this page. */
  offset: number;
  /** Whether there is a further page. */
  hasMore: boolean;
}

/** All embedding providers of a workspace. */
export interface ListEmbeddingProvidersResponse {
  /** The server's own first, then those of the workspace by name. */
  embeddingProviders: EmbeddingProviderResponse[];
}

/** One page of indexes of many tables. */
export interface ListIndexesPageResponse {
  /** The indexes. */
  indexes: IndexEntryResponse[];
  /** Indexes in this page. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  count: number;
  /** Page size used. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  limit: number;
  /** Whether there is a further page. */
  hasMore: boolean;
  /** Where the further page begins. */
  nextCursor?: string | null | undefined;
}

/** Indexes of one table. */
export interface ListIndexesResponse {
  /** The indexes. */
  indexes: IndexInfoResponse[];
}

/** One page of background jobs. */
export interface ListJobsResponse {
  /** The jobs of this page, newest first. */
  jobs: JobStatusResponse[];
}

/** One page of query runs. */
export interface ListQueryRunsResponse {
  /** The runs of this page, newest first. */
  queryRuns: QueryRunInfo[];
  /** Number of runs in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Whether there is a further page. */
  hasMore: boolean;
  /** Cursor of the further page, if there is one. */
  nextCursor?: string | null | undefined;
}

/** One page of stored results. */
export interface ListResultsResponse {
  /** The results of this page, newest first. */
  results: ResultInfo[];
  /** Number of results in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Results skipped before this page. */
  offset: number;
  /** Whether there is a further page. */
  hasMore: boolean;
}

/** The sandboxes of a workspace. */
export interface ListSandboxesResponse {
  /** Always true. */
  ok: boolean;
  /** The sandboxes, newest first. */
  sandboxes: Sandbox[];
}

/** One page of saved queries. */
export interface ListSavedQueriesResponse {
  /** The saved queries by name. */
  queries: SavedQuerySummary[];
  /** Number of entries in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Entries skipped before this page. */
  offset: number;
  /** Whether there is a further page. */
  hasMore: boolean;
}

/** One page of versions. */
export interface ListSavedQueryVersionsResponse {
  /** Saved query id. */
  savedQueryId: string;
  /** The versions, newest first. */
  versions: SavedQueryVersionInfo[];
  /** Number of entries in this page. */
  count: number;
  /** Page size that was used. */
  limit: number;
  /** Entries skipped before this page. */
  offset: number;
  /** Whether there is a further page. */
  hasMore: boolean;
}

/** All secrets of a workspace. */
export interface ListSecretsResponse {
  /** The secrets, sorted by name. */
  secrets: SecretMetadataResponse[];
}

/** Uploads of a workspace. */
export interface ListUploadsResponse {
  /** The uploads, newest first. */
  uploads: UploadInfo[];
}

/** All documents of a workspace. */
export interface ListWorkspaceContextsResponse {
  /** The documents, sorted by name. */
  contexts: WorkspaceContextEntry[];
}

/** Workspaces the key may use. */
export interface ListWorkspacesResponse {
  /** Always true. */
  ok: boolean;
  /** The workspaces the key may use. */
  workspaces: WorkspaceListItem[];
}

/** Rows to load, from exactly one of `uploadId`, `uploadIds`, `resultId` and `data`. */
export interface LoadManagedTableRequest {
  /**
   * What happens to the table's rows: `replace`, `append`, or by key: `upsert` replaces or inserts
   * whole rows, `update` changes the columns it brings in rows that are there, `delete` takes rows
   * out and reads nothing but the key.
   */
  readonly mode: string;
  /** A finished upload to load. */
  readonly uploadId?: string | null | undefined;
  /** Finished uploads to load together: all of them become visible at once, or none. */
  readonly uploadIds?: readonly string[] | null | undefined;
  /** A stored result whose rows to copy. */
  readonly resultId?: string | null | undefined;
  /** The rows themselves: CSV with a header, up to 2 MiB. */
  readonly data?: string | null | undefined;
  /** Format of the upload. Found from its content type or its bytes when left out. */
  readonly format?: "csv" | "json" | "parquet" | null | undefined;
  /** Types of the columns of `data`; names every column of its header. */
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | null | undefined;
  /** How the CSV is written; found out when left out. */
  readonly csv?: CsvOptions | null | undefined;
  /**
   * What a row of CSV or JSON does that cannot be read whole: `fail` (when left out) fails the
   * load, `reject` leaves the row out and reports it. With `reject`, types follow most values of a
   * column instead of all.
   */
  readonly onError?: "fail" | "reject" | null | undefined;
  /**
   * Columns that match rows in a load by key; the table's declared key when left out. Of several
   * rows with one key the last counts. NULL matches nothing, and is refused by `upsert`.
   */
  readonly key?: readonly string[] | null | undefined;
  /** Makes repeating a load safe: in one workspace, a load with one key happens once. */
  readonly idempotencyKey?: string | null | undefined;
  /** True to work in the background and answer 202 at once; false when left out. */
  readonly async?: boolean | null | undefined;
  /** Milliseconds to wait for the outcome before answering 202; only with `async: true`. */
  readonly asyncAfterMs?: number | null | undefined;
}

/** Outcome of a load. */
export interface LoadManagedTableResponse {
  /** Connection of the table. */
  connectionId: string;
  /** Schema of the table. */
  schemaName: string;
  /** Name of the table. */
  tableName: string;
  /**
   * Rows of the table after the load. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  rowCount: number;
  /** The table's Arrow schema, as JSON text. */
  arrowSchemaJson: string;
  /**
   * Rows left out; only with `on_error: reject`. 64-bit integer: as a `number` exact up to 2^53-1,
   * refused beyond.
   */
  rejectedRows?: number | undefined;
  /** Stored result with the rows left out: `file`, `line`, `column`, `value`, `reason`, `raw`. */
  rejectsResultId?: string | undefined;
  /** Where to get it, as JSON, CSV or Arrow. */
  rejectsUrl?: string | undefined;
}

/** The column that was renamed. */
export interface ManagedColumnResponse {
  /** Connection behind the catalog. */
  connectionId: string;
  /** Name of the schema, in lower case. */
  schema: string;
  /** Name of the table, in lower case. */
  table: string;
  /** Name of the column. */
  column: string;
}

/** The schema that was declared. */
export interface ManagedSchemaResponse {
  /** Connection behind the catalog. */
  connectionId: string;
  /** Name of the schema, in lower case. */
  schema: string;
  /** Names of the tables declared with it, in lower case. */
  tables: string[];
}

/** The table that was declared. */
export interface ManagedTableResponse {
  /** Connection behind the catalog. */
  connectionId: string;
  /** Name of the schema, in lower case. */
  schema: string;
  /** Name of the table, in lower case. */
  table: string;
}

/** What a token of one database is for. */
export interface MintDatabaseTokenRequest {
  /** `existing_database`, or `refreshToken`. When left out, a database is created. */
  readonly grantType?: string | null | undefined;
  /** With grant type `existing_database`. */
  readonly databaseId?: string | null | undefined;
  /** A refresh token of an earlier answer; with grant type `refreshToken`. */
  readonly refreshToken?: string | null | undefined;
  /** Label of the database that is created. */
  readonly name?: string | null | undefined;
}

/** What a token of one sandbox is for. */
export interface MintSandboxTokenRequest {
  /** `existing_sandbox`, or `refreshToken`. When left out, a sandbox is created. */
  readonly grantType?: string | null | undefined;
  /** With grant type `existing_sandbox`. */
  readonly sandboxId?: string | null | undefined;
  /** A refresh token of an earlier answer; with grant type `refreshToken`. */
  readonly refreshToken?: string | null | undefined;
  /** Name of the sandbox that is created; made by the server when left out. */
  readonly name?: string | null | undefined;
}

/** Parts that need an address. */
export interface MintUploadPartsRequest {
  /** Numbers of the parts, from 1. */
  readonly partNumbers: readonly number[];
}

/** Addresses of parts. */
export interface MintUploadPartsResponse {
  /** The addresses, by ascending part number. */
  parts: MintedUploadPartResponse[];
}

/** The address of one part. */
export interface MintedUploadPartResponse {
  /** Number of the part, from 1. */
  partNumber: number;
  /** Short-lived address of the part's PUT. */
  url: string;
}

/** A column of numbers with many distinct values. NaN and infinities do not count here. */
export interface NumericProfileDetail {
  /** Tells this form apart. */
  type: "numeric" | (string & {});
  /** Smallest value, as text with all digits. */
  min: string;
  /** Largest value, as text with all digits. */
  max: string;
  /** Average. */
  mean: number;
}

/** One step of a statement, and those below it. */
export interface OperatorProfile {
  /** What it does, in the engine's words; `STORE_RESULT` writes the result. */
  name: string;
  /** Rows it passed on. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  rows: number;
  /** Time of all threads in this operator alone; the sum may exceed what the statement took. */
  milliseconds: number;
  /**
   * What else is known of it, such as the `Table` it reads, `Filters` and `Conditions`, with their
   * values.
   */
  details: Record<string, string>;
  /** Operators that it gets its rows from. */
  operators: OperatorProfile[];
}

/** A statement to run. */
export interface QueryRequest {
  /** One statement that reads. */
  readonly sql: string;
  /** Database to query; may be given as the `X-Database-Id` header instead. */
  readonly databaseId?: string | null | undefined;
  /** Catalog of names without one; the database's own when left out. */
  readonly defaultCatalog?: string | null | undefined;
  /** Schema of bare table names; the database's `defaultSchema` when left out. */
  readonly defaultSchema?: string | null | undefined;
  /** SQL dialect of the text; `hotsql` when left out. */
  readonly dialect?: "hotsql" | "duckdb" | "postgres" | "snowflake" | null | undefined;
  /** Values of the statement's parameters: a list for `?` and `$1`, an object for `$name`. */
  readonly parameters?: readonly unknown[] | Readonly<Record<string, unknown>> | null | undefined;
  /**
   * Longest time in milliseconds that the statement may run; at most, and when left out, what the
   * workspace and the server allow. A statement that takes longer fails.
   */
  readonly timeoutMs?: number | null | undefined;
  /**
   * How tables of connections are read: `cached`, from copies that are made when they are first
   * needed, or `live`, from the source itself. As each connection says when left out.
   */
  readonly readMode?: ReadMode | null | undefined;
  /**
   * True to record where the statement spends its time, to be read with `GET
   * /v1/query-runs/{id}/profile`. That costs a little; false when left out.
   */
  readonly profile?: boolean | null | undefined;
  /** True to work in the background and answer 202 at once; false when left out. */
  readonly async?: boolean | null | undefined;
  /** Milliseconds to wait for the outcome before answering 202; only with `async: true`. */
  readonly asyncAfterMs?: number | null | undefined;
}

/** Rows of a query. */
export interface QueryResponse {
  /** Id of the query run. */
  queryRunId: string;
  /** Id of the stored result. Null only together with a `warning`. */
  resultId?: string | null | undefined;
  /** Column names in order; a name may occur twice. */
  columns: string[];
  /** For each column, whether NULLs may occur. */
  nullable: boolean[];
  /** The rows, an array of values each. */
  rows: unknown[][];
  /** The same as `previewRowCount`, for older clients. */
  rowCount: number;
  /**
   * Number of rows in this answer. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  previewRowCount: number;
  /**
   * Rows of the whole result; null while a truncated one is still being stored. 64-bit integer: as
   * a `number` exact up to 2^53-1, refused beyond.
   */
  totalRowCount?: number | null | undefined;
  /** True when there are more rows than these; fetch them by `resultId`. */
  truncated: boolean;
  /**
   * Milliseconds it took to run. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  executionTimeMs: number;
  /** Why the result was not stored. */
  warning?: string | null | undefined;
}

/** One query that was submitted. */
export interface QueryRunInfo {
  /** Query run id. */
  id: string;
  /**
   * State: `running`, `succeeded`, `failed`, or `cancelled`: by a call, or because the client that
   * waited for the rows closed its connection.
   */
  status: string;
  /**
   * How far a running query has come, in percent, as the engine estimates it; null while that is
   * not known, and when it has ended.
   */
  progress?: number | null | undefined;
  /** The SQL that was sent. */
  sqlText: string;
  /** SHA-256 of the SQL, in hex. */
  sqlHash: string;
  /** Id of the SQL text; the same text has the same id. */
  snapshotId: string;
  /** When the query arrived. RFC 3339 text. */
  createdAt: string;
  /** When it ended. RFC 3339 text. */
  completedAt?: string | null | undefined;
  /**
   * Milliseconds it took to run. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  executionTimeMs?: number | null | undefined;
  /**
   * Milliseconds from arrival until the result was ready. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  serverProcessingMs?: number | null | undefined;
  /** Id of the stored result. */
  resultId?: string | null | undefined;
  /** Rows of the whole result. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  rowCount?: number | null | undefined;
  /**
   * Rows of the data files and stored results that it had to look at, each once, before filters;
   * null when it named no table. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  rowsScanned?: number | null | undefined;
  /**
   * Compressed bytes, in those files, of the columns that it names, of all for `*`; 0 when it needs
   * none, null when it named no table or the sizes are not recorded. 64-bit integer: as a `number`
   * exact up to 2^53-1, refused beyond.
   */
  bytesScanned?: number | null | undefined;
  /** Tables of connections that it read; null when it read none. */
  sources?: QueryRunSource[] | null | undefined;
  /** Why it failed or was cancelled. */
  errorMessage?: string | null | undefined;
  /**
   * Code of the error that it failed with, as if it had been waited for; `QUERY_CANCELLED` when it
   * was cancelled.
   */
  errorCode?: string | null | undefined;
  /** Why its result was not stored. */
  warningMessage?: string | null | undefined;
  /** The saved query that was run. */
  savedQueryId?: string | null | undefined;
  /** Version of the saved query. */
  savedQueryVersion?: number | null | undefined;
  /** The sandbox that it ran in. */
  sandboxId?: string | null | undefined;
  /** Trace id, as in the `X-Trace-Id` header. */
  traceId?: string | null | undefined;
  /** Who ran it: stable for one API key. */
  userPublicId?: string | null | undefined;
}

/** Where a query spent its time. */
export interface QueryRunProfile {
  /** Id of the query run. */
  queryRunId: string;
  /** Milliseconds from the start of the execution until the result was written. */
  executionMs: number;
  /** Milliseconds that all operators took, over all threads. */
  cpuMs: number;
  /** Rows of the result. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  rowCount: number;
  /** As in the query run. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  rowsScanned?: number | null | undefined;
  /** As in the query run. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  bytesScanned?: number | null | undefined;
  /** False when operators or details were left out, because there are too many. */
  isWhole: boolean;
  /** What it did, the writing of the result on top. */
  plan: OperatorProfile;
}

/** What a query had of one table of a connection. */
export interface QueryRunSource {
  /** Id of the connection. */
  connectionId: string;
  /** What the query calls it. */
  connection: string;
  /** Schema of the table, as the source spells it. */
  schema: string;
  /** Name of the table, as the source spells it. */
  table: string;
  /** `cached`: a copy was read; `live`: the source itself. */
  readMode: ReadMode;
  /** What the source was asked, without values; null where a copy was read. */
  statement: string | null;
  /**
   * Rows that came from the source; null where that is not known. 64-bit integer: as a `number`
   * exact up to 2^53-1, refused beyond.
   */
  rows: number | null;
  /**
   * Bytes that came from the source; null where that is not known. 64-bit integer: as a `number`
   * exact up to 2^53-1, refused beyond.
   */
  bytes: number | null;
  /**
   * Milliseconds that the query waited for it; null where the copy was there already. 64-bit
   * integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  durationMs: number | null;
  /** When the copy was made that was read; null where none was. RFC 3339 text. */
  syncedAt: string | null;
}

/** How tables of a source are read: from copies that are kept here, or from the source itself. */
export type ReadMode = "cached" | "live";

/** Outcome of refreshing a dataset. */
export interface RefreshDatasetResponse {
  /** Dataset id. */
  id: string;
  /** Number of the new version. */
  version: number;
  /** `ready`: the new version can be queried. */
  status: string;
  /** When the new version was made. RFC 3339 text. */
  createdAt: string;
}

/** What to refresh; the fields given say which. */
export interface RefreshRequest {
  /** Dataset to make a new version of. No connection can be given then. */
  readonly datasetId?: string | null | undefined;
  /** Connection to refresh; all when left out. */
  readonly connectionId?: string | null | undefined;
  /** Schema of the one table to refresh. */
  readonly schemaName?: string | null | undefined;
  /** The one table to refresh. */
  readonly tableName?: string | null | undefined;
  /** True to read rows again; when left out, tables and columns are discovered again. */
  readonly data?: boolean | null | undefined;
  /** True to read tables, too, that were never read; only for all data of a connection. */
  readonly includeUncached?: boolean | null | undefined;
  /** True to work in the background and answer 202 at once; false when left out. */
  readonly async?: boolean | null | undefined;
  /** Milliseconds to wait for the outcome before answering 202; only with `async: true`. */
  readonly asyncAfterMs?: number | null | undefined;
}

/** Outcome of a refresh; its shape follows from what was refreshed. */
export type RefreshResponse =
  | SchemaRefreshResult
  | RefreshDatasetResponse
  | TableRefreshResult
  | ConnectionRefreshResult;

/** Something to know of a refresh that did not keep it from succeeding. */
export interface RefreshWarning {
  /** Schema of the table that it is about. */
  schemaName?: string | null | undefined;
  /** Table that it is about. */
  tableName?: string | null | undefined;
  /** What is worth knowing. */
  message: string;
}

/** A new name for a column. */
export interface RenameColumnRequest {
  /** New name of the column, spelled as it shall be shown; it matches in any case. */
  readonly name: string;
}

/** A new name for a schema. */
export interface RenameSchemaRequest {
  /** New name of the schema; kept in lower case. */
  readonly name: string;
}

/** A new name for a table. */
export interface RenameTableRequest {
  /** New name of the table; kept in lower case. */
  readonly name: string;
}

/** A stored result in a listing. */
export interface ResultInfo {
  /** Result id. */
  id: string;
  /** State: `pending`, `processing`, `ready` or `failed`. */
  status: string;
  /** When the query was submitted. RFC 3339 text. */
  createdAt: string;
  /** Why it failed. */
  errorMessage?: string | null | undefined;
}

/** State of what runs a workspace's SQL. */
export interface RuntimeStatusResponse {
  /**
   * `ready`: an engine process is up. `waking`: one is being started. `asleep`: the next statement
   * starts one.
   */
  state: string;
}

/** A scratch space within a workspace. */
export interface Sandbox {
  /** Sandbox id, the value of the `X-Session-Id` header; also the schema of its data. */
  publicId: string;
  /** Name for people. */
  name: string;
  /** Notes in Markdown, maybe empty. */
  markdown: string;
  /** When it was created. RFC 3339 text. */
  createdAt: string;
  /** When its name or notes were changed last. RFC 3339 text. */
  updatedAt: string;
}

/** One sandbox. */
export interface SandboxResponse {
  /** Always true. */
  ok: boolean;
  /** The sandbox. */
  sandbox: Sandbox;
}

/** A token that works in one sandbox. */
export interface SandboxTokenResponse {
  /** Signed token (JWT) to send as bearer. */
  token: string;
  /** Token that renews it. */
  refreshToken: string;
  /** Seconds the token is valid for. */
  expiresIn: number;
  /** Seconds the refresh token is valid for. */
  refreshExpiresIn: number;
  /** The sandbox it works in. */
  sandboxId: string;
}

/** Rows of a saved query. */
export interface SavedQueryDatasetSource {
  /** Which kind of source this is. */
  readonly type: "saved_query";
  /** A saved query. */
  readonly savedQueryId: string;
  /** Version to run; whichever is the newest when left out. */
  readonly version?: number | null | undefined;
}

/** A saved query with its newest statement. */
export interface SavedQueryDetail {
  /** Saved query id. */
  id: string;
  /** Name for people. */
  name: string;
  /** Free text, maybe empty. */
  description: string;
  /** Labels. */
  tags: string[];
  /** Number of the newest version. */
  latestVersion: number;
  /** When it was saved first. RFC 3339 text. */
  createdAt: string;
  /** When it was changed last. RFC 3339 text. */
  updatedAt: string;
  /** Statement of the newest version. */
  sql: string;
  /** SHA-256 of the statement, in hex. */
  sqlHash: string;
  /**
   * What the statement mainly does: join, aggregation, point_lookup, filtered_scan, projection,
   * full_scan.
   */
  category?: string | null | undefined;
  /** Tables that it names. */
  numTables?: number | null | undefined;
  /** Whether it filters rows. */
  hasPredicate?: boolean | null | undefined;
  /** Whether it joins. */
  hasJoin?: boolean | null | undefined;
  /** Whether it aggregates. */
  hasAggregation?: boolean | null | undefined;
  /** Whether it groups. */
  hasGroupBy?: boolean | null | undefined;
  /** Whether it sorts. */
  hasOrderBy?: boolean | null | undefined;
  /** Whether it limits the number of rows. */
  hasLimit?: boolean | null | undefined;
  /** Note on the size of the tables, set by a user. */
  tableSize?: string | null | undefined;
}

/** A saved query in a listing. */
export interface SavedQuerySummary {
  /** Saved query id. */
  id: string;
  /** Name for people. */
  name: string;
  /** Free text, maybe empty. */
  description: string;
  /** Labels. */
  tags: string[];
  /** Number of the newest version. */
  latestVersion: number;
  /** When it was saved first. RFC 3339 text. */
  createdAt: string;
  /** When it was changed last. RFC 3339 text. */
  updatedAt: string;
}

/** One version of a saved query. */
export interface SavedQueryVersionInfo {
  /** Version number, from 1. */
  version: number;
  /** Statement of this version. */
  sql: string;
  /** SHA-256 of the statement, in hex. */
  sqlHash: string;
  /** When this version was saved. RFC 3339 text. */
  createdAt: string;
  /**
   * What the statement mainly does: join, aggregation, point_lookup, filtered_scan, projection,
   * full_scan.
   */
  category?: string | null | undefined;
  /** Tables that it names. */
  numTables?: number | null | undefined;
  /** Whether it filters rows. */
  hasPredicate?: boolean | null | undefined;
  /** Whether it joins. */
  hasJoin?: boolean | null | undefined;
  /** Whether it aggregates. */
  hasAggregation?: boolean | null | undefined;
  /** Whether it groups. */
  hasGroupBy?: boolean | null | undefined;
  /** Whether it sorts. */
  hasOrderBy?: boolean | null | undefined;
  /** Whether it limits the number of rows. */
  hasLimit?: boolean | null | undefined;
  /** Note on the size of the tables, set by a user. */
  tableSize?: string | null | undefined;
}

/** Outcome of discovering tables again. */
export interface SchemaRefreshResult {
  /** Connections whose tables were discovered again. */
  connectionsRefreshed: number;
  /** Connections for which that failed. */
  connectionsFailed: number;
  /** Tables that were found. */
  tablesDiscovered: number;
  /** Those that were not known before. */
  tablesAdded: number;
  /** Those whose columns have changed. */
  tablesModified: number;
  /** What failed, by connection. */
  errors?: ConnectionSchemaError[] | undefined;
}

/** A secret of a listing. */
export interface SecretMetadataResponse {
  /** Name of the secret, in lower case. */
  name: string;
  /** When it was first stored. RFC 3339 text. */
  createdAt: string;
  /** When its value was last set. RFC 3339 text. */
  updatedAt: string;
}

/** How a copy is kept up; it replaces what was set before. */
export interface SetTableSyncRequest {
  /**
   * A column whose values only grow, such as a number or the time of the last change. A refresh
   * then reads only rows from its greatest copied value on; all rows when left out.
   */
  readonly cursorColumn?: string | null | undefined;
  /** Age in seconds at which this table's copy is refreshed; the connection's when left out. */
  readonly refreshSeconds?: number | null | undefined;
}

/** Limits to set. Null, or left out: the server's own limits. */
export interface SetWorkspaceLimitsRequest {
  /** Longest time in milliseconds that a statement may run. */
  readonly queryTimeoutMs?: number | null | undefined;
  /**
   * Bytes that the files of all managed databases, datasets and indexes may have. 64-bit integer:
   * as a `number` exact up to 2^53-1, refused beyond.
   */
  readonly maxDataBytes?: number | null | undefined;
  /**
   * Bytes that stored results may have. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  readonly maxResultBytes?: number | null | undefined;
  /**
   * Bytes that uploads which are not loaded yet may have. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  readonly maxUploadBytes?: number | null | undefined;
  /**
   * Bytes of disk that the statements of each database may use for what does not fit into memory;
   * counted in whole megabytes. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  readonly maxSpillBytes?: number | null | undefined;
}

/** Rows of a statement. */
export interface SqlQueryDatasetSource {
  /** Which kind of source this is. */
  readonly type: "sql_query";
  /** The statement to run. It is saved as a query, too. */
  readonly sql: string;
  /** Name of the saved query; the label when left out. */
  readonly name?: string | null | undefined;
  /** Description of the saved query. */
  readonly description?: string | null | undefined;
}

/** Work that goes on in the background. */
export interface SubmitJobResponse {
  /** Job id. */
  id: string;
  /** State of the job when the answer was written. */
  status: JobStatus;
  /** Path to poll for the outcome. */
  statusUrl: string;
}

/** A table. */
export interface TableInfo {
  /** Name of the connection; `__db_<id>` for a managed database. */
  connection: string;
  /** Schema name. */
  schema: string;
  /** Table name. */
  table: string;
  /** Whether the table has data here; false when only declared. */
  synced: boolean;
  /** When its data last changed. */
  lastSync?: string | null | undefined;
  /** Its columns, when they were asked for. */
  columns?: ColumnInfo[] | null | undefined;
  /** Partition keys; empty when there are none. */
  partitionBy: TablePartitionKey[];
  /** Sort keys; empty when there are none. */
  sortedBy: TableSortKey[];
  /** Columns declared constant for a key; empty when there are none. */
  constantPerKey?: string[] | undefined;
}

/** One key that a table's files are divided by. */
export interface TablePartitionKey {
  /** Column the key is taken from. */
  readonly column: string;
  /**
   * What of the column's value makes the partition: the value itself, or a part of the date as the
   * calendar counts it, months from 1 to 12 in any year.
   */
  readonly transform: "identity" | "year" | "month" | "day" | "hour";
}

/** What is in a table, column by column. */
export interface TableProfileResponse {
  /** Name of the connection, as the information schema has it. */
  connection: string;
  /** Name of the schema. */
  schema: string;
  /** Name of the table. */
  table: string;
  /** Rows of the table. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  rowCount: number;
  /** When the table last changed. */
  syncedAt?: string | null | undefined;
  /** Its columns, in order. */
  columns: ColumnProfileInfo[];
}

/** A table whose rows could not be read. */
export interface TableRefreshError {
  /** Schema of the table. */
  schemaName: string;
  /** The table. */
  tableName: string;
  /** Why its rows could not be read; an older copy stays. */
  error: string;
}

/** Outcome of reading a table's rows again. */
export interface TableRefreshResult {
  /** Connection of the table. */
  connectionId: string;
  /** Schema of the table, as the source spells it. */
  schemaName: string;
  /** The table, as the source spells it. */
  tableName: string;
  /** Rows that were read from the source. */
  rowsSynced: number;
  /**
   * Milliseconds that it took. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  durationMs: number;
  /** What is worth knowing although it succeeded; left out when nothing is. */
  warnings?: RefreshWarning[] | undefined;
}

/** One key that rows are sorted by within a file. */
export interface TableSortKey {
  /** Column to sort by. */
  readonly column: string;
  /** Sort direction; ascending unless given. Null when none was declared. */
  readonly direction?: "asc" | "desc" | null | undefined;
  /** Where NULLs go; null when it was not declared. */
  readonly nulls?: "first" | "last" | null | undefined;
}

/** How the copy of a source's table is kept up. */
export interface TableSyncResponse {
  /** Connection id. */
  connectionId: string;
  /** Schema, as the source spells it. */
  schemaName: string;
  /** Table, as the source spells it. */
  tableName: string;
  /** Column that refreshes follow; null for none. */
  cursorColumn: string | null;
  /**
   * Age at which this table's copy is refreshed; null: the connection's. 64-bit integer: as a
   * `number` exact up to 2^53-1, refused beyond.
   */
  refreshSeconds: number | null;
  /** When its rows were last copied; null for never. RFC 3339 text. */
  lastSync: string | null;
}

/** A column of dates or times. */
export interface TemporalProfileDetail {
  /** Tells this form apart. */
  type: "temporal" | (string & {});
  /** First date or time, as ISO 8601 text. */
  min: string;
  /** Last date or time, as ISO 8601 text. */
  max: string;
}

/** A column of text with many distinct values, or with long ones. */
export interface TextProfileDetail {
  /** Tells this form apart. */
  type: "text" | (string & {});
  /**
   * Characters of the shortest text. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  minLength: number;
  /**
   * Characters of the longest text. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  maxLength: number;
  /** Characters of a text on average. */
  avgLength: number;
}

/** What to change about a key. */
export interface UpdateApiKeyRequest {
  /** New label. */
  readonly name: string;
}

/** What to change about a connection; what is left out stays. */
export interface UpdateConnectionRequest {
  /** New name, by which SQL reaches its tables. */
  readonly name?: string | null | undefined;
  /**
   * What the kind of source has to be told, as its `configSchema` and `auth` say. A secret in it is
   * taken out and kept among the secrets. It replaces all of the former one.
   */
  readonly config?: Readonly<Record<string, unknown>> | null | undefined;
  /** Id of the secret to log in with. */
  readonly secretId?: string | null | undefined;
  /** Name of the secret to log in with, in place of `secretId`. */
  readonly secretName?: string | null | undefined;
  /** How its tables are read from now on. */
  readonly readMode?: ReadMode | null | undefined;
  /** Age in seconds at which copies are refreshed; null for never. */
  readonly refreshSeconds?: number | null | undefined;
}

/** What to change about a database. */
export interface UpdateDatabaseRequest {
  /** New label; null for none. Kept when left out. */
  readonly name?: string | null | undefined;
  /**
   * When the database may be deleted: an RFC 3339 time, or a span such as `90m`, `24h` or `7d`;
   * null for never. Kept when left out.
   */
  readonly expiresAt?: string | null | undefined;
}

/** Changes of a dataset; what is left out stays. */
export interface UpdateDatasetRequest {
  /** New name for people. */
  readonly label?: string | null | undefined;
  /** New name in SQL; the old one is free at once. */
  readonly tableName?: string | null | undefined;
  /** Version that SQL reads from now on; null: always the newest. */
  readonly pinnedVersion?: number | null | undefined;
}

/** A dataset after a change. */
export interface UpdateDatasetResponse {
  /** Dataset id. */
  id: string;
  /** Name for people. */
  label: string;
  /** Name of its table: `datasets.<schema>.<table>` in SQL. */
  tableName: string;
  /** Number of the newest version. */
  latestVersion: number;
  /** Version that SQL reads; null: the newest. */
  pinnedVersion?: number | null | undefined;
  /** When it was changed last. RFC 3339 text. */
  updatedAt: string;
}

/** Changes of an embedding provider; what is left out stays. */
export interface UpdateEmbeddingProviderRequest {
  /** New name. */
  readonly name?: string | null | undefined;
  /** New settings in place of all old ones. */
  readonly config?: Readonly<Record<string, unknown>> | null | undefined;
  /** New key. The provider's key; kept as a secret of its own and never shown. */
  readonly apiKey?: string | null | undefined;
  /** Name of a stored secret that has the key; null takes the key away. */
  readonly secretName?: string | null | undefined;
}

/** The embedding provider that was changed. */
export interface UpdateEmbeddingProviderResponse {
  /** Provider id. */
  id: string;
  /** Its name. */
  name: string;
  /** When it was last changed. RFC 3339 text. */
  updatedAt: string;
}

/** Changes of a sandbox; what is left out stays. */
export interface UpdateSandboxRequest {
  /** New name. */
  readonly name?: string | null | undefined;
  /** New notes; empty removes them. */
  readonly markdown?: string | null | undefined;
}

/** Changes of a saved query; what is left out stays. */
export interface UpdateSavedQueryRequest {
  /** New name. */
  readonly name?: string | null | undefined;
  /** New statement; one that differs makes a new version. */
  readonly sql?: string | null | undefined;
  /** New description; empty removes it. */
  readonly description?: string | null | undefined;
  /** New labels in place of the old ones. */
  readonly tags?: readonly string[] | null | undefined;
  /** Category to show in place of the detected one; null shows that one again. */
  readonly categoryOverride?:
    | "join"
    | "aggregation"
    | "point_lookup"
    | "filtered_scan"
    | "projection"
    | "full_scan"
    | null
    | undefined;
  /** Note on the size of the tables; null removes it. */
  readonly tableSizeOverride?: string | null | undefined;
}

/** The new value of a secret. */
export interface UpdateSecretRequest {
  /** The secret itself, at most 65536 bytes. No answer ever has it. */
  readonly value: string;
}

/** The secret that was changed. */
export interface UpdateSecretResponse {
  /** Name of the secret, in lower case. */
  name: string;
  /** When its value was last set. RFC 3339 text. */
  updatedAt: string;
}

/** Rows of an uploaded file. */
export interface UploadDatasetSource {
  /** Which kind of source this is. */
  readonly type: "upload";
  /** A finished upload. The dataset uses it up. */
  readonly uploadId: string;
  /** Format of the file. Found from its content type or its bytes when left out. */
  readonly format?: "csv" | "json" | "parquet" | null | undefined;
  /** Types of the columns of CSV or JSON, in place of guessed ones; names every column. */
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | null | undefined;
}

/** An upload in a listing. */
export interface UploadInfo {
  /** Upload id; the `uploadId` of a load. */
  id: string;
  /** State of the upload: `pending`, `ready`, `processing`, `consumed`. */
  status: string;
  /** Size in bytes. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  sizeBytes: number;
  /** Content type it was sent with. */
  contentType?: string | null | undefined;
  /** When the upload was made. RFC 3339 text. */
  createdAt: string;
}

/** The file that was received. */
export interface UploadResponse {
  /** Upload id; the `uploadId` of a load. */
  id: string;
  /** State of the upload: `pending`, `ready`, `processing`, `consumed`. */
  status: string;
  /** Size in bytes. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  sizeBytes: number;
  /** Content type it was sent with. */
  contentType?: string | null | undefined;
  /** When the upload was made. RFC 3339 text. */
  createdAt: string;
}

/** All that is needed to send one file. */
export interface UploadSessionResponse {
  /** Upload id. */
  uploadId: string;
  /** `single`: one PUT to `url`; `multipart`: a PUT for each part. */
  mode: string;
  /** Proof of ownership for finalize and part addresses; shown only here. */
  finalizeToken: string;
  /** Headers to send with every PUT. */
  headers: Record<string, string>;
  /** Address of the one PUT of a `single` upload. */
  url?: string | null | undefined;
  /** Addresses of all parts in order; absent when the size is not known. */
  partUrls?: string[] | null | undefined;
  /**
   * Bytes of each part but the last, in a multipart upload. 64-bit integer: as a `number` exact up
   * to 2^53-1, refused beyond.
   */
  partSize?: number | null | undefined;
}

/** A document to write. */
export interface UpsertDatabaseContextRequest {
  /** Name of the document; its case is kept. */
  readonly name: string;
  /** Its text. */
  readonly content: string;
}

/** The document that was written. */
export interface UpsertDatabaseContextResponse {
  /** The document. */
  context: DatabaseContextEntry;
}

/** A document to write. */
export interface UpsertWorkspaceContextRequest {
  /** Name of the document; its case is kept. */
  readonly name: string;
  /** Its text. */
  readonly content: string;
}

/** The document that was written. */
export interface UpsertWorkspaceContextResponse {
  /** The document. */
  context: WorkspaceContextEntry;
}

/** Rows of a file on the web. */
export interface UrlDatasetSource {
  /** Which kind of source this is. */
  readonly type: "url";
  /** An http or https address of a file. */
  readonly url: string;
  /** Format of the file. Found from its content type or its bytes when left out. */
  readonly format?: "csv" | "json" | "parquet" | null | undefined;
  /** Types of the columns of CSV or JSON, in place of guessed ones; names every column. */
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | null | undefined;
}

/** A named text kept with a workspace. */
export interface WorkspaceContextEntry {
  /** Name of the document. */
  name: string;
  /** Its text. */
  content: string;
  /** When it was last written. RFC 3339 text. */
  updatedAt: string;
}

/** A workspace that was just created. */
export interface WorkspaceDetail {
  /** Workspace id, the value of the `X-Workspace-Id` header. */
  publicId: string;
  /** Name for people. */
  name: string;
  /** State of setting the workspace up: `provisioned`, or `pending` while it lasts. */
  provisionStatus: string;
  /** Internal name. Clients up to 0.3.1 need it, so this server always sends it. */
  namespace?: string | undefined;
  /** Organization that owns the workspace: the server, which is one organization. */
  organizationPublicId?: string | undefined;
}

/** What a workspace may hold and use. Null: the server's own limits. */
export interface WorkspaceLimits {
  /** Longest time in milliseconds that a statement may run. */
  queryTimeoutMs: number | null;
  /**
   * Bytes that the files of all managed databases, datasets and indexes may have. 64-bit integer:
   * as a `number` exact up to 2^53-1, refused beyond.
   */
  maxDataBytes: number | null;
  /**
   * Bytes that stored results may have. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  maxResultBytes: number | null;
  /**
   * Bytes that uploads which are not loaded yet may have. 64-bit integer: as a `number` exact up to
   * 2^53-1, refused beyond.
   */
  maxUploadBytes: number | null;
  /**
   * Bytes of disk that the statements of each database may use for what does not fit into memory;
   * counted in whole megabytes. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  maxSpillBytes: number | null;
}

/** Limits of a workspace, and its usage. */
export interface WorkspaceLimitsResponse {
  /** Always true. */
  ok: boolean;
  /** The limits that hold. */
  limits: WorkspaceLimits;
  /** What counts against them. */
  usage: WorkspaceStorageUsage;
}

/** A workspace in a listing. */
export interface WorkspaceListItem {
  /** Workspace id, the value of the `X-Workspace-Id` header. */
  publicId: string;
  /** Name for people. */
  name: string;
  /** State of setting the workspace up: `provisioned`, or `pending` while it lasts. */
  provisionStatus: string;
  /** Internal name. Clients up to 0.3.1 need it, so this server always sends it. */
  namespace?: string | undefined;
  /** Organization that owns the workspace: the server, which is one organization. */
  organizationPublicId?: string | undefined;
  /** Whether the workspace can be used. */
  active: boolean;
  /** Whether the user marked it. */
  favorite: boolean;
}

/** What a workspace holds now. */
export interface WorkspaceStorageUsage {
  /**
   * Bytes of the files of all managed databases, datasets and indexes. 64-bit integer: as a
   * `number` exact up to 2^53-1, refused beyond.
   */
  dataBytes: number;
  /** Bytes of stored results. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond. */
  resultBytes: number;
  /**
   * Bytes of uploads that are not loaded yet. 64-bit integer: as a `number` exact up to 2^53-1,
   * refused beyond.
   */
  uploadBytes: number;
}

/** What a workspace queried in a period, and what it holds now. */
export interface WorkspaceUsageResponse {
  /** Start of the period that is summed up, in UTC. RFC 3339 text. */
  since: string;
  /**
   * Queries that began in the period and have ended, with rows or with an error; cancelled ones are
   * left out. 64-bit integer: as a `number` exact up to 2^53-1, refused beyond.
   */
  queryCount: number;
  /**
   * Bytes of data files that these queries read. 64-bit integer: as a `number` exact up to 2^53-1,
   * refused beyond.
   */
  bytesScanned: number;
  /**
   * Bytes held now: tables with their older snapshots, datasets, files of indexes, stored results,
   * and uploads that are not loaded yet. 64-bit integer: as a `number` exact up to 2^53-1, refused
   * beyond.
   */
  storageBytes: number;
  /** When `storageBytes` was measured. RFC 3339 text. */
  storageCapturedAt?: string | null | undefined;
}
