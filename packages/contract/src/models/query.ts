import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { asyncFields, requireAsyncForDelay } from "./async-fields.ts";
import { ReadMode } from "./connection.ts";
import { int64 } from "./timestamp.ts";

/** Columns of each row are told apart by position, so that one name may occur twice. */
export const resultRows = z.array(z.array(z.unknown()));

/**
 * Values of a statement's parameters. Each is null, true or false, a number, a text, or an object
 * `{"type": "DATE", "value": "2026-01-31"}` for all other types. Integers may have any size.
 */
export const QueryParameters = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]);
export type QueryParameters = z.infer<typeof QueryParameters>;

export const SQL_DIALECTS = ["hotsql", "duckdb", "postgres", "snowflake"] as const;

export const QueryRequest = z
  .object({
    sql: z
      .string()
      .refine((text) => text.trim() !== "", { error: "is empty; send one SELECT statement" })
      .describe("One statement that reads."),
    database_id: optionalField(z.string()).describe(
      "Database to query; may be given as the `X-Database-Id` header instead.",
    ),
    default_catalog: optionalText(z.string()).describe(
      "Catalog of names without one; the database's own when left out.",
    ),
    default_schema: optionalText(z.string()).describe(
      "Schema of bare table names; the database's `default_schema` when left out.",
    ),
    dialect: optionalText(
      z.enum(SQL_DIALECTS, {
        error: "must be hotsql, duckdb, postgres or snowflake",
      }),
    ).describe("SQL dialect of the text; `hotsql` when left out."),
    parameters: optionalField(QueryParameters).describe(
      "Values of the statement's parameters: a list for `?` and `$1`, an object for `$name`.",
    ),
    timeout_ms: optionalField(z.int().min(1, "must be at least 1")).describe(
      "Longest time in milliseconds that the statement may run; at most, and when left out, what the workspace and the server allow. A statement that takes longer fails.",
    ),
    read_mode: optionalText(ReadMode).describe(
      "How tables of connections are read: `cached`, from copies that are made when they are first needed, or `live`, from the source itself. As each connection says when left out.",
    ),
    profile: optionalField(z.boolean()).describe(
      "True to record where the statement spends its time, to be read with `GET /v1/query-runs/{id}/profile`. That costs a little; false when left out.",
    ),
    ...asyncFields,
  })
  .superRefine(requireAsyncForDelay)
  .meta({ id: "QueryRequest", description: "A statement to run." });
export type QueryRequest = z.infer<typeof QueryRequest>;

export const QueryResponse = z
  .object({
    query_run_id: z.string().describe("Id of the query run."),
    result_id: z
      .string()
      .nullish()
      .describe("Id of the stored result. Null only together with a `warning`."),
    columns: z.array(z.string()).describe("Column names in order; a name may occur twice."),
    nullable: z.array(z.boolean()).describe("For each column, whether NULLs may occur."),
    rows: resultRows.describe("The rows, an array of values each."),
    row_count: z.int().min(0).describe("The same as `preview_row_count`, for older clients."),
    preview_row_count: int64.describe("Number of rows in this answer."),
    total_row_count: int64
      .nullish()
      .describe("Rows of the whole result; null while a truncated one is still being stored."),
    truncated: z
      .boolean()
      .describe("True when there are more rows than these; fetch them by `result_id`."),
    execution_time_ms: int64.describe("Milliseconds it took to run."),
    warning: z.string().nullish().describe("Why the result was not stored."),
  })
  .meta({ id: "QueryResponse", description: "Rows of a query." });
export type QueryResponse = z.infer<typeof QueryResponse>;

export const AsyncQueryResponse = z
  .object({
    query_run_id: z.string().describe("Id of the query run."),
    status: z.string().describe("State of the run when the answer was written."),
    status_url: z.string().describe("Path to poll; send the same `X-Database-Id` with it."),
    reason: z.string().nullish().describe("Why it goes on in the background, for people."),
  })
  .meta({ id: "AsyncQueryResponse", description: "A query that goes on in the background." });
export type AsyncQueryResponse = z.infer<typeof AsyncQueryResponse>;
