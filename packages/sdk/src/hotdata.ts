import type { BinaryBody } from "./core/binary-body.ts";
import type { ConfigurationOptions } from "./core/configuration.ts";
import { HotdataClient } from "./hotdata-client.ts";
import { Query } from "./query/query.ts";

/**
 * The client of a Hotdata server.
 *
 * ```ts
 * const hotdata = new Hotdata(); // HOTDATA_API_URL and HOTDATA_API_KEY
 * const db = await hotdata.databases.create({ name: "sales", expiresAt: "24h" });
 * const rows = await db.sql`SELECT 1 AS ok`.rows();
 * ```
 */
export class Hotdata extends HotdataClient<Query, BinaryBody> {
  /**
   * What is not given comes from the environment; see {@link ConfigurationOptions}.
   *
   * @param options - Address, key, limits; see {@link ConfigurationOptions}.
   */
  constructor(options: ConfigurationOptions = {}) {
    super(options, { makeQuery: (scope, statement) => new Query(scope, statement) });
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
export type { NumberMode } from "./core/exact-number.ts";
export { parseJson } from "./core/lossless-json.ts";
export type { CallOptions } from "./core/operation.ts";
export { RecordBatchStream } from "./arrow/record-batch-stream.ts";
export { ResultNotReadyError } from "./results/result-not-ready-error.ts";
export { ResultsApi } from "./arrow/results-api.ts";
export type { DownloadOptions } from "./arrow/results-api.ts";
export type { ResultFormat, ResultPartOptions } from "./results/open-result.ts";
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
  GetQueryRunProfileOptions,
  ListQueryRunsOptions,
} from "./generated/query-runs-api.ts";
export type { GetResultOptions, ListResultsOptions } from "./generated/results-api.ts";
export * from "./generated/sandboxes-api.ts";
export * from "./generated/refresh-api.ts";
export * from "./generated/saved-queries-api.ts";
export * from "./generated/secrets-api.ts";
export type {
  FinalizeUploadOptions,
  ListUploadsOptions,
  MintUploadPartsOptions,
  UploadFileOptions,
} from "./generated/uploads-api.ts";
export * from "./generated/usage-api.ts";
export * from "./generated/workspace-context-api.ts";
export * from "./generated/workspaces-api.ts";
export { QueryFailedError } from "./waiting/query-failed-error.ts";
export type { ListingExtent, ListingOptions } from "./listing/listing-options.ts";
export { Listing } from "./listing/listing.ts";
export { Database } from "./databases/database.ts";
export { Databases } from "./databases/databases.ts";
export { HotdataClient } from "./hotdata-client.ts";
export { identifier } from "./query/identifier.ts";
export type { Identifier } from "./query/identifier.ts";
export type { QueryRunOptions, RowsOptions } from "./query/query-options.ts";
export { Query } from "./query/query.ts";
export type { QueryResult } from "./query/query.ts";
export type { RowObject } from "./query/row-objects.ts";
export { RowValidationError } from "./query/row-validation-error.ts";
export { ResultNotStoredError } from "./query/stored-result-id.ts";
export type { SqlTag } from "./query/sql-tag.ts";
export type { ParameterValue, SqlValue, TypedValue } from "./query/sql-value.ts";
export type {
  SchemaFailure,
  SchemaIssue,
  SchemaPathSegment,
  SchemaResult,
  SchemaSuccess,
  StandardSchema,
} from "./query/standard-schema.ts";
export type { StatementParameters } from "./query/statement.ts";
export type {
  ColumnValues,
  SearchHit,
  SearchKind,
  SearchOptions,
  SearchQuery,
} from "./search/search-options.ts";
export { LoadFailedError } from "./uploads/load-failed-error.ts";
export type { LoadOptions, LoadProgress, Rows } from "./uploads/load-options.ts";
export type { UploadOptions, UploadProgress } from "./uploads/upload-options.ts";
export { UploadSourceError } from "./uploads/upload-source-error.ts";
export { UploadsApi } from "./uploads/uploads-api.ts";
export { JobsApi } from "./waiting/jobs-api.ts";
export { QueryRunsApi } from "./waiting/query-runs-api.ts";
export type { WaitForQueryRunOptions } from "./waiting/query-runs-api.ts";
