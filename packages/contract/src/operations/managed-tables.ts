import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  AddManagedSchemaRequest,
  AddManagedTableRequest,
  ManagedSchemaResponse,
  ManagedTableResponse,
} from "../models/managed-table.ts";
import type { Operation } from "../operation.ts";
import { connectionId, databaseId, existingSchema, existingTable } from "./path-params.ts";

const schemaResponses = {
  201: { description: "The new schema.", model: ManagedSchemaResponse },
  400: nestedError("A name is not accepted, or the catalog is not a managed one."),
  ...keyErrors,
  404: nestedError("There is no such database or connection."),
  409: nestedError("The schema already exists."),
} as const;

const tableResponses = {
  201: { description: "The new table, without rows.", model: ManagedTableResponse },
  400: nestedError("A name is not accepted, or the catalog is not a managed one."),
  ...keyErrors,
  404: nestedError("There is no such database, connection or schema."),
  409: nestedError("The table already exists."),
} as const;

const schemaBody = {
  contentType: "application/json",
  required: true,
  model: AddManagedSchemaRequest,
} as const;

const tableBody = {
  contentType: "application/json",
  required: true,
  model: AddManagedTableRequest,
} as const;

export const addDatabaseSchema = {
  id: "add_database_schema",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases/{database_id}/schemas",
  summary: "Declare a schema in a database, with tables if wished",
  description:
    "Loads declare schemas and tables by themselves; declaring them before fixes keys and layouts.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ database_id: databaseId }),
  body: schemaBody,
  responses: schemaResponses,
} as const satisfies Operation;

export const addDatabaseTable = {
  id: "add_database_table",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables",
  summary: "Declare a table in a database",
  description:
    "Loads declare tables by themselves; declaring one before fixes its key and its layout.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ database_id: databaseId, schema: existingSchema }),
  body: tableBody,
  responses: tableResponses,
} as const satisfies Operation;

export const addManagedSchema = {
  id: "add_managed_schema",
  api: "ConnectionsApi",
  method: "POST",
  path: "/v1/connections/{connection_id}/schemas",
  summary: "Declare a schema on a managed connection, with tables if wished",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ connection_id: connectionId }),
  body: schemaBody,
  responses: schemaResponses,
} as const satisfies Operation;

export const addManagedTable = {
  id: "add_managed_table",
  api: "ConnectionsApi",
  method: "POST",
  path: "/v1/connections/{connection_id}/schemas/{schema}/tables",
  summary: "Declare a table on a managed connection",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ connection_id: connectionId, schema: existingSchema }),
  body: tableBody,
  responses: tableResponses,
} as const satisfies Operation;

export const deleteManagedTable = {
  id: "delete_managed_table",
  api: "ConnectionsApi",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/schemas/{schema}/tables/{table}",
  summary: "Delete a managed table with its rows",
  auth: "workspace",
  params: z.object({ connection_id: connectionId, schema: existingSchema, table: existingTable }),
  responses: {
    204: { description: "Deleted; the name is free again." },
    400: nestedError("The catalog is not a managed one."),
    ...keyErrors,
    404: nestedError("There is no such connection or table."),
  },
} as const satisfies Operation;
