import { z } from "zod";
import { optionalField, optionalText } from "../request-field.ts";
import { asyncFields, requireAsyncForDelay } from "./async-fields.ts";
import { int64, timestamp } from "./timestamp.ts";

export const RefreshRequest = z
  .object({
    dataset_id: optionalText(z.string()).describe(
      "Dataset to make a new version of. No connection can be given then.",
    ),
    connection_id: optionalText(z.string()).describe("Connection to refresh; all when left out."),
    schema_name: optionalText(z.string()).describe("Schema of the one table to refresh."),
    table_name: optionalText(z.string()).describe("The one table to refresh."),
    data: optionalField(z.boolean()).describe(
      "True to read rows again; when left out, tables and columns are discovered again.",
    ),
    include_uncached: optionalField(z.boolean()).describe(
      "True to read tables, too, that were never read; only for all data of a connection.",
    ),
    ...asyncFields,
  })
  .superRefine(requireAsyncForDelay)
  .meta({ id: "RefreshRequest", description: "What to refresh; the fields given say which." });
export type RefreshRequest = z.infer<typeof RefreshRequest>;

const count = z.int().min(0);

export const ConnectionSchemaError = z
  .object({
    connection_id: z.string().describe("Connection that could not be discovered."),
    error: z.string().describe("Why."),
  })
  .meta({ id: "ConnectionSchemaError", description: "A connection that could not be discovered." });

export const SchemaRefreshResult = z
  .object({
    connections_refreshed: count.describe("Connections whose tables were discovered again."),
    connections_failed: count.describe("Connections for which that failed."),
    tables_discovered: count.describe("Tables that were found."),
    tables_added: count.describe("Those that were not known before."),
    tables_modified: count.describe("Those whose columns have changed."),
    errors: z.array(ConnectionSchemaError).optional().describe("What failed, by connection."),
  })
  .meta({ id: "SchemaRefreshResult", description: "Outcome of discovering tables again." });
export type SchemaRefreshResult = z.infer<typeof SchemaRefreshResult>;

export const RefreshDatasetResponse = z
  .object({
    id: z.string().describe("Dataset id."),
    version: z.int().meta({ format: "int32" }).describe("Number of the new version."),
    status: z.string().describe("`ready`: the new version can be queried."),
    created_at: timestamp.describe("When the new version was made."),
  })
  .meta({ id: "RefreshDatasetResponse", description: "Outcome of refreshing a dataset." });
export type RefreshDatasetResponse = z.infer<typeof RefreshDatasetResponse>;

export const RefreshWarning = z
  .object({
    schema_name: z.string().nullish().describe("Schema of the table that it is about."),
    table_name: z.string().nullish().describe("Table that it is about."),
    message: z.string().describe("What is worth knowing."),
  })
  .meta({
    id: "RefreshWarning",
    description: "Something to know of a refresh that did not keep it from succeeding.",
  });
export type RefreshWarning = z.infer<typeof RefreshWarning>;

const warnings = z
  .array(RefreshWarning)
  .optional()
  .describe("What is worth knowing although it succeeded; left out when nothing is.");

export const TableRefreshResult = z
  .object({
    connection_id: z.string().describe("Connection of the table."),
    schema_name: z.string().describe("Schema of the table, as the source spells it."),
    table_name: z.string().describe("The table, as the source spells it."),
    rows_synced: count.describe("Rows that were read from the source."),
    duration_ms: int64.describe("Milliseconds that it took."),
    warnings,
  })
  .meta({ id: "TableRefreshResult", description: "Outcome of reading a table's rows again." });
export type TableRefreshResult = z.infer<typeof TableRefreshResult>;

export const TableRefreshError = z
  .object({
    schema_name: z.string().describe("Schema of the table."),
    table_name: z.string().describe("The table."),
    error: z.string().describe("Why its rows could not be read; an older copy stays."),
  })
  .meta({ id: "TableRefreshError", description: "A table whose rows could not be read." });
export type TableRefreshError = z.infer<typeof TableRefreshError>;

export const ConnectionRefreshResult = z
  .object({
    connection_id: z.string().describe("Connection that was refreshed."),
    tables_refreshed: count.describe("Tables whose rows were read."),
    tables_failed: count.describe("Tables for which that failed."),
    total_rows: count.describe("Rows that were read, of all tables."),
    duration_ms: int64.describe("Milliseconds that it took."),
    errors: z
      .array(TableRefreshError)
      .optional()
      .describe("What failed, by table; left out when nothing did."),
    warnings,
  })
  .meta({
    id: "ConnectionRefreshResult",
    description: "Outcome of reading the rows of a connection's tables again.",
  });
export type ConnectionRefreshResult = z.infer<typeof ConnectionRefreshResult>;

export const RefreshResponse = z
  .union([SchemaRefreshResult, RefreshDatasetResponse, TableRefreshResult, ConnectionRefreshResult])
  .meta({
    id: "RefreshResponse",
    description: "Outcome of a refresh; its shape follows from what was refreshed.",
  });
export type RefreshResponse = z.infer<typeof RefreshResponse>;
