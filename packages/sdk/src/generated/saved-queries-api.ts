// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { offsetPages } from "../listing/pages.ts";
import {
  createSavedQueryRequest,
  executeSavedQueryRequest,
  listSavedQueriesResponse,
  listSavedQueryVersionsResponse,
  queryResponse,
  savedQueryDetail,
  updateSavedQueryRequest,
} from "./descriptors.ts";
import type {
  CreateSavedQueryRequest,
  ExecuteSavedQueryRequest,
  ListSavedQueriesResponse,
  ListSavedQueryVersionsResponse,
  QueryResponse,
  SavedQueryDetail,
  SavedQuerySummary,
  SavedQueryVersionInfo,
  UpdateSavedQueryRequest,
} from "./models.ts";

const LIST_SAVED_QUERIES: Operation<ListSavedQueriesResponse> = {
  id: "list_saved_queries",
  method: "GET",
  path: "/v1/queries",
  auth: "workspace",
  responses: { 200: listSavedQueriesResponse },
};

const CREATE_SAVED_QUERY: Operation<SavedQueryDetail> = {
  id: "create_saved_query",
  method: "POST",
  path: "/v1/queries",
  auth: "workspace",
  body: createSavedQueryRequest,
  responses: { 201: savedQueryDetail },
};

const GET_SAVED_QUERY: Operation<SavedQueryDetail> = {
  id: "get_saved_query",
  method: "GET",
  path: "/v1/queries/{id}",
  auth: "workspace",
  responses: { 200: savedQueryDetail },
};

const UPDATE_SAVED_QUERY: Operation<SavedQueryDetail> = {
  id: "update_saved_query",
  method: "PUT",
  path: "/v1/queries/{id}",
  auth: "workspace",
  body: updateSavedQueryRequest,
  responses: { 200: savedQueryDetail },
};

const DELETE_SAVED_QUERY: Operation<undefined> = {
  id: "delete_saved_query",
  method: "DELETE",
  path: "/v1/queries/{id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const EXECUTE_SAVED_QUERY: Operation<QueryResponse> = {
  id: "execute_saved_query",
  method: "POST",
  path: "/v1/queries/{id}/execute",
  auth: "workspace",
  body: executeSavedQueryRequest,
  responses: { 200: queryResponse },
  reads: true,
};

const LIST_SAVED_QUERY_VERSIONS: Operation<ListSavedQueryVersionsResponse> = {
  id: "list_saved_query_versions",
  method: "GET",
  path: "/v1/queries/{id}/versions",
  auth: "workspace",
  responses: { 200: listSavedQueryVersionsResponse },
};

/** Options of {@link SavedQueriesApi.listSavedQueries}. */
export interface ListSavedQueriesOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** Entries to skip. Default: `0`. */
  readonly offset?: number | undefined;
}

/** Options of {@link SavedQueriesApi.executeSavedQuery}. */
export interface ExecuteSavedQueryOptions extends CallOptions {
  /** Database to stay within; the whole workspace when left out. */
  readonly xDatabaseId?: string | undefined;
  /**
   * Sandbox to work in. It does not restrict what can be read; one that is not of the workspace is
   * ignored.
   */
  readonly xSessionId?: string | undefined;
  /** Same as `xSessionId`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Options of {@link SavedQueriesApi.listSavedQueryVersions}. */
export interface ListSavedQueryVersionsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** Entries to skip. Default: `0`. */
  readonly offset?: number | undefined;
}

/** Queries with a name and versions. */
export class SavedQueriesApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List saved queries by page, ordered by name.
   *
   * @param options - `limit`, `offset`; `signal` and `timeoutMs` as with every call.
   * @returns One page of saved queries.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listSavedQueries(options: ListSavedQueriesOptions = {}): Promise<ListSavedQueriesResponse> {
    return this.#client.call(
      LIST_SAVED_QUERIES,
      { query: { limit: options.limit, offset: options.offset } },
      options,
    );
  }

  /**
   * List saved queries, ordered by name. {@link SavedQueriesApi.listSavedQueries} returns single
   * answers.
   *
   * Fetches page after page as the loop asks for items. Pages are counted from the start: when
   * items are added or removed meanwhile, some may be missed or come twice.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link SavedQueriesApi.listSavedQueries} does, while it is
   * read.
   */
  list(options: ListingOptions<ListSavedQueriesOptions> = {}): Listing<SavedQuerySummary> {
    return offsetPages(
      LIST_SAVED_QUERIES,
      "queries",
      (page) => this.listSavedQueries({ ...options, ...page }),
      options,
    );
  }

  /**
   * Save a query as version 1 and classify it.
   *
   * What kind of statement it is, is found out from its SQL.
   *
   * @param request - A query to save as version 1.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The saved query.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A field is not accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const saved = await hotdata.savedQueries.createSavedQuery({
   *   name: "revenue by city",
   *   sql: "SELECT city, sum(amount) AS total FROM orders GROUP BY city",
   * });
   * await hotdata.savedQueries.executeSavedQuery(saved.id, {}, { xDatabaseId: databaseId });
   * ```
   */
  createSavedQuery(
    request: CreateSavedQueryRequest,
    options: CallOptions = {},
  ): Promise<SavedQueryDetail> {
    return this.#client.call(CREATE_SAVED_QUERY, { body: request }, options);
  }

  /**
   * Save a query as version 1 and classify it. The same as {@link
   * SavedQueriesApi.createSavedQuery}.
   *
   * @param request - A query to save as version 1.
   * @param options - As of {@link SavedQueriesApi.createSavedQuery}.
   * @returns The saved query.
   * @throws {@link ApiException} as {@link SavedQueriesApi.createSavedQuery} does.
   */
  create(request: CreateSavedQueryRequest, options?: CallOptions): Promise<SavedQueryDetail> {
    return this.createSavedQuery(request, options);
  }

  /**
   * Show one saved query.
   *
   * @param id - Saved query id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The saved query.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such saved query.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getSavedQuery(id: string, options: CallOptions = {}): Promise<SavedQueryDetail> {
    return this.#client.call(GET_SAVED_QUERY, { path: [id] }, options);
  }

  /**
   * Show one saved query. The same as {@link SavedQueriesApi.getSavedQuery}.
   *
   * @param id - Saved query id.
   * @param options - As of {@link SavedQueriesApi.getSavedQuery}.
   * @returns The saved query.
   * @throws {@link ApiException} as {@link SavedQueriesApi.getSavedQuery} does.
   */
  get(id: string, options?: CallOptions): Promise<SavedQueryDetail> {
    return this.getSavedQuery(id, options);
  }

  /**
   * Change a saved query; another statement makes a new version.
   *
   * @param id - Saved query id.
   * @param request - Changes of a saved query; what is left out stays.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The saved query as it is now.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A field is not accepted, or none is given.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such saved query.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  updateSavedQuery(
    id: string,
    request: UpdateSavedQueryRequest,
    options: CallOptions = {},
  ): Promise<SavedQueryDetail> {
    return this.#client.call(UPDATE_SAVED_QUERY, { path: [id], body: request }, options);
  }

  /**
   * Change a saved query; another statement makes a new version. The same as {@link
   * SavedQueriesApi.updateSavedQuery}.
   *
   * @param id - Saved query id.
   * @param request - Changes of a saved query; what is left out stays.
   * @param options - As of {@link SavedQueriesApi.updateSavedQuery}.
   * @returns The saved query as it is now.
   * @throws {@link ApiException} as {@link SavedQueriesApi.updateSavedQuery} does.
   */
  update(
    id: string,
    request: UpdateSavedQueryRequest,
    options?: CallOptions,
  ): Promise<SavedQueryDetail> {
    return this.updateSavedQuery(id, request, options);
  }

  /**
   * Delete a saved query with all its versions; runs and results of it stay.
   *
   * @param id - Saved query id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such saved query.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteSavedQuery(id: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_SAVED_QUERY, { path: [id] }, options);
  }

  /**
   * Delete a saved query with all its versions; runs and results of it stay. The same as {@link
   * SavedQueriesApi.deleteSavedQuery}.
   *
   * @param id - Saved query id.
   * @param options - As of {@link SavedQueriesApi.deleteSavedQuery}.
   * @throws {@link ApiException} as {@link SavedQueriesApi.deleteSavedQuery} does.
   */
  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.deleteSavedQuery(id, options);
  }

  /**
   * Run a saved query, the newest version unless another is named.
   *
   * It is run as any other statement, in the database of `xDatabaseId`; the run remembers the saved
   * query and its version.
   *
   * @param id - Saved query id.
   * @param request - Which version of a saved query to run.
   * @param options - `xDatabaseId`, `xSessionId`, `xSandboxId`; `signal` and `timeoutMs` as with
   * every call.
   * @returns The rows, or the first of them when there are many.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The SQL or a field is not accepted; the message
   * has the engine's words.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such saved query, version or
   * database.
   * @throws {@link ApiException} 429 `OVERLOADED`: Too much is running; repeat after `Retry-After`
   * seconds.
   * @throws {@link ApiException} 503: The result could not be stored (`PERSISTENCE_UNAVAILABLE`) or
   * the engine was lost (`ENGINE_LOST`); repeat after `Retry-After` seconds.
   */
  executeSavedQuery(
    id: string,
    request?: ExecuteSavedQueryRequest,
    options: ExecuteSavedQueryOptions = {},
  ): Promise<QueryResponse> {
    return this.#client.call(
      EXECUTE_SAVED_QUERY,
      {
        path: [id],
        headers: {
          "X-Database-Id": options.xDatabaseId,
          "X-Session-Id": options.xSessionId,
          "X-Sandbox-Id": options.xSandboxId,
        },
        body: request,
      },
      options,
    );
  }

  /**
   * Run a saved query, the newest version unless another is named. The same as {@link
   * SavedQueriesApi.executeSavedQuery}.
   *
   * @param id - Saved query id.
   * @param request - Which version of a saved query to run.
   * @param options - As of {@link SavedQueriesApi.executeSavedQuery}.
   * @returns The rows, or the first of them when there are many.
   * @throws {@link ApiException} as {@link SavedQueriesApi.executeSavedQuery} does.
   */
  execute(
    id: string,
    request?: ExecuteSavedQueryRequest,
    options?: ExecuteSavedQueryOptions,
  ): Promise<QueryResponse> {
    return this.executeSavedQuery(id, request, options);
  }

  /**
   * List the versions of a saved query by page, newest first.
   *
   * @param id - Saved query id.
   * @param options - `limit`, `offset`; `signal` and `timeoutMs` as with every call.
   * @returns One page of versions.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such saved query.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listSavedQueryVersions(
    id: string,
    options: ListSavedQueryVersionsOptions = {},
  ): Promise<ListSavedQueryVersionsResponse> {
    return this.#client.call(
      LIST_SAVED_QUERY_VERSIONS,
      { path: [id], query: { limit: options.limit, offset: options.offset } },
      options,
    );
  }

  /**
   * List the versions of a saved query, newest first. {@link
   * SavedQueriesApi.listSavedQueryVersions} returns single answers.
   *
   * Fetches page after page as the loop asks for items. Pages are counted from the start: when
   * items are added or removed meanwhile, some may be missed or come twice.
   *
   * @param id - Saved query id.
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link SavedQueriesApi.listSavedQueryVersions} does, while it
   * is read.
   */
  versions(
    id: string,
    options: ListingOptions<ListSavedQueryVersionsOptions> = {},
  ): Listing<SavedQueryVersionInfo> {
    return offsetPages(
      LIST_SAVED_QUERY_VERSIONS,
      "versions",
      (page) => this.listSavedQueryVersions(id, { ...options, ...page }),
      options,
    );
  }
}
