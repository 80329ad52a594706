/** One row of the table: a case of `python/cases/`, with what it stands for. */
export interface CompatCase {
  readonly id: string;
  readonly title: string;
}

/** The snippets of the Python SDK's page, in its order. */
export const pageCases: readonly CompatCase[] = [
  { id: "configuration", title: "Authentication: `Configuration`" },
  { id: "quickstart", title: "Quickstart: `SELECT 1 AS ok`" },
  { id: "sync-query", title: "Execute SQL: `SELECT * FROM orders LIMIT 10`" },
  { id: "async-query", title: "Execute SQL: `var_async=True`" },
  { id: "async-after-ms", title: "Execute SQL: `async_after_ms=3000`" },
  { id: "scoped-query", title: "Execute SQL: `default.public.orders` with `x_database_id`" },
  { id: "create-database", title: "Managed databases: create" },
  { id: "list-databases", title: "Managed databases: list" },
  { id: "get-database", title: "Managed databases: get" },
  { id: "delete-database", title: "Managed databases: delete" },
  { id: "upload-file", title: "Load Parquet: `upload_file`" },
  { id: "load-managed-table", title: "Load Parquet: `load_managed_table`" },
  { id: "arrow-buffered", title: "Arrow: `get_result_arrow`" },
  { id: "arrow-streamed", title: "Arrow: `stream_result_arrow`" },
  { id: "arrow-page", title: "Arrow: `offset` and `limit`" },
  { id: "result-not-ready", title: "Arrow: `ResultNotReadyError`, then ready" },
  { id: "list-workspaces", title: "Workspaces: list" },
  { id: "list-query-runs", title: "Query history: `list_query_runs(limit=20)`" },
  { id: "get-result", title: "Query history: `get_result` rows" },
  { id: "api-exception", title: "Errors: `ApiException` on `missing_table`" },
  ...[
    "QueryApi",
    "DatabasesApi",
    "ConnectionsApi",
    "DatasetsApi",
    "WorkspacesApi",
    "InformationSchemaApi",
    "QueryRunsApi",
    "ResultsApi",
    "UploadsApi",
    "IndexesApi",
    "SandboxesApi",
    "JobsApi",
    "SecretsApi",
  ].map((name) => ({ id: `import-class:${name}`, title: `API classes: \`${name}\`` })),
];

/** What real clients rely on beyond the page. */
export const furtherCases: readonly CompatCase[] = [
  { id: "no-key", title: "No key is a 401" },
  { id: "wrong-key", title: "A wrong key is a 401" },
  { id: "token-exchange", title: "The key is traded for a token, and refreshed" },
  { id: "unknown-workspace", title: "A made-up workspace shows nothing" },
  { id: "database-life-cycle", title: "Databases: newest first, ids only, deleted once" },
  { id: "information-schema", title: "Tables and columns of a database" },
  { id: "declared-tables", title: "Schema and table added, loaded, dropped, loaded" },
  { id: "quoted-names", title: 'SQL: `"default"."public"."orders"`' },
  { id: "run-and-result-listed", title: "Run and result appear in the history" },
  { id: "two-row-arrow", title: "Arrow: two rows, streamed, paged, counted" },
  { id: "failed-result", title: "A background query that fails says why" },
  { id: "result-of-another-database", title: "Run and result of another database are a 404" },
  { id: "whole-answer", title: "Without a database: more than 10,000 rows, whole" },
  { id: "cut-answer-followed", title: "In a database: cut at 10,000 rows, followed to the end" },
  { id: "limit-zero", title: "Result with `limit=0`: columns only" },
  { id: "exact-values", title: "Values in JSON" },
  { id: "sql-errors", title: "SQL errors and their texts" },
  { id: "database-header-and-body", title: "Database id in header and body" },
  { id: "empty-database-on-query", title: "Empty database id on a query is a 400" },
  { id: "empty-database-on-results", title: "Empty database id on results equals none" },
  { id: "upload-session-single", title: "Upload session: one piece, finalized once" },
  { id: "upload-session-parts", title: "Upload session: 12 MB in parts, by the client" },
  { id: "upload-known-size", title: "Upload session: 20 MB of known size, in parts" },
  { id: "upload-part-again", title: "Upload session: a part sent again" },
  { id: "zero-row-replace", title: "Replace by a file without rows" },
];
