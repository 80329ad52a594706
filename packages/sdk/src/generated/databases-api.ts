// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import {
  addManagedSchemaRequest,
  addManagedTableRequest,
  createDatabaseRequest,
  createDatabaseResponse,
  databaseCountResponse,
  databaseDetailResponse,
  listDatabasesResponse,
  loadManagedTableRequest,
  loadManagedTableResponse,
  managedSchemaResponse,
  managedTableResponse,
  submitJobResponse,
} from "./descriptors.ts";
import type {
  AddManagedSchemaRequest,
  AddManagedTableRequest,
  CreateDatabaseRequest,
  CreateDatabaseResponse,
  DatabaseCountResponse,
  DatabaseDetailResponse,
  ListDatabasesResponse,
  LoadManagedTableRequest,
  LoadManagedTableResponse,
  ManagedSchemaResponse,
  ManagedTableResponse,
  SubmitJobResponse,
} from "./models.ts";

const LIST_DATABASES: Operation<ListDatabasesResponse> = {
  id: "list_databases",
  method: "GET",
  path: "/v1/databases",
  auth: "workspace",
  responses: { 200: listDatabasesResponse },
};

const CREATE_DATABASE: Operation<CreateDatabaseResponse> = {
  id: "create_database",
  method: "POST",
  path: "/v1/databases",
  auth: "workspace",
  body: createDatabaseRequest,
  responses: { 201: createDatabaseResponse },
};

const COUNT_DATABASES: Operation<DatabaseCountResponse> = {
  id: "count_databases",
  method: "GET",
  path: "/v1/databases/count",
  auth: "workspace",
  responses: { 200: databaseCountResponse },
};

const GET_DATABASE: Operation<DatabaseDetailResponse> = {
  id: "get_database",
  method: "GET",
  path: "/v1/databases/{database_id}",
  auth: "workspace",
  responses: { 200: databaseDetailResponse },
};

const DELETE_DATABASE: Operation<undefined> = {
  id: "delete_database",
  method: "DELETE",
  path: "/v1/databases/{database_id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const ADD_DATABASE_SCHEMA: Operation<ManagedSchemaResponse> = {
  id: "add_database_schema",
  method: "POST",
  path: "/v1/databases/{database_id}/schemas",
  auth: "workspace",
  body: addManagedSchemaRequest,
  responses: { 201: managedSchemaResponse },
};

const ADD_DATABASE_TABLE: Operation<ManagedTableResponse> = {
  id: "add_database_table",
  method: "POST",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables",
  auth: "workspace",
  body: addManagedTableRequest,
  responses: { 201: managedTableResponse },
};

const LOAD_DATABASE_TABLE: Operation<LoadManagedTableResponse | SubmitJobResponse> = {
  id: "load_database_table",
  method: "POST",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}/loads",
  auth: "workspace",
  body: loadManagedTableRequest,
  responses: { 200: loadManagedTableResponse, 202: submitJobResponse },
  deferrable: true,
};

/** Options of {@link DatabasesApi.listDatabases}. */
export interface ListDatabasesOptions extends CallOptions {
  /**
   * Page size; values outside 1 to 100 are moved to the nearer end. When left out, one page holds
   * up to 1,000.
   */
  readonly limit?: number | undefined;
  /** The `next_cursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Keep databases whose name contains this text, in any case. */
  readonly search?: string | undefined;
  /** Keep databases of one bulk creation; they are ordered by id then. */
  readonly batch?: string | undefined;
}

/** Options of {@link DatabasesApi.countDatabases}. */
export interface CountDatabasesOptions extends CallOptions {
  /** Keep databases whose name contains this text, in any case. */
  readonly search?: string | undefined;
  /** Keep databases of one bulk creation; they are ordered by id then. */
  readonly batch?: string | undefined;
}

export class DatabasesApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List databases by page, newest first. */
  listDatabases(options: ListDatabasesOptions = {}): Promise<ListDatabasesResponse> {
    return this.#client.call(
      LIST_DATABASES,
      {
        query: {
          limit: options.limit,
          cursor: options.cursor,
          search: options.search,
          batch: options.batch,
        },
      },
      options,
    );
  }

  /** Create a database with a catalog of its own. */
  createDatabase(
    request: CreateDatabaseRequest,
    options: CallOptions = {},
  ): Promise<CreateDatabaseResponse> {
    return this.#client.call(CREATE_DATABASE, { body: request }, options);
  }

  /** Count databases, with the filters of the listing. */
  countDatabases(options: CountDatabasesOptions = {}): Promise<DatabaseCountResponse> {
    return this.#client.call(
      COUNT_DATABASES,
      { query: { search: options.search, batch: options.batch } },
      options,
    );
  }

  /**
   * Show one database.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  getDatabase(databaseId: string, options: CallOptions = {}): Promise<DatabaseDetailResponse> {
    return this.#client.call(GET_DATABASE, { path: [databaseId] }, options);
  }

  /**
   * Delete a database with its tables.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  deleteDatabase(databaseId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_DATABASE, { path: [databaseId] }, options);
  }

  /**
   * Declare a schema in a database, with tables if wished.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  addDatabaseSchema(
    databaseId: string,
    request: AddManagedSchemaRequest,
    options: CallOptions = {},
  ): Promise<ManagedSchemaResponse> {
    return this.#client.call(ADD_DATABASE_SCHEMA, { path: [databaseId], body: request }, options);
  }

  /**
   * Declare a table in a database.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   */
  addDatabaseTable(
    databaseId: string,
    schema: string,
    request: AddManagedTableRequest,
    options: CallOptions = {},
  ): Promise<ManagedTableResponse> {
    return this.#client.call(
      ADD_DATABASE_TABLE,
      { path: [databaseId, schema], body: request },
      options,
    );
  }

  /**
   * Load rows into a table of a database.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   */
  loadDatabaseTable(
    databaseId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<LoadManagedTableResponse>;
  /** With `async: true` the answer may also be that the work goes on in the background. */
  loadDatabaseTable(
    databaseId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest,
    options?: CallOptions,
  ): Promise<LoadManagedTableResponse | SubmitJobResponse>;
  loadDatabaseTable(
    databaseId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest,
    options: CallOptions = {},
  ): Promise<LoadManagedTableResponse | SubmitJobResponse> {
    return this.#client.call(
      LOAD_DATABASE_TABLE,
      { path: [databaseId, schema, table], body: request },
      options,
    );
  }
}
