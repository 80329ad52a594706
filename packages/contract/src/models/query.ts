import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { asyncFields, requireAsyncForDelay } from "./async-fields.ts";
import { int64 } from "./timestamp.ts";

/** Columns of each row are told apart by position, so that one name may occur twice. */
export const resultRows = z.array(z.array(z.unknown()));

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
      z.enum(["hotsql", "duckdb", "postgres", "snowflake"], {
        error: "must be hotsql, duckdb, postgres or snowflake",
      }),
    ).describe("SQL dialect of the text; `hotsql` when left out."),
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
