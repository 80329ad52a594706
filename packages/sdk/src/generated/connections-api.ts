// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  addManagedSchemaRequest,
  addManagedTableRequest,
  connectionHealthResponse,
  createConnectionRequest,
  createConnectionResponse,
  getConnectionResponse,
  listConnectionsResponse,
  loadManagedTableRequest,
  loadManagedTableResponse,
  managedSchemaResponse,
  managedTableResponse,
  setTableSyncRequest,
  submitJobResponse,
  tableProfileResponse,
  tableSyncResponse,
  updateConnectionRequest,
} from "./descriptors.ts";
import type {
  AddManagedSchemaRequest,
  AddManagedTableRequest,
  ConnectionHealthResponse,
  ConnectionInfo,
  CreateConnectionRequest,
  CreateConnectionResponse,
  GetConnectionResponse,
  ListConnectionsResponse,
  LoadManagedTableRequest,
  LoadManagedTableResponse,
  ManagedSchemaResponse,
  ManagedTableResponse,
  SetTableSyncRequest,
  SubmitJobResponse,
  TableProfileResponse,
  TableSyncResponse,
  UpdateConnectionRequest,
} from "./models.ts";

const ADD_MANAGED_SCHEMA: Operation<ManagedSchemaResponse> = {
  id: "add_managed_schema",
  method: "POST",
  path: "/v1/connections/{connection_id}/schemas",
  auth: "workspace",
  body: addManagedSchemaRequest,
  responses: { 201: managedSchemaResponse },
};

const ADD_MANAGED_TABLE: Operation<ManagedTableResponse> = {
  id: "add_managed_table",
  method: "POST",
  path: "/v1/connections/{connection_id}/schemas/{schema}/tables",
  auth: "workspace",
  body: addManagedTableRequest,
  responses: { 201: managedTableResponse },
};

const DELETE_MANAGED_TABLE: Operation<undefined> = {
  id: "delete_managed_table",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/schemas/{schema}/tables/{table}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const LOAD_MANAGED_TABLE: Operation<LoadManagedTableResponse | SubmitJobResponse> = {
  id: "load_managed_table",
  method: "POST",
  path: "/v1/connections/{connection_id}/schemas/{schema}/tables/{table}/loads",
  auth: "workspace",
  body: loadManagedTableRequest,
  responses: { 200: loadManagedTableResponse, 202: submitJobResponse },
  deferrable: true,
};

const LIST_CONNECTIONS: Operation<ListConnectionsResponse> = {
  id: "list_connections",
  method: "GET",
  path: "/v1/connections",
  auth: "workspace",
  responses: { 200: listConnectionsResponse },
};

const CREATE_CONNECTION: Operation<CreateConnectionResponse> = {
  id: "create_connection",
  method: "POST",
  path: "/v1/connections",
  auth: "workspace",
  body: createConnectionRequest,
  responses: { 201: createConnectionResponse },
};

const GET_CONNECTION: Operation<GetConnectionResponse> = {
  id: "get_connection",
  method: "GET",
  path: "/v1/connections/{connection_id}",
  auth: "workspace",
  responses: { 200: getConnectionResponse },
};

const UPDATE_CONNECTION: Operation<GetConnectionResponse> = {
  id: "update_connection",
  method: "PATCH",
  path: "/v1/connections/{connection_id}",
  auth: "workspace",
  body: updateConnectionRequest,
  responses: { 200: getConnectionResponse },
};

const DELETE_CONNECTION: Operation<undefined> = {
  id: "delete_connection",
  method: "DELETE",
  path: "/v1/connections/{connection_id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const CHECK_CONNECTION_HEALTH: Operation<ConnectionHealthResponse> = {
  id: "check_connection_health",
  method: "GET",
  path: "/v1/connections/{connection_id}/health",
  auth: "workspace",
  responses: { 200: connectionHealthResponse },
};

const PURGE_CONNECTION_CACHE: Operation<undefined> = {
  id: "purge_connection_cache",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/cache",
  auth: "workspace",
  responses: { 204: "empty" },
};

const PURGE_TABLE_CACHE: Operation<undefined> = {
  id: "purge_table_cache",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/cache",
  auth: "workspace",
  responses: { 204: "empty" },
};

const SET_TABLE_SYNC: Operation<TableSyncResponse> = {
  id: "set_table_sync",
  method: "PUT",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/sync",
  auth: "workspace",
  body: setTableSyncRequest,
  responses: { 200: tableSyncResponse },
};

const GET_TABLE_PROFILE: Operation<TableProfileResponse> = {
  id: "get_table_profile",
  method: "GET",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/profile",
  auth: "workspace",
  responses: { 200: tableProfileResponse },
};

/** Connections to outside sources, and managed tables by the connection of their catalog. */
export class ConnectionsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Declare a schema on a managed connection, with tables if wished.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param request - A schema to declare.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new schema.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A name is not accepted, or the catalog is not a
   * managed one.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or connection.
   * @throws {@link ApiException} 409 `CONFLICT`: The schema already exists.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  addManagedSchema(
    connectionId: string,
    request: AddManagedSchemaRequest,
    options: CallOptions = {},
  ): Promise<ManagedSchemaResponse> {
    return this.#client.call(ADD_MANAGED_SCHEMA, { path: [connectionId], body: request }, options);
  }

  /**
   * Declare a table on a managed connection.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param request - A table to declare in an existing schema.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new table, without rows.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A name is not accepted, or the catalog is not a
   * managed one.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, connection or schema.
   * @throws {@link ApiException} 409 `CONFLICT`: The table already exists.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  addManagedTable(
    connectionId: string,
    schema: string,
    request: AddManagedTableRequest,
    options: CallOptions = {},
  ): Promise<ManagedTableResponse> {
    return this.#client.call(
      ADD_MANAGED_TABLE,
      { path: [connectionId, schema], body: request },
      options,
    );
  }

  /**
   * Delete a managed table with its rows.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The catalog is not a managed one.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection or table.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteManagedTable(
    connectionId: string,
    schema: string,
    table: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(
      DELETE_MANAGED_TABLE,
      { path: [connectionId, schema, table] },
      options,
    );
  }

  /**
   * Load rows into a table of a managed connection.
   *
   * The rows become visible together or not at all; queries that are running keep the state they
   * began with. The first load makes the schema and the table. An upload can be loaded once;
   * repeating the same load answers as the first one did.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - Rows to load, from exactly one of `uploadId`, `uploadIds`, `resultId` and
   * `data`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was loaded, and how many rows the table has. With `async: true`, maybe the job
   * that goes on with the load in the background.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: Not exactly one source, a mode or field that is
   * not accepted, or a file that cannot be read.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, connection, upload or
   * result.
   * @throws {@link ApiException} 409 `CONFLICT`: The upload is in use or used up, the idempotency
   * key belongs to another load or to one under way, the result is not ready, or a column's type
   * does not fit the table's.
   * @throws {@link ApiException} 413 `INLINE_DATA_TOO_LARGE`: `data` is above 2 MiB; upload the
   * file instead.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `ENGINE_LOST`: The engine was lost; nothing was loaded, repeat
   * the call.
   * @example
   * ```ts
   * const { defaultConnectionId } = await hotdata.databases.getDatabase(databaseId);
   * const upload = await hotdata.uploads.uploadFile(file);
   * await hotdata.connections.loadManagedTable(defaultConnectionId, "public", "orders", {
   *   mode: "replace",
   *   uploadId: upload.id,
   * });
   * ```
   */
  loadManagedTable(
    connectionId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<LoadManagedTableResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - Rows to load, from exactly one of `uploadId`, `uploadIds`, `resultId` and
   * `data`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was loaded, and how many rows the table has. With `async: true`, maybe the job
   * that goes on with the load in the background.
   */
  loadManagedTable(
    connectionId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest,
    options?: CallOptions,
  ): Promise<LoadManagedTableResponse | SubmitJobResponse>;
  loadManagedTable(
    connectionId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest,
    options: CallOptions = {},
  ): Promise<LoadManagedTableResponse | SubmitJobResponse> {
    return this.#client.call(
      LOAD_MANAGED_TABLE,
      { path: [connectionId, schema, table], body: request },
      options,
    );
  }

  /**
   * List connections to outside sources; those of managed databases are left out.
   *
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The connections.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listConnections(options: CallOptions = {}): Promise<ListConnectionsResponse> {
    return this.#client.call(LIST_CONNECTIONS, {}, options);
  }

  /**
   * List connections to outside sources; those of managed databases are left out. {@link
   * ConnectionsApi.listConnections} returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link ConnectionsApi.listConnections} does, while it is read.
   */
  list(options: ListingOptions = {}): Listing<ConnectionInfo> {
    return onePage(LIST_CONNECTIONS, "connections", () => this.listConnections(options), options);
  }

  /**
   * Connect to an outside source.
   *
   * A password or token in `config` becomes a secret, which goes with the connection. The source's
   * tables are discovered at once; when that fails the connection is stored all the same, with the
   * reason in `discoveryError`.
   *
   * @param request - An outside source to connect to.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new connection.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The kind of source is unknown, a setting is
   * missing or not accepted, or there is no such secret.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 409 `CONFLICT`: There is a connection of this name already.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `ENGINE_LOST`: The server's key for secrets does not fit;
   * nothing was stored.
   */
  createConnection(
    request: CreateConnectionRequest,
    options: CallOptions = {},
  ): Promise<CreateConnectionResponse> {
    return this.#client.call(CREATE_CONNECTION, { body: request }, options);
  }

  /**
   * Connect to an outside source. The same as {@link ConnectionsApi.createConnection}.
   *
   * @param request - An outside source to connect to.
   * @param options - As of {@link ConnectionsApi.createConnection}.
   * @returns The new connection.
   * @throws {@link ApiException} as {@link ConnectionsApi.createConnection} does.
   */
  create(
    request: CreateConnectionRequest,
    options?: CallOptions,
  ): Promise<CreateConnectionResponse> {
    return this.createConnection(request, options);
  }

  /**
   * Show a connection to an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The connection.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection; a managed database's
   * own one is not reached this way.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getConnection(connectionId: string, options: CallOptions = {}): Promise<GetConnectionResponse> {
    return this.#client.call(GET_CONNECTION, { path: [connectionId] }, options);
  }

  /**
   * Show a connection to an outside source. The same as {@link ConnectionsApi.getConnection}.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - As of {@link ConnectionsApi.getConnection}.
   * @returns The connection.
   * @throws {@link ApiException} as {@link ConnectionsApi.getConnection} does.
   */
  get(connectionId: string, options?: CallOptions): Promise<GetConnectionResponse> {
    return this.getConnection(connectionId, options);
  }

  /**
   * Change the name, configuration, secret or way of reading of a connection.
   *
   * What is left out stays. Tables are not discovered again: `POST /v1/refresh` with the
   * connection's id does that.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param request - What to change about a connection; what is left out stays.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The changed connection.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A setting is missing or not accepted, or there
   * is no such secret.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection; a managed database's
   * own one is not reached this way.
   * @throws {@link ApiException} 409 `CONFLICT`: There is a connection of this name already.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `ENGINE_LOST`: The server's key for secrets does not fit;
   * nothing was changed.
   */
  updateConnection(
    connectionId: string,
    request: UpdateConnectionRequest,
    options: CallOptions = {},
  ): Promise<GetConnectionResponse> {
    return this.#client.call(UPDATE_CONNECTION, { path: [connectionId], body: request }, options);
  }

  /**
   * Change the name, configuration, secret or way of reading of a connection. The same as {@link
   * ConnectionsApi.updateConnection}.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param request - What to change about a connection; what is left out stays.
   * @param options - As of {@link ConnectionsApi.updateConnection}.
   * @returns The changed connection.
   * @throws {@link ApiException} as {@link ConnectionsApi.updateConnection} does.
   */
  update(
    connectionId: string,
    request: UpdateConnectionRequest,
    options?: CallOptions,
  ): Promise<GetConnectionResponse> {
    return this.updateConnection(connectionId, request, options);
  }

  /**
   * Delete a connection to an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection.
   * @throws {@link ApiException} 409 `CONFLICT`: It is attached to a database, or it is a managed
   * database's own one.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteConnection(connectionId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_CONNECTION, { path: [connectionId] }, options);
  }

  /**
   * Delete a connection to an outside source. The same as {@link ConnectionsApi.deleteConnection}.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - As of {@link ConnectionsApi.deleteConnection}.
   * @throws {@link ApiException} as {@link ConnectionsApi.deleteConnection} does.
   */
  delete(connectionId: string, options?: CallOptions): Promise<undefined> {
    return this.deleteConnection(connectionId, options);
  }

  /**
   * Try whether an outside source can be reached.
   *
   * Connects to it now; that it cannot be reached is an answer, not an error.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What came of the attempt.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection; a managed database's
   * own one is not reached this way.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  checkConnectionHealth(
    connectionId: string,
    options: CallOptions = {},
  ): Promise<ConnectionHealthResponse> {
    return this.#client.call(CHECK_CONNECTION_HEALTH, { path: [connectionId] }, options);
  }

  /**
   * Try whether an outside source can be reached. The same as {@link
   * ConnectionsApi.checkConnectionHealth}.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - As of {@link ConnectionsApi.checkConnectionHealth}.
   * @returns What came of the attempt.
   * @throws {@link ApiException} as {@link ConnectionsApi.checkConnectionHealth} does.
   */
  check(connectionId: string, options?: CallOptions): Promise<ConnectionHealthResponse> {
    return this.checkConnectionHealth(connectionId, options);
  }

  /**
   * Drop the fetched rows of all tables of an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: It is a managed database's own connection,
   * which has no fetched rows.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection.
   * @throws {@link ApiException} 409 `CONFLICT`: Its rows are being fetched.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  purgeConnectionCache(connectionId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(PURGE_CONNECTION_CACHE, { path: [connectionId] }, options);
  }

  /**
   * Drop the fetched rows of one table of an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: It is a managed database's own connection,
   * which has no fetched rows.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection or table.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  purgeTableCache(
    connectionId: string,
    schema: string,
    table: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(PURGE_TABLE_CACHE, { path: [connectionId, schema, table] }, options);
  }

  /**
   * Set how the copy of a source's table is kept up.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - How a copy is kept up; it replaces what was set before.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What is set now.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The table has no such column, its values have
   * no order, or it is a managed database's table.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection or table.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  setTableSync(
    connectionId: string,
    schema: string,
    table: string,
    request: SetTableSyncRequest,
    options: CallOptions = {},
  ): Promise<TableSyncResponse> {
    return this.#client.call(
      SET_TABLE_SYNC,
      { path: [connectionId, schema, table], body: request },
      options,
    );
  }

  /**
   * Show what is in a table: per column the range, lengths or distinct values.
   *
   * Of a connection's table it is made in the background after each refresh that changed the copy.
   * Where there is none it is computed when it is asked for, which may take as long as a query may.
   * It is kept until the table changes.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The profile of each column.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: Computing it takes longer than a query may, or
   * the table cannot be read.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection or table, or it was
   * never loaded.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 503 `RESOURCE_EXHAUSTED`: Computing it takes more memory than a
   * query may.
   */
  getTableProfile(
    connectionId: string,
    schema: string,
    table: string,
    options: CallOptions = {},
  ): Promise<TableProfileResponse> {
    return this.#client.call(GET_TABLE_PROFILE, { path: [connectionId, schema, table] }, options);
  }
}
