// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { offsetPages } from "../listing/pages.ts";
import {
  createDatasetRequest,
  createDatasetResponse,
  getDatasetResponse,
  listDatasetVersionsResponse,
  listDatasetsResponse,
  updateDatasetRequest,
  updateDatasetResponse,
} from "./descriptors.ts";
import type {
  CreateDatasetRequest,
  CreateDatasetResponse,
  DatasetSummary,
  DatasetVersionSummary,
  GetDatasetResponse,
  ListDatasetVersionsResponse,
  ListDatasetsResponse,
  UpdateDatasetRequest,
  UpdateDatasetResponse,
} from "./models.ts";

const LIST_DATASETS: Operation<ListDatasetsResponse> = {
  id: "list_datasets",
  method: "GET",
  path: "/v1/datasets",
  auth: "workspace",
  responses: { 200: listDatasetsResponse },
};

const CREATE_DATASET: Operation<CreateDatasetResponse> = {
  id: "create_dataset",
  method: "POST",
  path: "/v1/datasets",
  auth: "workspace",
  body: createDatasetRequest,
  responses: { 201: createDatasetResponse },
};

const GET_DATASET: Operation<GetDatasetResponse> = {
  id: "get_dataset",
  method: "GET",
  path: "/v1/datasets/{id}",
  auth: "workspace",
  responses: { 200: getDatasetResponse },
};

const UPDATE_DATASET: Operation<UpdateDatasetResponse> = {
  id: "update_dataset",
  method: "PUT",
  path: "/v1/datasets/{id}",
  auth: "workspace",
  body: updateDatasetRequest,
  responses: { 200: updateDatasetResponse },
};

const DELETE_DATASET: Operation<undefined> = {
  id: "delete_dataset",
  method: "DELETE",
  path: "/v1/datasets/{id}",
  auth: "workspace",
  responses: { 204: "empty" },
};

const LIST_DATASET_VERSIONS: Operation<ListDatasetVersionsResponse> = {
  id: "list_dataset_versions",
  method: "GET",
  path: "/v1/datasets/{id}/versions",
  auth: "workspace",
  responses: { 200: listDatasetVersionsResponse },
};

/** Options of {@link DatasetsApi.listDatasets}. */
export interface ListDatasetsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** Entries to skip. Default: `0`. */
  readonly offset?: number | undefined;
}

/** Options of {@link DatasetsApi.createDataset}. */
export interface CreateDatasetOptions extends CallOptions {
  /**
   * Database that the statement of a query source reads, now and at each refresh; the whole
   * workspace when left out. Other sources disregard it.
   */
  readonly xDatabaseId?: string | undefined;
  /**
   * Sandbox to work in. It does not restrict what can be read; one that is not of the workspace is
   * ignored.
   */
  readonly xSessionId?: string | undefined;
  /** Same as `xSessionId`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Options of {@link DatasetsApi.listDatasetVersions}. */
export interface ListDatasetVersionsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. Default: `100`. */
  readonly limit?: number | undefined;
  /** Entries to skip. Default: `0`. */
  readonly offset?: number | undefined;
}

/** Tables of files and queries that belong to no database, with versions. */
export class DatasetsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List datasets by page, ordered by label.
   *
   * @param options - `limit`, `offset`; `signal` and `timeoutMs` as with every call.
   * @returns One page of datasets.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listDatasets(options: ListDatasetsOptions = {}): Promise<ListDatasetsResponse> {
    return this.#client.call(
      LIST_DATASETS,
      { query: { limit: options.limit, offset: options.offset } },
      options,
    );
  }

  /**
   * List datasets, ordered by label. {@link DatasetsApi.listDatasets} returns single answers.
   *
   * Fetches page after page as the loop asks for items. Pages are counted from the start: when
   * items are added or removed meanwhile, some may be missed or come twice.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link DatasetsApi.listDatasets} does, while it is read.
   */
  list(options: ListingOptions<ListDatasetsOptions> = {}): Listing<DatasetSummary> {
    return offsetPages(
      LIST_DATASETS,
      "datasets",
      (page) => this.listDatasets({ ...options, ...page }),
      options,
    );
  }

  /**
   * Make a table of an upload, a web address, rows in the request, or a query.
   *
   * The rows are copied: the table `datasets.<schema>.<table>` has them until the dataset is
   * refreshed or deleted. Queries without `xDatabaseId` see it. Made in a sandbox, it goes with it.
   *
   * @param request - A dataset to make, and where its rows are.
   * @param options - `xDatabaseId`, `xSessionId`, `xSandboxId`; `signal` and `timeoutMs` as with
   * every call.
   * @returns The dataset; its table can be queried.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A field, a name, the SQL or the file is not
   * accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such upload, saved query or database.
   * @throws {@link ApiException} 409 `CONFLICT`: The name is taken, or the upload is in use.
   * @throws {@link ApiException} 429 `OVERLOADED`: Too much is running; repeat after `Retry-After`
   * seconds.
   * @throws {@link ApiException} 503 `ENGINE_LOST`: The engine was lost; nothing was made, repeat
   * the call.
   * @example
   * ```ts
   * const dataset = await hotdata.datasets.createDataset({
   *   label: "Countries",
   *   source: { type: "url", url: "https://example.com/countries.csv" },
   * });
   * await hotdata.query.query({ sql: `SELECT * FROM datasets.main.${dataset.tableName}` });
   * ```
   */
  createDataset(
    request: CreateDatasetRequest,
    options: CreateDatasetOptions = {},
  ): Promise<CreateDatasetResponse> {
    return this.#client.call(
      CREATE_DATASET,
      {
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
   * Make a table of an upload, a web address, rows in the request, or a query. The same as {@link
   * DatasetsApi.createDataset}.
   *
   * @param request - A dataset to make, and where its rows are.
   * @param options - As of {@link DatasetsApi.createDataset}.
   * @returns The dataset; its table can be queried.
   * @throws {@link ApiException} as {@link DatasetsApi.createDataset} does.
   */
  create(
    request: CreateDatasetRequest,
    options?: CreateDatasetOptions,
  ): Promise<CreateDatasetResponse> {
    return this.createDataset(request, options);
  }

  /**
   * Show one dataset with its columns.
   *
   * @param id - Dataset id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The dataset.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  getDataset(id: string, options: CallOptions = {}): Promise<GetDatasetResponse> {
    return this.#client.call(GET_DATASET, { path: [id] }, options);
  }

  /**
   * Show one dataset with its columns. The same as {@link DatasetsApi.getDataset}.
   *
   * @param id - Dataset id.
   * @param options - As of {@link DatasetsApi.getDataset}.
   * @returns The dataset.
   * @throws {@link ApiException} as {@link DatasetsApi.getDataset} does.
   */
  get(id: string, options?: CallOptions): Promise<GetDatasetResponse> {
    return this.getDataset(id, options);
  }

  /**
   * Rename a dataset, or pin the version that SQL reads.
   *
   * @param id - Dataset id.
   * @param request - Changes of a dataset; what is left out stays.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The dataset as it is now.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A name is not accepted, or there is no such
   * version.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset.
   * @throws {@link ApiException} 409 `CONFLICT`: The name is taken.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  updateDataset(
    id: string,
    request: UpdateDatasetRequest,
    options: CallOptions = {},
  ): Promise<UpdateDatasetResponse> {
    return this.#client.call(UPDATE_DATASET, { path: [id], body: request }, options);
  }

  /**
   * Rename a dataset, or pin the version that SQL reads. The same as {@link
   * DatasetsApi.updateDataset}.
   *
   * @param id - Dataset id.
   * @param request - Changes of a dataset; what is left out stays.
   * @param options - As of {@link DatasetsApi.updateDataset}.
   * @returns The dataset as it is now.
   * @throws {@link ApiException} as {@link DatasetsApi.updateDataset} does.
   */
  update(
    id: string,
    request: UpdateDatasetRequest,
    options?: CallOptions,
  ): Promise<UpdateDatasetResponse> {
    return this.updateDataset(id, request, options);
  }

  /**
   * Delete a dataset with all its versions; its name is free at once.
   *
   * @param id - Dataset id.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  deleteDataset(id: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_DATASET, { path: [id] }, options);
  }

  /**
   * Delete a dataset with all its versions; its name is free at once. The same as {@link
   * DatasetsApi.deleteDataset}.
   *
   * @param id - Dataset id.
   * @param options - As of {@link DatasetsApi.deleteDataset}.
   * @throws {@link ApiException} as {@link DatasetsApi.deleteDataset} does.
   */
  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.deleteDataset(id, options);
  }

  /**
   * List the versions of a dataset by page, newest first.
   *
   * @param id - Dataset id.
   * @param options - `limit`, `offset`; `signal` and `timeoutMs` as with every call.
   * @returns One page of versions.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A parameter is malformed.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such dataset.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listDatasetVersions(
    id: string,
    options: ListDatasetVersionsOptions = {},
  ): Promise<ListDatasetVersionsResponse> {
    return this.#client.call(
      LIST_DATASET_VERSIONS,
      { path: [id], query: { limit: options.limit, offset: options.offset } },
      options,
    );
  }

  /**
   * List the versions of a dataset, newest first. {@link DatasetsApi.listDatasetVersions} returns
   * single answers.
   *
   * Fetches page after page as the loop asks for items. Pages are counted from the start: when
   * items are added or removed meanwhile, some may be missed or come twice.
   *
   * @param id - Dataset id.
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link DatasetsApi.listDatasetVersions} does, while it is read.
   * @example
   * ```ts
   * const versions = await hotdata.datasets.versions(datasetId).toArray();
   * console.log(versions.map(({ version }) => version));
   * ```
   */
  versions(
    id: string,
    options: ListingOptions<ListDatasetVersionsOptions> = {},
  ): Listing<DatasetVersionSummary> {
    return offsetPages(
      LIST_DATASET_VERSIONS,
      "versions",
      (page) => this.listDatasetVersions(id, { ...options, ...page }),
      options,
    );
  }
}
