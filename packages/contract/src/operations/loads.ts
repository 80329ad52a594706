import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { SubmitJobResponse } from "../models/job.ts";
import { LoadManagedTableRequest, LoadManagedTableResponse } from "../models/load.ts";
import type { Operation } from "../operation.ts";
import { connectionId, databaseId, schemaName, tableName } from "./path-params.ts";

const body = {
  contentType: "application/json",
  required: true,
  model: LoadManagedTableRequest,
} as const;

const responses = {
  200: {
    description: "What was loaded, and how many rows the table has.",
    model: LoadManagedTableResponse,
  },
  202: {
    description: "The job that goes on with the load in the background.",
    model: SubmitJobResponse,
  },
  400: nestedError(
    "Not exactly one source, a mode or field that is not accepted, or a file that cannot be read.",
  ),
  ...keyErrors,
  404: nestedError("There is no such database, connection, upload or result."),
  409: nestedError(
    "The upload is in use or used up, the idempotency key belongs to another load or to one under way, the result is not ready, or a column's type does not fit the table's.",
  ),
  413: nestedError("`data` is above 2 MiB (`INLINE_DATA_TOO_LARGE`); upload the file instead."),
  503: nestedError("The engine was lost (`ENGINE_LOST`); nothing was loaded, repeat the call."),
} as const;

export const loadDatabaseTable = {
  id: "load_database_table",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}/loads",
  summary: "Load rows into a table of a database",
  description:
    "The rows become visible together or not at all; queries that are running keep the state they began with. The first load makes the schema and the table. An upload can be loaded once; repeating the same load answers as the first one did.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ database_id: databaseId, schema: schemaName, table: tableName }),
  body,
  responses,
} as const satisfies Operation;

export const loadManagedTable = {
  id: "load_managed_table",
  api: "ConnectionsApi",
  method: "POST",
  path: "/v1/connections/{connection_id}/schemas/{schema}/tables/{table}/loads",
  summary: "Load rows into a table of a managed connection",
  description:
    "The rows become visible together or not at all; queries that are running keep the state they began with. The first load makes the schema and the table. An upload can be loaded once; repeating the same load answers as the first one did.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ connection_id: connectionId, schema: schemaName, table: tableName }),
  body,
  responses,
} as const satisfies Operation;
