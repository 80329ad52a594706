import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { ManagedSchemaResponse, ManagedTableResponse } from "../models/managed-table.ts";
import {
  ManagedColumnResponse,
  RenameColumnRequest,
  RenameSchemaRequest,
  RenameTableRequest,
} from "../models/rename.ts";
import type { Operation } from "../operation.ts";
import { booleanParameter } from "../query-parameter.ts";
import { databaseId, existingSchema, existingTable } from "./path-params.ts";

const schemaParams = { database_id: databaseId, schema: existingSchema };
const tableParams = { ...schemaParams, table: existingTable };
const columnParams = {
  ...tableParams,
  column: z.string().describe("Column name, in any case."),
};

const refusals = {
  ...keyErrors,
  404: nestedError("There is no such database, schema, table or column."),
};

export const renameDatabaseSchema = {
  id: "rename_database_schema",
  api: "DatabasesApi",
  method: "PATCH",
  path: "/v1/databases/{database_id}/schemas/{schema}",
  summary: "Rename a schema",
  description:
    "Its tables, their rows and declarations come along. `main` and the database's default schema keep their names. Older snapshots know the schema by its former name.",
  auth: "workspace",
  params: z.object(schemaParams),
  body: { contentType: "application/json", required: true, model: RenameSchemaRequest },
  responses: {
    200: { description: "The schema under its new name.", model: ManagedSchemaResponse },
    400: nestedError("The new name is not accepted."),
    ...refusals,
    409: nestedError("The new name is in use, or the schema keeps its name."),
  },
} as const satisfies Operation;

export const dropDatabaseSchema = {
  id: "drop_database_schema",
  api: "DatabasesApi",
  method: "DELETE",
  path: "/v1/databases/{database_id}/schemas/{schema}",
  summary: "Drop a schema",
  description:
    "Older snapshots keep its rows for as long as they are retained. `main` and the database's default schema stay.",
  auth: "workspace",
  params: z.object(schemaParams),
  query: z.object({
    cascade: booleanParameter(false, "Drop its tables, too; else a schema with tables stays."),
  }),
  responses: {
    204: { description: "Dropped; the name is free again." },
    400: nestedError("The parameter is malformed."),
    ...refusals,
    409: nestedError("The schema has tables, or is one that stays."),
  },
} as const satisfies Operation;

export const renameDatabaseTable = {
  id: "rename_database_table",
  api: "DatabasesApi",
  method: "PATCH",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}",
  summary: "Rename a table within its schema",
  description:
    "Rows, key and layout come along. The former name is free at once; older snapshots know the table by it.",
  auth: "workspace",
  params: z.object(tableParams),
  body: { contentType: "application/json", required: true, model: RenameTableRequest },
  responses: {
    200: { description: "The table under its new name.", model: ManagedTableResponse },
    400: nestedError("The new name is not accepted."),
    ...refusals,
    409: nestedError("The new name is in use."),
  },
} as const satisfies Operation;

export const deleteDatabaseTable = {
  id: "delete_database_table",
  api: "DatabasesApi",
  method: "DELETE",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}",
  summary: "Delete a table with its rows",
  description: "Older snapshots keep its rows for as long as they are retained.",
  auth: "workspace",
  params: z.object(tableParams),
  responses: {
    204: { description: "Deleted; the name is free again." },
    ...refusals,
  },
} as const satisfies Operation;

export const renameDatabaseColumn = {
  id: "rename_database_column",
  api: "DatabasesApi",
  method: "PATCH",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}/columns/{column}",
  summary: "Rename a column",
  description:
    "No file is written anew. The table's key, partitioning and sort order follow; files that are loaded later need the new name.",
  auth: "workspace",
  params: z.object(columnParams),
  body: { contentType: "application/json", required: true, model: RenameColumnRequest },
  responses: {
    200: { description: "The column under its new name.", model: ManagedColumnResponse },
    400: nestedError("The new name is not accepted."),
    ...refusals,
    409: nestedError("The table has another column of this name."),
  },
} as const satisfies Operation;

export const dropDatabaseColumn = {
  id: "drop_database_column",
  api: "DatabasesApi",
  method: "DELETE",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}/columns/{column}",
  summary: "Drop a column",
  description: "No file is written anew. A new column of the same name starts without values.",
  auth: "workspace",
  params: z.object(columnParams),
  responses: {
    204: { description: "Dropped." },
    ...refusals,
    409: nestedError("It is the only column, or part of the table's key or layout."),
  },
} as const satisfies Operation;
