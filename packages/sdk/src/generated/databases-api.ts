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
  /** The `nextCursor` of the page before. */
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
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}

/** Options of {@link DatabasesApi.dropDatabaseSchema}. */
export interface DropDatabaseSchemaOptions extends CallOptions {
  /** Drop its tables, too; else a schema with tables stays. Default: `false`. */
  readonly cascade?: boolean | undefined;
}

/**
 * Databases with their schemas and tables: loads, forks, snapshots, attached catalogs, many at
 * once.
 */
export class DatabasesApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List databases by page, newest first.
   *
   * @param options - `limit`, `cursor`, `search`, `batch`; `signal` and `timeoutMs` as with every
   * call.
   * @returns One page of databases.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The cursor is not one of this listing.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const page = await hotdata.databases.listDatabases({ limit: 20 });
   * for (const { id, name } of page.databases) console.log(id, name);
   * if (page.nextCursor) await hotdata.databases.listDatabases({ limit: 20, cursor: page.nextCursor });
   * ```
   */
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
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link DatabasesApi.listDatabases} does, while it is read.
   * @example
   * ```ts
   * for await (const database of hotdata.databases.list({ search: "sales" })) {
   *   console.log(database.id, database.name);
   * }
   * ```
   */
  list(options: ListingOptions<ListDatabasesOptions> = {}): Listing<DatabaseSummary> {
    return cursorPages(
      LIST_DATABASES,
      "databases",
      (page) => this.listDatabases({ ...options, ...page }),
      options,
    );
  }

  /**
   * Create a database with a catalog of its own.
   *
   * It can be used at once. Schemas and tables need not be declared: the first load of a table
   * makes them. Without an expiry it stays until it is deleted.
   *
   * @param request - A database to create; `{}` will do.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The new database, with its id.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A name or the expiry is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * created.
   * @example
   * ```ts
   * const database = await hotdata.databases.createDatabase({
   *   name: "sales",
   *   expiresAt: "24h",
   *   schemas: [{ name: "public", tables: [{ name: "orders", key: ["id"] }] }],
   * });
   * console.log(database.id);
   * ```
   */
  createDatabase(
    request: CreateDatabaseRequest,
    options: CallOptions = {},
  ): Promise<CreateDatabaseResponse> {
    return this.#client.call(CREATE_DATABASE, { body: request }, options);
  }

  /**
   * Count databases, with the filters of the listing.
   *
   * @param options - `search`, `batch`; `signal` and `timeoutMs` as with every call.
   * @returns The number of databases.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter was given twice.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
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
   *
   * @param options - As of {@link DatabasesApi.countDatabases}.
   * @returns The number of databases.
   * @throws {@link ApiException} as {@link DatabasesApi.countDatabases} does.
   */
  count(options?: CountDatabasesOptions): Promise<DatabaseCountResponse> {
    return this.countDatabases(options);
  }

  /**
   * Show one database.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The database.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getDatabase(databaseId: string, options: CallOptions = {}): Promise<DatabaseDetailResponse> {
    return this.#client.call(GET_DATABASE, { path: [databaseId] }, options);
  }

  /**
   * Show one database. The same as {@link DatabasesApi.getDatabase}.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - As of {@link DatabasesApi.getDatabase}.
   * @returns The database.
   * @throws {@link ApiException} as {@link DatabasesApi.getDatabase} does.
   */
  get(databaseId: string, options?: CallOptions): Promise<DatabaseDetailResponse> {
    return this.getDatabase(databaseId, options);
  }

  /**
   * Rename a database or change its expiry.
   *
   * What is left out stays as it is.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param request - What to change about a database.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The database as it is now.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name or the expiry is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param request - What to change about a database.
   * @param options - As of {@link DatabasesApi.updateDatabase}.
   * @returns The database as it is now.
   * @throws {@link ApiException} as {@link DatabasesApi.updateDatabase} does.
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
   * Its tables, snapshots and results go, and cannot be brought back. Forks of it stay whole.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteDatabase(databaseId: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_DATABASE, { path: [databaseId] }, options);
  }

  /**
   * Delete a database with its tables. The same as {@link DatabasesApi.deleteDatabase}.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - As of {@link DatabasesApi.deleteDatabase}.
   * @throws {@link ApiException} as {@link DatabasesApi.deleteDatabase} does.
   */
  delete(databaseId: string, options?: CallOptions): Promise<undefined> {
    return this.deleteDatabase(databaseId, options);
  }

  /**
   * List the snapshots of a database that can still be read, newest first.
   *
   * Each change of a table makes one. Statements read an older one with `AT (VERSION => n)` or `AT
   * (TIMESTAMP => t)`.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param options - `limit`, `cursor`; `signal` and `timeoutMs` as with every call.
   * @returns One page of snapshots.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link DatabasesApi.listDatabaseSnapshots} does, while it is
   * read.
   * @example
   * ```ts
   * const [newest] = await hotdata.databases.snapshots(databaseId, { limit: 1 }).toArray();
   * const then = `SELECT * FROM orders AT (VERSION => ${newest?.snapshotId})`;
   * ```
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
   * From then on, changes of one do not show in the other. It takes about as long for a large
   * database as for a small one.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param request - What a fork has of its own; `{}` will do.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The fork, a database of its own.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The name or the expiry is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const fork = await hotdata.databases.forkDatabase(databaseId, { name: "what-if", expiresAt: "1h" });
   * await hotdata.databases.deleteDatabaseTable(fork.id, "main", "orders"); // the source keeps its own
   * ```
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
   * @param request - What a fork has of its own; `{}` will do.
   * @param options - As of {@link DatabasesApi.forkDatabase}.
   * @returns The fork, a database of its own.
   * @throws {@link ApiException} as {@link DatabasesApi.forkDatabase} does.
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
   * Takes a connection to an outside source, or the `defaultConnectionId` of another managed
   * database of the workspace. Statements can then read `alias.schema.table`, and join it with the
   * database's own tables; they cannot see what is attached to that other database. Deleting an
   * attached database detaches it; an attached connection cannot be deleted.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param request - A catalog to attach to a database.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The alias is not accepted, or one is needed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or connection.
   * @throws {@link ApiException} 409 `CONFLICT`: It is attached already, or the alias is in use.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const { defaultConnectionId } = await hotdata.databases.getDatabase(otherDatabaseId);
   * await hotdata.databases.attachDatabaseCatalog(databaseId, {
   *   connectionId: defaultConnectionId,
   *   alias: "crm",
   * }); // now: SELECT * FROM crm.main.customers
   * ```
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
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: It is the database's own catalog.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, or the connection is
   * not attached to it.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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

  /**
   * Create many databases in the background.
   *
   * Answers as soon as the batch is recorded; a job fills it. The same idempotency key again
   * answers the same batch.
   *
   * @param request - Many databases of one kind to create.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The batch, which a job fills.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The count, a name or the expiry is not
   * accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 409 `CONFLICT`: Another request with this idempotency key is under
   * way.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  bulkCreateDatabases(
    request: BulkCreateDatabasesRequest,
    options: CallOptions = {},
  ): Promise<DatabaseBatchResponse> {
    return this.#client.call(BULK_CREATE_DATABASES, { body: request }, options);
  }

  /**
   * Create many databases in the background. The same as {@link DatabasesApi.bulkCreateDatabases}.
   *
   * @param request - Many databases of one kind to create.
   * @param options - As of {@link DatabasesApi.bulkCreateDatabases}.
   * @returns The batch, which a job fills.
   * @throws {@link ApiException} as {@link DatabasesApi.bulkCreateDatabases} does.
   * @example
   * ```ts
   * const batch = await hotdata.databases.bulkCreate({ count: 100, expiresAt: "1h" });
   * if (batch.jobId) await hotdata.jobs.wait(batch.jobId);
   * const { createdCount } = await hotdata.databases.getDatabaseBatch(batch.batchId);
   * ```
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
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The batch.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such batch.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getDatabaseBatch(batchId: string, options: CallOptions = {}): Promise<DatabaseBatchResponse> {
    return this.#client.call(GET_DATABASE_BATCH, { path: [batchId] }, options);
  }

  /**
   * Delete a batch with its databases, as long as none holds rows.
   *
   * When one of its databases holds rows, nothing is deleted.
   *
   * @param batchId - Batch id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was deleted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such batch.
   * @throws {@link ApiException} 409 `CONFLICT`: A database of the batch holds rows; nothing was
   * deleted.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * Loads declare schemas and tables by themselves; declaring them before fixes keys and layouts.
   *
   * @param databaseId - Database id; a name is not taken.
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
   * Loads declare tables by themselves; declaring one before fixes its key and its layout.
   *
   * @param databaseId - Database id; a name is not taken.
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
   * @param request - A new name for a schema.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The schema under its new name.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The new name is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, schema, table or
   * column.
   * @throws {@link ApiException} 409 `CONFLICT`: The new name is in use, or the schema keeps its
   * name.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param options - `cascade`; `signal` and `timeoutMs` as with every call.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, schema, table or
   * column.
   * @throws {@link ApiException} 409 `CONFLICT`: The schema has tables, or is one that stays.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param request - A new name for a table.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The table under its new name.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The new name is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, schema, table or
   * column.
   * @throws {@link ApiException} 409 `CONFLICT`: The new name is in use.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * Older snapshots keep its rows for as long as they are retained.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, schema, table or
   * column.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param request - A new name for a column.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The column under its new name.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The new name is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, schema, table or
   * column.
   * @throws {@link ApiException} 409 `CONFLICT`: The table has another column of this name.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database, schema, table or
   * column.
   * @throws {@link ApiException} 409 `CONFLICT`: It is the only column, or part of the table's key
   * or layout.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * The rows become visible together or not at all; queries that are running keep the state they
   * began with. The first load makes the schema and the table. An upload can be loaded once;
   * repeating the same load answers as the first one did.
   *
   * @param databaseId - Database id; a name is not taken.
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
   * const upload = await hotdata.uploads.uploadFile(file);
   * const { rowCount } = await hotdata.databases.loadDatabaseTable(databaseId, "main", "orders", {
   *   mode: "append",
   *   uploadId: upload.id,
   * });
   * ```
   */
  loadDatabaseTable(
    databaseId: string,
    schema: string,
    table: string,
    request: LoadManagedTableRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<LoadManagedTableResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param databaseId - Database id; a name is not taken.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - Rows to load, from exactly one of `uploadId`, `uploadIds`, `resultId` and
   * `data`.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns What was loaded, and how many rows the table has. With `async: true`, maybe the job
   * that goes on with the load in the background.
   */
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
