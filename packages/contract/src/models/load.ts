import { z } from "zod";
import { optionalCollection, optionalField, optionalText } from "../request-field.ts";
import { asyncFields, requireAsyncForDelay } from "./async-fields.ts";
import { ColumnDefinition } from "./column-definition.ts";
import { CsvOptions } from "./csv-options.ts";
import { int64 } from "./timestamp.ts";

export const LoadManagedTableRequest = z
  .object({
    mode: z
      .string()
      .describe(
        "What happens to the table's rows: `replace`, `append`, or by key: `upsert` replaces or " +
          "inserts whole rows, `update` changes the columns it brings in rows that are there, " +
          "`delete` takes rows out and reads nothing but the key.",
      ),
    upload_id: optionalText(z.string()).describe("A finished upload to load."),
    upload_ids: optionalCollection(
      z.array(z.string().min(1, "must not be empty")).max(1000, "must have at most 1000 entries"),
    ).describe("Finished uploads to load together: all of them become visible at once, or none."),
    result_id: optionalText(z.string()).describe("A stored result whose rows to copy."),
    data: optionalField(z.string()).describe(
      "The rows themselves: CSV with a header, up to 2 MiB.",
    ),
    format: optionalText(
      z.enum(["csv", "json", "parquet"], { error: "must be csv, json or parquet" }),
    ).describe("Format of the upload. Found from its content type or its bytes when left out."),
    columns: optionalCollection(z.record(z.string(), ColumnDefinition)).describe(
      "Types of the columns of `data`; names every column of its header.",
    ),
    csv: optionalField(CsvOptions).describe("How the CSV is written; found out when left out."),
    on_error: optionalText(
      z.enum(["fail", "reject"], { error: "must be fail or reject" }),
    ).describe(
      "What a row of CSV or JSON does that cannot be read whole: `fail` (when left out) fails the " +
        "load, `reject` leaves the row out and reports it. With `reject`, types follow most values " +
        "of a column instead of all.",
    ),
    key: optionalCollection(z.array(z.string().min(1, "must not be empty"))).describe(
      "Columns that match rows in a load by key; the table's declared key when left out. Of several " +
        "rows with one key the last counts. NULL matches nothing, and is refused by `upsert`.",
    ),
    idempotency_key: optionalText(z.string().max(255, "must have at most 255 characters")).describe(
      "Makes repeating a load safe: in one workspace, a load with one key happens once.",
    ),
    ...asyncFields,
  })
  .superRefine(requireAsyncForDelay)
  .meta({
    id: "LoadManagedTableRequest",
    description:
      "Rows to load, from exactly one of `upload_id`, `upload_ids`, `result_id` and `data`.",
  });
export type LoadManagedTableRequest = z.infer<typeof LoadManagedTableRequest>;

export const LoadManagedTableResponse = z
  .object({
    connection_id: z.string().describe("Connection of the table."),
    schema_name: z.string().describe("Schema of the table."),
    table_name: z.string().describe("Name of the table."),
    row_count: int64.describe("Rows of the table after the load."),
    arrow_schema_json: z.string().describe("The table's Arrow schema, as JSON text."),
    rejected_rows: int64.optional().describe("Rows left out; only with `on_error: reject`."),
    rejects_result_id: z
      .string()
      .optional()
      .describe(
        "Stored result with the rows left out: `file`, `line`, `column`, `value`, `reason`, `raw`.",
      ),
    rejects_url: z.string().optional().describe("Where to get it, as JSON, CSV or Arrow."),
  })
  .meta({ id: "LoadManagedTableResponse", description: "Outcome of a load." });
export type LoadManagedTableResponse = z.infer<typeof LoadManagedTableResponse>;
