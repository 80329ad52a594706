import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  ConnectionHealthResponse,
  CreateConnectionRequest,
  CreateConnectionResponse,
  GetConnectionResponse,
  ListConnectionsResponse,
  SetTableSyncRequest,
  TableSyncResponse,
  UpdateConnectionRequest,
} from "../models/connection.ts";
import type { Operation } from "../operation.ts";
import { connectionId, existingSchema, existingTable } from "./path-params.ts";

const params = z.object({ connection_id: connectionId });
const unknownConnection = nestedError(
  "There is no such connection; a managed database's own one is not reached this way.",
);

export const listConnections = {
  id: "list_connections",
  api: "ConnectionsApi",
  method: "GET",
  path: "/v1/connections",
  summary: "List connections to outside sources; those of managed databases are left out",
  auth: "workspace",
  responses: {
    200: { description: "The connections.", model: ListConnectionsResponse },
    ...keyErrors,
  },
} as const satisfies Operation;

export const createConnection = {
  id: "create_connection",
  api: "ConnectionsApi",
  method: "POST",
  path: "/v1/connections",
  summary: "Connect to an outside source",
  description:
    "A password or token in `config` becomes a secret, which goes with the connection. The source's tables are discovered at once; when that fails the connection is stored all the same, with the reason in `discovery_error`.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: CreateConnectionRequest },
  responses: {
    201: { description: "The new connection.", model: CreateConnectionResponse },
    400: nestedError(
      "The kind of source is unknown, a setting is missing or not accepted, or there is no such secret.",
    ),
    ...keyErrors,
    409: nestedError("There is a connection of this name already."),
    503: nestedError("The server's key for secrets does not fit; nothing was stored."),
  },
} as const satisfies Operation;

export const getConnection = {
  id: "get_connection",
  api: "ConnectionsApi",
  method: "GET",
  path: "/v1/connections/{connection_id}",
  summary: "Show a connection to an outside source",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The connection.", model: GetConnectionResponse },
    ...keyErrors,
    404: unknownConnection,
  },
} as const satisfies Operation;

export const updateConnection = {
  id: "update_connection",
  api: "ConnectionsApi",
  method: "PATCH",
  path: "/v1/connections/{connection_id}",
  summary: "Change the name, configuration, secret or way of reading of a connection",
  description:
    "What is left out stays. Tables are not discovered again: `POST /v1/refresh` with the connection's id does that.",
  auth: "workspace",
  params,
  body: { contentType: "application/json", required: true, model: UpdateConnectionRequest },
  responses: {
    200: { description: "The changed connection.", model: GetConnectionResponse },
    400: nestedError("A setting is missing or not accepted, or there is no such secret."),
    ...keyErrors,
    404: unknownConnection,
    409: nestedError("There is a connection of this name already."),
    503: nestedError("The server's key for secrets does not fit; nothing was changed."),
  },
} as const satisfies Operation;

export const setTableSync = {
  id: "set_table_sync",
  api: "ConnectionsApi",
  method: "PUT",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/sync",
  summary: "Set how the copy of a source's table is kept up",
  auth: "workspace",
  params: params.extend({ schema: existingSchema, table: existingTable }),
  body: { contentType: "application/json", required: true, model: SetTableSyncRequest },
  responses: {
    200: { description: "What is set now.", model: TableSyncResponse },
    400: nestedError(
      "The table has no such column, its values have no order, or it is a managed database's table.",
    ),
    ...keyErrors,
    404: nestedError("There is no such connection or table."),
  },
} as const satisfies Operation;

export const deleteConnection = {
  id: "delete_connection",
  api: "ConnectionsApi",
  method: "DELETE",
  path: "/v1/connections/{connection_id}",
  summary: "Delete a connection to an outside source",
  auth: "workspace",
  params,
  responses: {
    204: { description: "Deleted." },
    ...keyErrors,
    404: nestedError("There is no such connection."),
    409: nestedError("It is attached to a database, or it is a managed database's own one."),
  },
} as const satisfies Operation;

export const purgeConnectionCache = {
  id: "purge_connection_cache",
  api: "ConnectionsApi",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/cache",
  summary: "Drop the fetched rows of all tables of an outside source",
  auth: "workspace",
  params,
  responses: {
    204: { description: "Dropped; the next query fetches anew." },
    400: nestedError("It is a managed database's own connection, which has no fetched rows."),
    ...keyErrors,
    404: nestedError("There is no such connection."),
    409: nestedError("Its rows are being fetched."),
  },
} as const satisfies Operation;

export const purgeTableCache = {
  id: "purge_table_cache",
  api: "ConnectionsApi",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/cache",
  summary: "Drop the fetched rows of one table of an outside source",
  auth: "workspace",
  params: params.extend({ schema: existingSchema, table: existingTable }),
  responses: {
    204: { description: "Dropped; the next query fetches anew." },
    400: nestedError("It is a managed database's own connection, which has no fetched rows."),
    ...keyErrors,
    404: nestedError("There is no such connection or table."),
  },
} as const satisfies Operation;

export const checkConnectionHealth = {
  id: "check_connection_health",
  api: "ConnectionsApi",
  method: "GET",
  path: "/v1/connections/{connection_id}/health",
  summary: "Try whether an outside source can be reached",
  description: "Connects to it now; that it cannot be reached is an answer, not an error.",
  auth: "workspace",
  params,
  responses: {
    200: { description: "What came of the attempt.", model: ConnectionHealthResponse },
    ...keyErrors,
    404: unknownConnection,
  },
} as const satisfies Operation;
