import { z } from "zod";
import { optionalCollection, optionalField, optionalText } from "../request-field.ts";
import { asyncFields, requireAsyncForDelay } from "./async-fields.ts";
import { int64 } from "./timestamp.ts";

export const ColumnTypeSpec = z
  .object({
    type: z.string().min(1, "must not be empty").describe("Name of the type, such as `DECIMAL`."),
    precision: optionalField(z.int().min(1).max(38)).describe("Digits of a DECIMAL, 1 to 38."),
    scale: optionalField(z.int().min(0).max(38)).describe(
      "Digits after the point; needs `precision` and cannot be above it.",
    ),
  })
  .meta({ id: "ColumnTypeSpec", description: "A column type with its parameters." });
export type ColumnTypeSpec = z.infer<typeof ColumnTypeSpec>;

export const ColumnDefinition = z
  .union([z.string().min(1, "must not be empty"), ColumnTypeSpec], {
    error: "must be a type such as `DECIMAL(10,2)`, or an object with `type`",
  })
  .meta({
    id: "ColumnDefinition",
    description: "Type of a column: text such as `DECIMAL(10,2)`, or an object.",
  });
export type ColumnDefinition = z.infer<typeof ColumnDefinition>;

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
  })
  .meta({ id: "LoadManagedTableResponse", description: "Outcome of a load." });
export type LoadManagedTableResponse = z.infer<typeof LoadManagedTableResponse>;
