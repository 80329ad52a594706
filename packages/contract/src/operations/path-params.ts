import { z } from "zod";
import { foldIdentifier } from "../fold-identifier.ts";
import { identifier } from "../identifier.ts";

/** Ids are opaque: one that cannot exist is as unknown as any other. */
export const databaseId = z.string().describe("Database id; a name is not taken.");

export const connectionId = z
  .string()
  .describe("Connection id; a managed database's is its `default_connection_id`.");

/** Where a schema or table may come into being, its name must be one that can. */
export const schemaName = identifier.describe("Schema name, in any case.");
export const tableName = identifier.describe("Table name, in any case.");

/** Where something must exist already, a name that cannot is as unknown as any other. */
const folded = z.string().overwrite(foldIdentifier);
export const existingSchema = folded.describe("Schema name, in any case.");
export const existingTable = folded.describe("Table name, in any case.");
