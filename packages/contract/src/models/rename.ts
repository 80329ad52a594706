import { z } from "zod";
import { identifier } from "../identifier.ts";

export const RenameSchemaRequest = z
  .object({ name: identifier.describe("New name of the schema; kept in lower case.") })
  .meta({ id: "RenameSchemaRequest", description: "A new name for a schema." });
export type RenameSchemaRequest = z.infer<typeof RenameSchemaRequest>;

export const RenameTableRequest = z
  .object({ name: identifier.describe("New name of the table; kept in lower case.") })
  .meta({ id: "RenameTableRequest", description: "A new name for a table." });
export type RenameTableRequest = z.infer<typeof RenameTableRequest>;

export const RenameColumnRequest = z
  .object({
    name: z
      .string()
      .min(1, "must not be empty")
      .max(255, "must have at most 255 characters")
      .describe("New name of the column, spelled as it shall be shown; it matches in any case."),
  })
  .meta({ id: "RenameColumnRequest", description: "A new name for a column." });
export type RenameColumnRequest = z.infer<typeof RenameColumnRequest>;

export const ManagedColumnResponse = z
  .object({
    connection_id: z.string().describe("Connection behind the catalog."),
    schema: z.string().describe("Name of the schema, in lower case."),
    table: z.string().describe("Name of the table, in lower case."),
    column: z.string().describe("Name of the column."),
  })
  .meta({ id: "ManagedColumnResponse", description: "The column that was renamed." });
export type ManagedColumnResponse = z.infer<typeof ManagedColumnResponse>;
