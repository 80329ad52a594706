// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { cursorPages } from "../listing/pages.ts";
import {
  addManagedSchemaRequest,
  addManagedTableRequest,
  attachDatabaseCatalogRequest,
  bulkCreateDatabasesRequest,
  createDatabaseRequest,
  createDatabaseResponse,
  databaseBatchResponse,
  databaseCountResponse,
  databaseDetailResponse,
  deleteDatabaseBatchResponse,
  forkDatabaseRequest,
  listDatabaseSnapshotsResponse,
  listDatabasesResponse,
  loadManagedTableRequest,
  loadManagedTableResponse,
  managedColumnResponse,
  managedSchemaResponse,
  managedTableResponse,
  renameColumnRequest,
  renameSchemaRequest,
  renameTableRequest,
  submitJobResponse,
  updateDatabaseRequest,
} from "./descriptors.ts";
import type {
  AddManagedSchemaRequest,
  AddManagedTableRequest,
  AttachDatabaseCatalogRequest,
  BulkCreateDatabasesRequest,
  CreateDatabaseRequest,
  CreateDatabaseResponse,
  DatabaseBatchResponse,
  DatabaseCountResponse,
  DatabaseDetailResponse,
  DatabaseSnapshot,
  DatabaseSummary,
  DeleteDatabaseBatchResponse,
  ForkDatabaseRequest,
  ListDatabaseSnapshotsResponse,
  ListDatabasesResponse,
  LoadManagedTableRequest,
  LoadManagedTableResponse,
  ManagedColumnResponse,
  ManagedSchemaResponse,
  ManagedTableResponse,
  RenameColumnRequest,
  RenameSchemaRequest,
  RenameTableRequest,
  SubmitJobResponse,
  UpdateDatabaseRequest,
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

const UPDATE_DATABASE: Operation<DatabaseDetailResponse> = {
  id: "update_database",
  method: "PATCH",
  path: "/v1/databases/{database_id}",
  auth: "workspace",
  body: updateDatabaseRequest,
  responses: { 200: databaseDetailResponse },
};

const DELETE_DATABASE: Operation<undefined> = {
  id: "delete_database",
  method: "DELETE",
  path: "/v1/databases/{database_id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const LIST_DATABASE_SNAPSHOTS: Operation<ListDatabaseSnapshotsResponse> = {
  id: "list_database_snapshots",
  method: "GET",
  path: "/v1/databases/{database_id}/snapshots",
  auth: "workspace",
  responses: { 200: listDatabaseSnapshotsResponse },
};

const FORK_DATABASE: Operation<CreateDatabaseResponse> = {
  id: "fork_database",
  method: "POST",
  path: "/v1/databases/{database_id}/fork",
  auth: "workspace",
  body: forkDatabaseRequest,
  responses: { 201: createDatabaseResponse },
};

const ATTACH_DATABASE_CATALOG: Operation<undefined> = {
  id: "attach_database_catalog",
  method: "POST",
  path: "/v1/databases/{database_id}/catalogs",
  auth: "workspace",
  body: attachDatabaseCatalogRequest,
  responses: { 204: "empty" },
};

const DETACH_DATABASE_CATALOG: Operation<undefined> = {
  id: "detach_database_catalog",
  method: "DELETE",
  path: "/v1/databases/{database_id}/catalogs/{connection_id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const BULK_CREATE_DATABASES: Operation<DatabaseBatchResponse> = {
  id: "bulk_create_databases",
  method: "POST",
  path: "/v1/databases/bulk",
  auth: "workspace",
  body: bulkCreateDatabasesRequest,
  responses: { 202: databaseBatchResponse },
};

const GET_DATABASE_BATCH: Operation<DatabaseBatchResponse> = {
  id: "get_database_batch",
  method: "GET",
  path: "/v1/databases/bulk/{batch_id}",
  auth: "workspace",
  responses: { 200: databaseBatchResponse },
};

const DELETE_DATABASE_BATCH: Operation<DeleteDatabaseBatchResponse> = {
  id: "delete_database_batch",
  method: "DELETE",
  path: "/v1/databases/bulk/{batch_id}",
  auth: "workspace",
  responses: { 200: deleteDatabaseBatchResponse },
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

const RENAME_DATABASE_SCHEMA: Operation<ManagedSchemaResponse> = {
  id: "rename_database_schema",
  method: "PATCH",
  path: "/v1/databases/{database_id}/schemas/{schema}",
  auth: "workspace",
  body: renameSchemaRequest,
  responses: { 200: managedSchemaResponse },
};

const DROP_DATABASE_SCHEMA: Operation<undefined> = {
  id: "drop_database_schema",
  method: "DELETE",
  path: "/v1/databases/{database_id}/schemas/{schema}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const RENAME_DATABASE_TABLE: Operation<ManagedTableResponse> = {
  id: "rename_database_table",
  method: "PATCH",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}",
  auth: "workspace",
  body: renameTableRequest,
  responses: { 200: managedTableResponse },
};

const DELETE_DATABASE_TABLE: Operation<undefined> = {
  id: "delete_database_table",
  method: "DELETE",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const RENAME_DATABASE_COLUMN: Operation<ManagedColumnResponse> = {
  id: "rename_database_column",
  method: "PATCH",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}/columns/{column}",
  auth: "workspace",
  body: renameColumnRequest,
  responses: { 200: managedColumnResponse },
};

const DROP_DATABASE_COLUMN: Operation<undefined> = {
  id: "drop_database_column",
  method: "DELETE",
  path: "/v1/databases/{database_id}/schemas/{schema}/tables/{table}/columns/{column}",
  auth: "workspace",
  responses: { 204: "empty" },
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

/** Options of {@link DatabasesApi.listDatabaseSnapshots}. */
export interface ListDatabaseSnapshotsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** The `next_cursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** Options of {@link DatabasesApi.dropDatabaseSchema}. */
export interface DropDatabaseSchemaOptions extends CallOptions {
  /** Drop its tables, too; else a schema with tables stays. */
  readonly cascade?: boolean | undefined;
}

/**
 * Databases with their schemas and tables: loads, forks, snapshots, attached catalogs, many at
 * once.
 */
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

  /**
   * List databases, newest first. {@link DatabasesApi.listDatabases} returns single answers.
   *
   * Fetches page after page as the loop asks for items.
   */
  list(options: ListingOptions<ListDatabasesOptions> = {}): Listing<DatabaseSummary> {
    return cursorPages(
      LIST_DATABASES,
      "databases",
      (page) => this.listDatabases({ ...options, ...page }),
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
   * Count databases, with the filters of the listing. The same as {@link
   * DatabasesApi.countDatabases}.
   */
  count(options?: CountDatabasesOptions): Promise<DatabaseCountResponse> {
    return this.countDatabases(options);
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
   * Show one database. The same as {@link DatabasesApi.getDatabase}.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  get(databaseId: string, options?: CallOptions): Promise<DatabaseDetailResponse> {
    return this.getDatabase(databaseId, options);
  }

  /**
   * Rename a database or change its expiry.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  updateDatabase(
    databaseId: string,
    request: UpdateDatabaseRequest,
    options: CallOptions = {},
  ): Promise<DatabaseDetailResponse> {
    return this.#client.call(UPDATE_DATABASE, { path: [databaseId], body: request }, options);
  }

  /**
   * Rename a database or change its expiry. The same as {@link DatabasesApi.updateDatabase}.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  update(
    databaseId: string,
    request: UpdateDatabaseRequest,
    options?: CallOptions,
  ): Promise<DatabaseDetailResponse> {
    return this.updateDatabase(databaseId, request, options);
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
   * Delete a database with its tables. The same as {@link DatabasesApi.deleteDatabase}.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  delete(databaseId: string, options?: CallOptions): Promise<undefined> {
    return this.deleteDatabase(databaseId, options);
  }

  /**
   * List the snapshots of a database that can still be read, newest first.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  listDatabaseSnapshots(
    databaseId: string,
    options: ListDatabaseSnapshotsOptions = {},
  ): Promise<ListDatabaseSnapshotsResponse> {
    return this.#client.call(
      LIST_DATABASE_SNAPSHOTS,
      { path: [databaseId], query: { limit: options.limit, cursor: options.cursor } },
      options,
    );
  }

  /**
   * List the snapshots of a database that can still be read, newest first. {@link
   * DatabasesApi.listDatabaseSnapshots} returns single answers.
   *
   * Fetches page after page as the loop asks for items.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  snapshots(
    databaseId: string,
    options: ListingOptions<ListDatabaseSnapshotsOptions> = {},
  ): Listing<DatabaseSnapshot> {
    return cursorPages(
      LIST_DATABASE_SNAPSHOTS,
      "snapshots",
      (page) => this.listDatabaseSnapshots(databaseId, { ...options, ...page }),
      options,
    );
  }

  /**
   * Copy a database, with its tables and history, without copying data files.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  forkDatabase(
    databaseId: string,
    request?: ForkDatabaseRequest,
    options: CallOptions = {},
  ): Promise<CreateDatabaseResponse> {
    return this.#client.call(FORK_DATABASE, { path: [databaseId], body: request }, options);
  }

  /**
   * Copy a database, with its tables and history, without copying data files. The same as {@link
   * DatabasesApi.forkDatabase}.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  fork(
    databaseId: string,
    request?: ForkDatabaseRequest,
    options?: CallOptions,
  ): Promise<CreateDatabaseResponse> {
    return this.forkDatabase(databaseId, request, options);
  }

  /**
   * Let a database's statements read another catalog under an alias.
   *
   * Takes the `default_connection_id` of another managed database of the workspace. Statements can
   * then read `alias.schema.table`, and join it with the database's own tables; they cannot see
   * what is attached to that other database. Deleting the attached database detaches it.
   *
   * @param databaseId - Database id; a name is not taken.
   */
  attachDatabaseCatalog(
    databaseId: string,
    request: AttachDatabaseCatalogRequest,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(
      ATTACH_DATABASE_CATALOG,
      { path: [databaseId], body: request },
      options,
    );
  }

  /**
   * Detach a catalog from a database.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param connectionId - Connection id; a managed database's is its `default_connection_id`.
   */
  detachDatabaseCatalog(
    databaseId: string,
    connectionId: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(
      DETACH_DATABASE_CATALOG,
      { path: [databaseId, connectionId] },
      options,
    );
  }

  /** Create many databases in the background. */
  bulkCreateDatabases(
    request: BulkCreateDatabasesRequest,
    options: CallOptions = {},
  ): Promise<DatabaseBatchResponse> {
    return this.#client.call(BULK_CREATE_DATABASES, { body: request }, options);
  }

  /**
   * Create many databases in the background. The same as {@link DatabasesApi.bulkCreateDatabases}.
   */
  bulkCreate(
    request: BulkCreateDatabasesRequest,
    options?: CallOptions,
  ): Promise<DatabaseBatchResponse> {
    return this.bulkCreateDatabases(request, options);
  }

  /**
   * Show how far a batch of databases is.
   *
   * @param batchId - Batch id.
   */
  getDatabaseBatch(batchId: string, options: CallOptions = {}): Promise<DatabaseBatchResponse> {
    return this.#client.call(GET_DATABASE_BATCH, { path: [batchId] }, options);
  }

  /**
   * Delete a batch with its databases, as long as none holds rows.
   *
   * @param batchId - Batch id.
   */
  deleteDatabaseBatch(
    batchId: string,
    options: CallOptions = {},
  ): Promise<DeleteDatabaseBatchResponse> {
    return this.#client.call(DELETE_DATABASE_BATCH, { path: [batchId] }, options);
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
   * Rename a schema.
   *
   * Its tables, their rows and declarations come along. `main` and the database's default schema
   * keep their names. Older snapshots know the schema by its former name.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   */
  renameDatabaseSchema(
    databaseId: string,
    schema: string,
    request: RenameSchemaRequest,
    options: CallOptions = {},
  ): Promise<ManagedSchemaResponse> {
    return this.#client.call(
      RENAME_DATABASE_SCHEMA,
      { path: [databaseId, schema], body: request },
      options,
    );
  }

  /**
   * Drop a schema.
   *
   * Older snapshots keep its rows for as long as they are retained. `main` and the database's
   * default schema stay.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   */
  dropDatabaseSchema(
    databaseId: string,
    schema: string,
    options: DropDatabaseSchemaOptions = {},
  ): Promise<undefined> {
    return this.#client.call(
      DROP_DATABASE_SCHEMA,
      { path: [databaseId, schema], query: { cascade: options.cascade } },
      options,
    );
  }

  /**
   * Rename a table within its schema.
   *
   * Rows, key and layout come along. The former name is free at once; older snapshots know the
   * table by it.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   */
  renameDatabaseTable(
    databaseId: string,
    schema: string,
    table: string,
    request: RenameTableRequest,
    options: CallOptions = {},
  ): Promise<ManagedTableResponse> {
    return this.#client.call(
      RENAME_DATABASE_TABLE,
      { path: [databaseId, schema, table], body: request },
      options,
    );
  }

  /**
   * Delete a table with its rows.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   */
  deleteDatabaseTable(
    databaseId: string,
    schema: string,
    table: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(DELETE_DATABASE_TABLE, { path: [databaseId, schema, table] }, options);
  }

  /**
   * Rename a column.
   *
   * No file is written anew. The table's key, partitioning and sort order follow; files that are
   * loaded later need the new name.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param column - Column name, in any case.
   */
  renameDatabaseColumn(
    databaseId: string,
    schema: string,
    table: string,
    column: string,
    request: RenameColumnRequest,
    options: CallOptions = {},
  ): Promise<ManagedColumnResponse> {
    return this.#client.call(
      RENAME_DATABASE_COLUMN,
      { path: [databaseId, schema, table, column], body: request },
      options,
    );
  }

  /**
   * Drop a column.
   *
   * No file is written anew. A new column of the same name starts without values.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param column - Column name, in any case.
   */
  dropDatabaseColumn(
    databaseId: string,
    schema: string,
    table: string,
    column: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(
      DROP_DATABASE_COLUMN,
      { path: [databaseId, schema, table, column] },
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
