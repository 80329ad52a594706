import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  CreateDatabaseRequest,
  CreateDatabaseResponse,
  ForkDatabaseRequest,
  UpdateDatabaseRequest,
  DatabaseCountResponse,
  DatabaseDetailResponse,
  ListDatabasesResponse,
} from "../models/database.ts";
import type { Operation } from "../operation.ts";
import { integerParameterWithDefault, textParameter } from "../query-parameter.ts";
import { databaseId } from "./path-params.ts";

const filters = {
  search: textParameter("Keep databases whose name contains this text, in any case."),
  batch: textParameter("Keep databases of one bulk creation; they are ordered by id then."),
};

export const listDatabases = {
  id: "list_databases",
  api: "DatabasesApi",
  method: "GET",
  path: "/v1/databases",
  summary: "List databases by page, newest first",
  auth: "workspace",
  narrowestKey: "database",
  query: z.object({
    // Older clients know no paging here and expect everything in one answer.
    limit: integerParameterWithDefault({
      minimum: 1,
      clampBelow: true,
      clampAbove: 100,
      fallback: 1000,
      description:
        "Page size; values outside 1 to 100 are moved to the nearer end. When left out, one page holds up to 1,000.",
    }),
    cursor: textParameter("The `next_cursor` of the page before."),
    ...filters,
  }),
  responses: {
    200: { description: "One page of databases.", model: ListDatabasesResponse },
    400: nestedError("The cursor is not one of this listing."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const createDatabase = {
  id: "create_database",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases",
  summary: "Create a database with a catalog of its own",
  description:
    "It can be used at once. Schemas and tables need not be declared: the first load of a table makes them. Without an expiry it stays until it is deleted.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: CreateDatabaseRequest },
  responses: {
    201: { description: "The new database, with its id.", model: CreateDatabaseResponse },
    400: nestedError("A name or the expiry is not accepted."),
    ...keyErrors,
    500: nestedError("The server failed; nothing was created."),
  },
} as const satisfies Operation;

export const countDatabases = {
  id: "count_databases",
  api: "DatabasesApi",
  method: "GET",
  path: "/v1/databases/count",
  summary: "Count databases, with the filters of the listing",
  auth: "workspace",
  query: z.object(filters),
  responses: {
    200: { description: "The number of databases.", model: DatabaseCountResponse },
    400: nestedError("A parameter was given twice."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const getDatabase = {
  id: "get_database",
  api: "DatabasesApi",
  method: "GET",
  path: "/v1/databases/{database_id}",
  summary: "Show one database",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ database_id: databaseId }),
  responses: {
    200: { description: "The database.", model: DatabaseDetailResponse },
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;

export const updateDatabase = {
  id: "update_database",
  api: "DatabasesApi",
  method: "PATCH",
  path: "/v1/databases/{database_id}",
  summary: "Rename a database or change its expiry",
  description: "What is left out stays as it is.",
  auth: "workspace",
  params: z.object({ database_id: databaseId }),
  body: { contentType: "application/json", required: true, model: UpdateDatabaseRequest },
  responses: {
    200: { description: "The database as it is now.", model: DatabaseDetailResponse },
    400: nestedError("The name or the expiry is not accepted."),
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;

export const forkDatabase = {
  id: "fork_database",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases/{database_id}/fork",
  summary: "Copy a database, with its tables and history, without copying data files",
  description:
    "From then on, changes of one do not show in the other. It takes about as long for a large database as for a small one.",
  auth: "workspace",
  params: z.object({ database_id: databaseId }),
  body: { contentType: "application/json", required: false, model: ForkDatabaseRequest },
  responses: {
    201: { description: "The fork, a database of its own.", model: CreateDatabaseResponse },
    400: nestedError("The name or the expiry is not accepted."),
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;

export const deleteDatabase = {
  id: "delete_database",
  api: "DatabasesApi",
  method: "DELETE",
  path: "/v1/databases/{database_id}",
  summary: "Delete a database with its tables",
  description:
    "Its tables, snapshots and results go, and cannot be brought back. Forks of it stay whole.",
  auth: "workspace",
  params: z.object({ database_id: databaseId }),
  responses: {
    204: { description: "Deleted; attached connections stay." },
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;
