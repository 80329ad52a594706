import { z } from "zod";
import { ReadMode } from "./connection.ts";
import { int64, timestamp } from "./timestamp.ts";

/** States a query run goes through; the last three are final. */
export const QUERY_RUN_STATUSES = ["running", "succeeded", "failed", "cancelled"] as const;
export type QueryRunStatus = (typeof QUERY_RUN_STATUSES)[number];

export const QueryRunSource = z
  .object({
    connection_id: z.string().describe("Id of the connection."),
    connection: z.string().describe("What the query calls it."),
    schema: z.string().describe("Schema of the table, as the source spells it."),
    table: z.string().describe("Name of the table, as the source spells it."),
    read_mode: ReadMode.describe("`cached`: a copy was read; `live`: the source itself."),
    statement: z
      .string()
      .nullable()
      .describe("What the source was asked, without values; null where a copy was read."),
    rows: int64
      .nullable()
      .describe("Rows that came from the source; null where that is not known."),
    bytes: int64
      .nullable()
      .describe("Bytes that came from the source; null where that is not known."),
    duration_ms: int64
      .nullable()
      .describe(
        "Milliseconds that the query waited for it; null where the copy was there already.",
      ),
    synced_at: timestamp
      .nullable()
      .describe("When the copy was made that was read; null where none was."),
  })
  .meta({
    id: "QueryRunSource",
    description: "What a query had of one table of a connection.",
  });
export type QueryRunSource = z.infer<typeof QueryRunSource>;

export const QueryRunInfo = z
  .object({
    id: z.string().describe("Query run id."),
    status: z
      .string()
      .describe(
        "State: `running`, `succeeded`, `failed`, or `cancelled`: by a call, or because the client that waited for the rows closed its connection.",
      ),
    progress: z
      .number()
      .min(0)
      .max(100)
      .nullish()
      .describe(
        "How far a running query has come, in percent, as the engine estimates it; null while that is not known, and when it has ended.",
      ),
    sql_text: z.string().describe("The SQL that was sent."),
    sql_hash: z.string().describe("SHA-256 of the SQL, in hex."),
    snapshot_id: z.string().describe("Id of the SQL text; the same text has the same id."),
    created_at: timestamp.describe("When the query arrived."),
    completed_at: timestamp.nullish().describe("When it ended."),
    execution_time_ms: int64.nullish().describe("Milliseconds it took to run."),
    server_processing_ms: int64
      .nullish()
      .describe("Milliseconds from arrival until the result was ready."),
    result_id: z.string().nullish().describe("Id of the stored result."),
    row_count: int64.nullish().describe("Rows of the whole result."),
    rows_scanned: int64
      .nullish()
      .describe(
        "Rows of the data files and stored results that it had to look at, each once, before filters; null when it named no table.",
      ),
    bytes_scanned: int64
      .nullish()
      .describe(
        "Compressed bytes, in those files, of the columns that it names, of all for `*`; 0 when it needs none, null when it named no table or the sizes are not recorded.",
      ),
    sources: z
      .array(QueryRunSource)
      .nullish()
      .describe("Tables of connections that it read; null when it read none."),
    error_message: z.string().nullish().describe("Why it failed or was cancelled."),
    error_code: z
      .string()
      .nullish()
      .describe(
        "Code of the error that it failed with, as if it had been waited for; `QUERY_CANCELLED` when it was cancelled.",
      ),
    warning_message: z.string().nullish().describe("Why its result was not stored."),
    saved_query_id: z.string().nullish().describe("The saved query that was run."),
    saved_query_version: z
      .int()
      .meta({ format: "int32" })
      .nullish()
      .describe("Version of the saved query."),
    sandbox_id: z.string().nullish().describe("The sandbox that it ran in."),
    trace_id: z.string().nullish().describe("Trace id, as in the `X-Trace-Id` header."),
    user_public_id: z.string().nullish().describe("Who ran it: stable for one API key."),
  })
  .meta({ id: "QueryRunInfo", description: "One query that was submitted." });
export type QueryRunInfo = z.infer<typeof QueryRunInfo>;

export const ListQueryRunsResponse = z
  .object({
    query_runs: z.array(QueryRunInfo).describe("The runs of this page, newest first."),
    count: z.int().min(0).describe("Number of runs in this page."),
    limit: z.int().min(0).describe("Page size that was used."),
    has_more: z.boolean().describe("Whether there is a further page."),
    next_cursor: z.string().nullish().describe("Cursor of the further page, if there is one."),
  })
  .meta({ id: "ListQueryRunsResponse", description: "One page of query runs." });
export type ListQueryRunsResponse = z.infer<typeof ListQueryRunsResponse>;
