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
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** Entries to skip. */
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
  /** Same as `X-Session-Id`, which comes first. */
  readonly xSandboxId?: string | undefined;
}

/** Options of {@link DatasetsApi.listDatasetVersions}. */
export interface ListDatasetVersionsOptions extends CallOptions {
  /** Page size; values above 1000 count as 1000. */
  readonly limit?: number | undefined;
  /** Entries to skip. */
  readonly offset?: number | undefined;
}

/** Tables of files and queries that belong to no database, with versions. */
export class DatasetsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List datasets by page, ordered by label. */
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
   * refreshed or deleted. Queries without `X-Database-Id` see it. Made in a sandbox, it goes with
   * it.
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
   */
  getDataset(id: string, options: CallOptions = {}): Promise<GetDatasetResponse> {
    return this.#client.call(GET_DATASET, { path: [id] }, options);
  }

  /**
   * Show one dataset with its columns. The same as {@link DatasetsApi.getDataset}.
   *
   * @param id - Dataset id.
   */
  get(id: string, options?: CallOptions): Promise<GetDatasetResponse> {
    return this.getDataset(id, options);
  }

  /**
   * Rename a dataset, or pin the version that SQL reads.
   *
   * @param id - Dataset id.
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
   */
  deleteDataset(id: string, options: CallOptions = {}): Promise<undefined> {
    return this.#client.call(DELETE_DATASET, { path: [id] }, options);
  }

  /**
   * Delete a dataset with all its versions; its name is free at once. The same as {@link
   * DatasetsApi.deleteDataset}.
   *
   * @param id - Dataset id.
   */
  delete(id: string, options?: CallOptions): Promise<undefined> {
    return this.deleteDataset(id, options);
  }

  /**
   * List the versions of a dataset by page, newest first.
   *
   * @param id - Dataset id.
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
