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
  /** Partition keys in order; cannot be changed later. */
  readonly partitionBy?: readonly TablePartitionKey[] | null | undefined;
  /** Sort keys in order; cannot be changed later. */
  readonly sortedBy?: readonly TableSortKey[] | null | undefined;
}

/** A table to declare in an existing schema. */
export interface AddManagedTableRequest {
  /** Name of the table; kept in lower case. */
  readonly name: string;
  /** Columns that tell rows apart. Loads by key (delete, update, upsert) need them. */
  readonly key?: readonly string[] | null | undefined;
  /** Partition keys in order; cannot be changed later. */
  readonly partitionBy?: readonly TablePartitionKey[] | null | undefined;
  /** Sort keys in order; cannot be changed later. */
  readonly sortedBy?: readonly TableSortKey[] | null | undefined;
}

/** A query that goes on in the background. */
export interface AsyncQueryResponse {
  /** Id of the query run. */
  queryRunId: string;
  /** State of the run when the answer was written. */
  status: string;
  /** Path to poll; send the same `X-Database-Id` with it. */
  statusUrl: string;
  /** Why it goes on in the background, for people. */
  reason?: string | null | undefined;
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

/** A column type with its parameters. */
export interface ColumnTypeSpec {
  /** Name of the type, such as `DECIMAL`. */
  readonly type: string;
  /** Digits of a DECIMAL, 1 to 38. */
  readonly precision?: number | null | undefined;
  /** Digits after the point; needs `precision` and cannot be above it. */
  readonly scale?: number | null | undefined;
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

/** A file to upload. */
export interface CreateUploadRequest {
  /** Name of the file, shown in error messages. */
  readonly filename?: string | null | undefined;
  /** Content type of the file; tells its format when a load does not. */
  readonly contentType?: string | null | undefined;
  /** Compression of the file, such as `gzip`. */
  readonly contentEncoding?: string | null | undefined;
  /** Exact size in bytes. Leave it out to stream parts without knowing the size. */
  readonly declaredSizeBytes?: number | null | undefined;
  /** Wished part size in bytes; the server adapts it. */
  readonly partSize?: number | null | undefined;
  /** Algorithm of `checksum_value`. */
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

/** A connection attached to a database. */
export interface DatabaseAttachmentInfo {
  /** The attached connection. */
  connectionId: string;
  /** Its name in this database's SQL; null means the connection's own name. */
  alias?: string | null | undefined;
}

/** A number of databases. */
export interface DatabaseCountResponse {
  /** Databases that match, on all pages. */
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
  /** Partition keys in order; cannot be changed later. */
  readonly partitionBy?: readonly TablePartitionKey[] | null | undefined;
  /** Sort keys in order; cannot be changed later. */
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
  /** Upload id; the `upload_id` of a load. */
  uploadId: string;
  /** State of the upload; `ready`. */
  status: string;
  /** Size in bytes, as received. */
  sizeBytes: number;
  /** Content type of the file. */
  contentType?: string | null | undefined;
  /** When the session was opened. RFC 3339 text. */
  createdAt: string;
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
  /** Number of rows in this page. */
  rowCount?: number | null | undefined;
  /** Why it failed. */
  errorMessage?: string | null | undefined;
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

/** State of a background job. */
export type JobStatus =
  | "pending"
  | "running"
  | "succeeded"
  | "partially_succeeded"
  | "failed"
  | (string & {});

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

/** Uploads of a workspace. */
export interface ListUploadsResponse {
  /** The uploads, newest first. */
  uploads: UploadInfo[];
}

/** Workspaces the key may use. */
export interface ListWorkspacesResponse {
  /** Always true. */
  ok: boolean;
  /** The workspaces the key may use. */
  workspaces: WorkspaceListItem[];
}

/** Rows to load, from exactly one of `upload_id`, `result_id` and `data`. */
export interface LoadManagedTableRequest {
  /**
   * What happens to the table's rows: `replace`, `append`, or by key `delete`, `update`, `upsert`.
   */
  readonly mode: string;
  /** A finished upload to load. */
  readonly uploadId?: string | null | undefined;
  /** A stored result whose rows to copy. */
  readonly resultId?: string | null | undefined;
  /** The rows themselves: CSV with a header, up to 2 MiB. */
  readonly data?: string | null | undefined;
  /** Format of the upload. Found from its content type or its bytes when left out. */
  readonly format?: "csv" | "json" | "parquet" | null | undefined;
  /** Types of the columns of `data`; names every column of its header. */
  readonly columns?: Readonly<Record<string, ColumnDefinition>> | null | undefined;
  /** Columns that match rows in a load by key; the table's declared key when left out. */
  readonly key?: readonly string[] | null | undefined;
  /** Makes repeating a load of `data` safe: with one key it happens once. */
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
  /** Rows of the table after the load. */
  rowCount: number;
  /** The table's Arrow schema, as JSON text. */
  arrowSchemaJson: string;
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

/** A statement to run. */
export interface QueryRequest {
  /** One statement that reads. */
  readonly sql: string;
  /** Database to query; may be given as the `X-Database-Id` header instead. */
  readonly databaseId?: string | null | undefined;
  /** Catalog of names without one; the database's own when left out. */
  readonly defaultCatalog?: string | null | undefined;
  /** Schema of bare table names; the database's `default_schema` when left out. */
  readonly defaultSchema?: string | null | undefined;
  /** SQL dialect of the text; `hotsql` when left out. */
  readonly dialect?: "hotsql" | "duckdb" | "postgres" | "snowflake" | null | undefined;
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
  /** The same as `preview_row_count`, for older clients. */
  rowCount: number;
  /** Number of rows in this answer. */
  previewRowCount: number;
  /** Rows of the whole result; null while a truncated one is still being stored. */
  totalRowCount?: number | null | undefined;
  /** True when there are more rows than these; fetch them by `result_id`. */
  truncated: boolean;
  /** Milliseconds it took to run. */
  executionTimeMs: number;
  /** Why the result was not stored. */
  warning?: string | null | undefined;
}

/** One query that was submitted. */
export interface QueryRunInfo {
  /** Query run id. */
  id: string;
  /** State: `running`, `succeeded`, `failed` or `cancelled`. */
  status: string;
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
  /** Milliseconds it took to run. */
  executionTimeMs?: number | null | undefined;
  /** Milliseconds from arrival until the result was ready. */
  serverProcessingMs?: number | null | undefined;
  /** Id of the stored result. */
  resultId?: string | null | undefined;
  /** Rows of the whole result. */
  rowCount?: number | null | undefined;
  /** Rows read from tables before filters. */
  rowsScanned?: number | null | undefined;
  /** Bytes read from tables; null when it read none. */
  bytesScanned?: number | null | undefined;
  /** Why it failed. */
  errorMessage?: string | null | undefined;
  /** Why its result was not stored. */
  warningMessage?: string | null | undefined;
  /** The saved query that was run. */
  savedQueryId?: string | null | undefined;
  /** Version of the saved query. */
  savedQueryVersion?: number | null | undefined;
  /** Trace id, as in the `X-Trace-Id` header. */
  traceId?: string | null | undefined;
  /** Who ran it: stable for one API key. */
  userPublicId?: string | null | undefined;
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
  /** What of the column's value makes the partition. */
  readonly transform: "identity" | "year" | "month" | "day" | "hour";
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

/** An upload in a listing. */
export interface UploadInfo {
  /** Upload id; the `upload_id` of a load. */
  id: string;
  /** State of the upload: `pending`, `ready`, `processing`, `consumed`. */
  status: string;
  /** Size in bytes. */
  sizeBytes: number;
  /** Content type it was sent with. */
  contentType?: string | null | undefined;
  /** When the upload was made. RFC 3339 text. */
  createdAt: string;
}

/** The file that was received. */
export interface UploadResponse {
  /** Upload id; the `upload_id` of a load. */
  id: string;
  /** State of the upload: `pending`, `ready`, `processing`, `consumed`. */
  status: string;
  /** Size in bytes. */
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
  /** Bytes of each part but the last, in a multipart upload. */
  partSize?: number | null | undefined;
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
  /** Whether the workspace can be used. */
  active: boolean;
  /** Whether the user marked it. */
  favorite: boolean;
}
