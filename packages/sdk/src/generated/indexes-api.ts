// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { cursorPages, onePage } from "../listing/pages.ts";
import {
  createIndexRequest,
  indexInfoResponse,
  listIndexesPageResponse,
  listIndexesResponse,
  submitJobResponse,
} from "./descriptors.ts";
import type {
  CreateIndexRequest,
  IndexEntryResponse,
  IndexInfoResponse,
  ListIndexesPageResponse,
  ListIndexesResponse,
  SubmitJobResponse,
} from "./models.ts";

const LIST_INDEXES_COLLECTION: Operation<ListIndexesPageResponse> = {
  id: "list_indexes_collection",
  method: "GET",
  path: "/v1/indexes",
  auth: "workspace",
  responses: { 200: listIndexesPageResponse },
};

const LIST_INDEXES: Operation<ListIndexesResponse> = {
  id: "list_indexes",
  method: "GET",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/indexes",
  auth: "workspace",
  responses: { 200: listIndexesResponse },
};

const CREATE_INDEX: Operation<IndexInfoResponse | SubmitJobResponse> = {
  id: "create_index",
  method: "POST",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/indexes",
  auth: "workspace",
  body: createIndexRequest,
  responses: { 201: indexInfoResponse, 202: submitJobResponse },
  deferrable: true,
};

const DELETE_INDEX: Operation<undefined> = {
  id: "delete_index",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/indexes/{index_name}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const LIST_DATASET_INDEXES: Operation<ListIndexesResponse> = {
  id: "list_dataset_indexes",
  method: "GET",
  path: "/v1/datasets/{dataset_id}/indexes",
  auth: "workspace",
  responses: { 200: listIndexesResponse },
};

const CREATE_DATASET_INDEX: Operation<IndexInfoResponse | SubmitJobResponse> = {
  id: "create_dataset_index",
  method: "POST",
  path: "/v1/datasets/{dataset_id}/indexes",
  auth: "workspace",
  body: createIndexRequest,
  responses: { 201: indexInfoResponse, 202: submitJobResponse },
  deferrable: true,
};

const DELETE_DATASET_INDEX: Operation<undefined> = {
  id: "delete_dataset_index",
  method: "DELETE",
  path: "/v1/datasets/{dataset_id}/indexes/{index_name}",
  auth: "workspace",
  responses: { 204: "empty" },
};

/** Options of {@link IndexesApi.listIndexesCollection}. */
export interface ListIndexesCollectionOptions extends CallOptions {
  /** Keep indexes of one connection. */
  readonly connectionId?: string | undefined;
  /** Keep indexes of tables in this schema. */
  readonly schema?: string | undefined;
  /** Keep indexes of tables of this name. */
  readonly table?: string | undefined;
  /** Keep indexes of this kind; several with commas. */
  readonly indexType?: string | undefined;
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
}

/** Indexes for searching text and vectors. */
export class IndexesApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List the indexes of all tables by page.
   *
   * @param options - `connectionId`, `schema`, `table`, `indexType`, `limit`, `cursor`,
   * `xDatabaseId`; `signal` and `timeoutMs` as with every call.
   * @returns One page of indexes.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The header or a parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such database or connection.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   */
  listIndexesCollection(
    options: ListIndexesCollectionOptions = {},
  ): Promise<ListIndexesPageResponse> {
    return this.#client.call(
      LIST_INDEXES_COLLECTION,
      {
        query: {
          connection_id: options.connectionId,
          schema: options.schema,
          table: options.table,
          index_type: options.indexType,
          limit: options.limit,
          cursor: options.cursor,
        },
        headers: { "X-Database-Id": options.xDatabaseId },
      },
      options,
    );
  }

  /**
   * List the indexes of all tables. {@link IndexesApi.listIndexesCollection} returns single
   * answers.
   *
   * Fetches page after page as the loop asks for items.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link IndexesApi.listIndexesCollection} does, while it is
   * read.
   * @example
   * ```ts
   * for await (const index of hotdata.indexes.list({ indexType: "vector" })) {
   *   console.log(index.tableName, index.indexName, index.status);
   * }
   * ```
   */
  list(options: ListingOptions<ListIndexesCollectionOptions> = {}): Listing<IndexEntryResponse> {
    return cursorPages(
      LIST_INDEXES_COLLECTION,
      "indexes",
      (page) => this.listIndexesCollection({ ...options, ...page }),
      options,
    );
  }

  /**
   * List the indexes of a table.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The indexes.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection or table.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   */
  listIndexes(
    connectionId: string,
    schema: string,
    table: string,
    options: CallOptions = {},
  ): Promise<ListIndexesResponse> {
    return this.#client.call(LIST_INDEXES, { path: [connectionId, schema, table] }, options);
  }

  /**
   * List the indexes of a table. {@link IndexesApi.listIndexes} returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link IndexesApi.listIndexes} does, while it is read.
   */
  tableIndexes(
    connectionId: string,
    schema: string,
    table: string,
    options: ListingOptions = {},
  ): Listing<IndexInfoResponse> {
    return onePage(
      LIST_INDEXES,
      "indexes",
      () => this.listIndexes(connectionId, schema, table, options),
      options,
    );
  }

  /**
   * Build an index on a table.
   *
   * `bm25` indexes are for searching text, `vector` ones for nearness, `sorted` ones for ranges.
   * With `async` a job builds it.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - An index to build.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The index, ready for use. With `async: true`, maybe the job that builds it in the
   * background.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A column or setting is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection or table.
   * @throws {@link ApiException} 409 `CONFLICT`: The table has an index of this name, or another
   * order, already.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   * @example
   * ```ts
   * const { defaultConnectionId } = await hotdata.databases.getDatabase(databaseId);
   * await hotdata.indexes.createIndex(defaultConnectionId, "main", "articles", {
   *   indexName: "articles_text",
   *   columns: ["body"],
   *   indexType: "bm25",
   * });
   * ```
   */
  createIndex(
    connectionId: string,
    schema: string,
    table: string,
    request: CreateIndexRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<IndexInfoResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - An index to build.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The index, ready for use. With `async: true`, maybe the job that builds it in the
   * background.
   */
  createIndex(
    connectionId: string,
    schema: string,
    table: string,
    request: CreateIndexRequest,
    options?: CallOptions,
  ): Promise<IndexInfoResponse | SubmitJobResponse>;
  createIndex(
    connectionId: string,
    schema: string,
    table: string,
    request: CreateIndexRequest,
    options: CallOptions = {},
  ): Promise<IndexInfoResponse | SubmitJobResponse> {
    return this.#client.call(
      CREATE_INDEX,
      { path: [connectionId, schema, table], body: request },
      options,
    );
  }

  /**
   * Build an index on a table. The same as {@link IndexesApi.createIndex}.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - An index to build.
   * @param options - As of {@link IndexesApi.createIndex}.
   * @returns The index, ready for use. With `async: true`, maybe the job that builds it in the
   * background.
   * @throws {@link ApiException} as {@link IndexesApi.createIndex} does.
   */
  create(
    connectionId: string,
    schema: string,
    table: string,
    request: CreateIndexRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<IndexInfoResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param request - An index to build.
   * @param options - As of {@link IndexesApi.createIndex}.
   * @returns The index, ready for use. With `async: true`, maybe the job that builds it in the
   * background.
   */
  create(
    connectionId: string,
    schema: string,
    table: string,
    request: CreateIndexRequest,
    options?: CallOptions,
  ): Promise<IndexInfoResponse | SubmitJobResponse>;
  create(
    connectionId: string,
    schema: string,
    table: string,
    request: CreateIndexRequest,
    options?: CallOptions,
  ): Promise<IndexInfoResponse | SubmitJobResponse> {
    return this.createIndex(connectionId, schema, table, request, options);
  }

  /**
   * Delete an index of a table.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param indexName - Name of the index.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such connection, table or index.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   */
  deleteIndex(
    connectionId: string,
    schema: string,
    table: string,
    indexName: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(
      DELETE_INDEX,
      { path: [connectionId, schema, table, indexName] },
      options,
    );
  }

  /**
   * Delete an index of a table. The same as {@link IndexesApi.deleteIndex}.
   *
   * @param connectionId - Connection id; a managed database's is its `defaultConnectionId`.
   * @param schema - Schema name, in any case.
   * @param table - Table name, in any case.
   * @param indexName - Name of the index.
   * @param options - As of {@link IndexesApi.deleteIndex}.
   * @throws {@link ApiException} as {@link IndexesApi.deleteIndex} does.
   */
  delete(
    connectionId: string,
    schema: string,
    table: string,
    indexName: string,
    options?: CallOptions,
  ): Promise<undefined> {
    return this.deleteIndex(connectionId, schema, table, indexName, options);
  }

  /**
   * List the indexes of a dataset.
   *
   * @param datasetId - Dataset id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The indexes.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   */
  listDatasetIndexes(datasetId: string, options: CallOptions = {}): Promise<ListIndexesResponse> {
    return this.#client.call(LIST_DATASET_INDEXES, { path: [datasetId] }, options);
  }

  /**
   * List the indexes of a dataset. {@link IndexesApi.listDatasetIndexes} returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param datasetId - Dataset id.
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link IndexesApi.listDatasetIndexes} does, while it is read.
   */
  datasetIndexes(datasetId: string, options: ListingOptions = {}): Listing<IndexInfoResponse> {
    return onePage(
      LIST_DATASET_INDEXES,
      "indexes",
      () => this.listDatasetIndexes(datasetId, options),
      options,
    );
  }

  /**
   * Build an index on a dataset.
   *
   * `bm25` indexes are for searching text, `vector` ones for nearness. With `async` a job builds
   * it. Rows of a dataset keep the order of their source: there are no `sorted` ones.
   *
   * @param datasetId - Dataset id.
   * @param request - An index to build.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The index, ready for use. With `async: true`, maybe the job that builds it in the
   * background.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A column or setting is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset.
   * @throws {@link ApiException} 409 `CONFLICT`: The dataset has an index of this name already.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   */
  createDatasetIndex(
    datasetId: string,
    request: CreateIndexRequest & { readonly async?: false | null | undefined },
    options?: CallOptions,
  ): Promise<IndexInfoResponse>;
  /**
   * With `async: true` the answer may also be that the work goes on in the background.
   *
   * @param datasetId - Dataset id.
   * @param request - An index to build.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The index, ready for use. With `async: true`, maybe the job that builds it in the
   * background.
   */
  createDatasetIndex(
    datasetId: string,
    request: CreateIndexRequest,
    options?: CallOptions,
  ): Promise<IndexInfoResponse | SubmitJobResponse>;
  createDatasetIndex(
    datasetId: string,
    request: CreateIndexRequest,
    options: CallOptions = {},
  ): Promise<IndexInfoResponse | SubmitJobResponse> {
    return this.#client.call(CREATE_DATASET_INDEX, { path: [datasetId], body: request }, options);
  }

  /**
   * Delete an index of a dataset.
   *
   * @param datasetId - Dataset id.
   * @param indexName - Name of the index.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset or index.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 500 `INTERNAL_SERVER_ERROR`: The server failed; nothing was
   * changed.
   */
  deleteDatasetIndex(
    datasetId: string,
    indexName: string,
    options: CallOptions = {},
  ): Promise<undefined> {
    return this.#client.call(DELETE_DATASET_INDEX, { path: [datasetId, indexName] }, options);
  }
}
