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
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** Entries to skip. */
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
  /** Same as `X-Session-Id`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Options of {@link SavedQueriesApi.listSavedQueryVersions}. */
export interface ListSavedQueryVersionsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** Entries to skip. */
  readonly offset?: number | undefined;
}

/** Queries with a name and versions. */
export class SavedQueriesApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List saved queries by page, ordered by name. */
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
   */
  list(options: ListingOptions<ListSavedQueriesOptions> = {}): Listing<SavedQuerySummary> {
    return offsetPages(
      LIST_SAVED_QUERIES,
      "queries",
      (page) => this.listSavedQueries({ ...options, ...page }),
      options,
    );
  }

  /** Save a query as version 1 and classify it. */
  createSavedQuery(
    request: CreateSavedQueryRequest,
    options: CallOptions = {},
  ): Promise<SavedQueryDetail> {
    return this.#client.call(CREATE_SAVED_QUERY, { body: request }, options);
  }

  /**
   * Save a query as version 1 and classify it. The same as {@link
   * SavedQueriesApi.createSavedQuery}.
   */
  create(request: CreateSavedQueryRequest, options?: CallOptions): Promise<SavedQueryDetail> {
    return this.createSavedQuery(request, options);
  }

  /**
   * Show one saved query.
   *
   * @param id - Saved query id.
   */
  getSavedQuery(id: string, options: CallOptions = {}): Promise<SavedQueryDetail> {
    return this.#client.call(GET_SAVED_QUERY, { path: [id] }, options);
  }

  /**
   * Show one saved query. The same as {@link SavedQueriesApi.getSavedQuery}.
   *
   * @param id - Saved query id.
   */
  get(id: string, options?: CallOptions): Promise<SavedQueryDetail> {
    return this.getSavedQuery(id, options);
  }

  /**
   * Change a saved query; another statement makes a new version.
   *
   * @param id - Saved query id.
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
   */
  deleteSavedQuery(id: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_SAVED_QUERY, { path: [id] }, options);
  }

  /**
   * Delete a saved query with all its versions; runs and results of it stay. The same as {@link
   * SavedQueriesApi.deleteSavedQuery}.
   *
   * @param id - Saved query id.
   */
  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.deleteSavedQuery(id, options);
  }

  /**
   * Run a saved query, the newest version unless another is named.
   *
   * @param id - Saved query id.
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
