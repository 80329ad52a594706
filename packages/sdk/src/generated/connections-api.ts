// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import {
  addManagedSchemaRequest,
  addManagedTableRequest,
  loadManagedTableRequest,
  loadManagedTableResponse,
  managedSchemaResponse,
  managedTableResponse,
  submitJobResponse,
} from "./descriptors.ts";
import type {
  AddManagedSchemaRequest,
  AddManagedTableRequest,
  LoadManagedTableRequest,
  LoadManagedTableResponse,
  ManagedSchemaResponse,
  ManagedTableResponse,
  SubmitJobResponse,
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

/** Managed tables by the connection of their catalog. */
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
}
