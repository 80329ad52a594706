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
  submitJobResponse,
  tableProfileResponse,
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
  SubmitJobResponse,
  TableProfileResponse,
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

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * Declare a schema on a managed connection, with tables if wished.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
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
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   * @param schema - Schema name, in any case.
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
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
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
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   */
  loadManagedTable(
    connectionId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<LoadManagedTableResponse>;
  /** With `async: true` the answer may also be that the work goes on in the background. */
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

  /** List connections to outside sources; those of managed databases are left out. */
  listConnections(options: CallOptions = {}): Promise<ListConnectionsResponse> {
    return this.#client.call(LIST_CONNECTIONS, {}, options);
  }

  /**
   * List connections to outside sources; those of managed databases are left out. {@link
   * ConnectionsApi.listConnections} returns single answers.
   *
   * The server sends all in one answer.
   */
  list(options: ListingOptions = {}): Listing<ConnectionInfo> {
    return onePage(LIST_CONNECTIONS, "connections", () => this.listConnections(options), options);
  }

  /** Connect to an outside source. */
  createConnection(
    request: CreateConnectionRequest,
    options: CallOptions = {},
  ): Promise<CreateConnectionResponse> {
    return this.#client.call(CREATE_CONNECTION, { body: request }, options);
  }

  /** Connect to an outside source. The same as {@link ConnectionsApi.createConnection}. */
  create(
    request: CreateConnectionRequest,
    options?: CallOptions,
  ): Promise<CreateConnectionResponse> {
    return this.createConnection(request, options);
  }

  /**
   * Show a connection to an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  getConnection(connectionId: string, options: CallOptions = {}): Promise<GetConnectionResponse> {
    return this.#client.call(GET_CONNECTION, { path: [connectionId] }, options);
  }

  /**
   * Show a connection to an outside source. The same as {@link ConnectionsApi.getConnection}.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  get(connectionId: string, options?: CallOptions): Promise<GetConnectionResponse> {
    return this.getConnection(connectionId, options);
  }

  /**
   * Delete a connection to an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  deleteConnection(connectionId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_CONNECTION, { path: [connectionId] }, options);
  }

  /**
   * Delete a connection to an outside source. The same as {@link ConnectionsApi.deleteConnection}.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  delete(connectionId: string, options?: CallOptions): Promise<undefined> {
    return this.deleteConnection(connectionId, options);
  }

  /**
   * Try whether an outside source can be reached.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
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
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  check(connectionId: string, options?: CallOptions): Promise<ConnectionHealthResponse> {
    return this.checkConnectionHealth(connectionId, options);
  }

  /**
   * Drop the fetched rows of all tables of an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  purgeConnectionCache(connectionId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(PURGE_CONNECTION_CACHE, { path: [connectionId] }, options);
  }

  /**
   * Drop the fetched rows of one table of an outside source.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
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
   * Show what is in a table: per column the range, lengths or distinct values.
   *
   * Computed when it is asked for, and kept until the table changes. It may take as long as a query
   * may.
   *
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
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
