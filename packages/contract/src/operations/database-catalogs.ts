import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { AttachDatabaseCatalogRequest } from "../models/database.ts";
import type { Operation } from "../operation.ts";
import { connectionId, databaseId } from "./path-params.ts";

export const attachDatabaseCatalog = {
  id: "attach_database_catalog",
  api: "DatabasesApi",
  method: "POST",
  path: "/v1/databases/{database_id}/catalogs",
  summary: "Let a database's statements read another catalog under an alias",
  description:
    "Takes a connection to an outside source, or the `default_connection_id` of another managed database of the workspace. Statements can then read `alias.schema.table`, and join it with the database's own tables; they cannot see what is attached to that other database. Deleting an attached database detaches it; an attached connection cannot be deleted.",
  auth: "workspace",
  params: z.object({ database_id: databaseId }),
  body: { contentType: "application/json", required: true, model: AttachDatabaseCatalogRequest },
  responses: {
    204: { description: "Attached." },
    400: nestedError("The alias is not accepted, or one is needed."),
    ...keyErrors,
    404: nestedError("There is no such database or connection."),
    409: nestedError("It is attached already, or the alias is in use."),
  },
} as const satisfies Operation;

export const detachDatabaseCatalog = {
  id: "detach_database_catalog",
  api: "DatabasesApi",
  method: "DELETE",
  path: "/v1/databases/{database_id}/catalogs/{connection_id}",
  summary: "Detach a catalog from a database",
  auth: "workspace",
  params: z.object({ database_id: databaseId, connection_id: connectionId }),
  responses: {
    204: { description: "Detached; the catalog itself stays." },
    400: nestedError("It is the database's own catalog."),
    ...keyErrors,
    404: nestedError("There is no such database, or the connection is not attached to it."),
  },
} as const satisfies Operation;
