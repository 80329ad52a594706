import { z } from "zod";
import { TablePartitionKey, TableSortKey } from "./table-layout.ts";

export const ColumnInfo = z
  .object({
    name: z.string().describe("Column name."),
    data_type: z.string().describe("Arrow type, such as `Int64` or `timestamp[us]`."),
    nullable: z.boolean().describe("Whether NULLs may occur."),
  })
  .meta({ id: "ColumnInfo", description: "A column of a table." });
export type ColumnInfo = z.infer<typeof ColumnInfo>;

export const TableInfo = z
  .object({
    connection: z.string().describe("Name of the connection; `__db_<id>` for a managed database."),
    schema: z.string().describe("Schema name."),
    table: z.string().describe("Table name."),
    synced: z.boolean().describe("Whether the table has data here; false when only declared."),
    last_sync: z.string().nullish().describe("When its data last changed."),
    columns: z.array(ColumnInfo).nullish().describe("Its columns, when they were asked for."),
    partition_by: z.array(TablePartitionKey).describe("Partition keys; empty when there are none."),
    sorted_by: z.array(TableSortKey).describe("Sort keys; empty when there are none."),
    constant_per_key: z
      .array(z.string())
      .optional()
      .describe("Columns declared constant for a key; empty when there are none."),
  })
  .meta({ id: "TableInfo", description: "A table." });
export type TableInfo = z.infer<typeof TableInfo>;

export const InformationSchemaResponse = z
  .object({
    tables: z.array(TableInfo).describe("The tables of this page."),
    count: z.int().min(0).describe("Number of tables in this page."),
    limit: z.int().min(0).describe("Page size that was used."),
    has_more: z.boolean().describe("Whether there is a further page."),
    next_cursor: z.string().nullish().describe("Cursor of the further page, if there is one."),
  })
  .meta({ id: "InformationSchemaResponse", description: "One page of tables." });
export type InformationSchemaResponse = z.infer<typeof InformationSchemaResponse>;
