import { z } from "zod";
import { identifier } from "../identifier.ts";
import { optionalCollection } from "../request-field.ts";
import { TablePartitionKey, TableSortKey } from "./table-layout.ts";

const declaredTable = {
  name: identifier.describe("Name of the table; kept in lower case."),
  key: optionalCollection(z.array(z.string().min(1, "must not be empty"))).describe(
    "Columns that tell rows apart. Loads by key (delete, update, upsert) need them.",
  ),
  partition_by: optionalCollection(z.array(TablePartitionKey)).describe(
    "Partition keys in order; cannot be changed later. Each combination of their values gets files " +
      "of its own, and a query with conditions on the columns opens only those that can match. The " +
      "first load may be any that makes a table, replace or append.",
  ),
  sorted_by: optionalCollection(z.array(TableSortKey)).describe(
    "Sort keys in order; cannot be changed later. Each load is sorted, so that its files cover " +
      "separate ranges, of which a query opens only those that can match.",
  ),
};

export const AddManagedTableDecl = z
  .object(declaredTable)
  .meta({ id: "AddManagedTableDecl", description: "A table declared together with its schema." });
export type AddManagedTableDecl = z.infer<typeof AddManagedTableDecl>;

export const AddManagedTableRequest = z
  .object(declaredTable)
  .meta({ id: "AddManagedTableRequest", description: "A table to declare in an existing schema." });
export type AddManagedTableRequest = z.infer<typeof AddManagedTableRequest>;

export const DatabaseDefaultTableDecl = z.object(declaredTable).meta({
  id: "DatabaseDefaultTableDecl",
  description: "A table declared together with its database.",
});
export type DatabaseDefaultTableDecl = z.infer<typeof DatabaseDefaultTableDecl>;

export const AddManagedSchemaRequest = z
  .object({
    name: identifier.describe("Name of the schema; kept in lower case."),
    tables: optionalCollection(z.array(AddManagedTableDecl)).describe("Tables to declare in it."),
  })
  .meta({ id: "AddManagedSchemaRequest", description: "A schema to declare." });
export type AddManagedSchemaRequest = z.infer<typeof AddManagedSchemaRequest>;

export const ManagedSchemaResponse = z
  .object({
    connection_id: z.string().describe("Connection behind the catalog."),
    schema: z.string().describe("Name of the schema, in lower case."),
    tables: z.array(z.string()).describe("Names of the tables declared with it, in lower case."),
  })
  .meta({ id: "ManagedSchemaResponse", description: "The schema that was declared." });
export type ManagedSchemaResponse = z.infer<typeof ManagedSchemaResponse>;

export const ManagedTableResponse = z
  .object({
    connection_id: z.string().describe("Connection behind the catalog."),
    schema: z.string().describe("Name of the schema, in lower case."),
    table: z.string().describe("Name of the table, in lower case."),
  })
  .meta({ id: "ManagedTableResponse", description: "The table that was declared." });
export type ManagedTableResponse = z.infer<typeof ManagedTableResponse>;
