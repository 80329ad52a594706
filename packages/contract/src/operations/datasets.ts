import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  CreateDatasetRequest,
  CreateDatasetResponse,
  GetDatasetResponse,
  ListDatasetsResponse,
  ListDatasetVersionsResponse,
  UpdateDatasetRequest,
  UpdateDatasetResponse,
} from "../models/dataset.ts";
import type { Operation } from "../operation.ts";
import { offsetPage } from "./offset-page.ts";
import { sandboxHeaders } from "./sandbox-scope.ts";

const params = z.object({ id: z.string().describe("Dataset id.") });
const page = z.object({ ...offsetPage({ limit: 100, skipped: "Entries to skip." }) });
const unknown = nestedError("There is no such dataset.");

export const listDatasets = {
  id: "list_datasets",
  api: "DatasetsApi",
  method: "GET",
  path: "/v1/datasets",
  summary: "List datasets by page, ordered by label",
  auth: "workspace",
  query: page,
  responses: {
    200: { description: "One page of datasets.", model: ListDatasetsResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const createDataset = {
  id: "create_dataset",
  api: "DatasetsApi",
  method: "POST",
  path: "/v1/datasets",
  summary: "Make a table of an upload, a web address, rows in the request, or a query",
  description:
    "The rows are copied: the table `datasets.<schema>.<table>` has them until the dataset is " +
    "refreshed or deleted. Queries without `X-Database-Id` see it. Made in a sandbox, it goes with it.",
  auth: "workspace",
  sandboxTokens: true,
  headers: z.object({
    "x-database-id": z
      .string()
      .optional()
      .describe(
        "Database that the statement of a query source reads, now and at each refresh; the whole " +
          "workspace when left out. Other sources disregard it.",
      ),
    ...sandboxHeaders,
  }),
  body: { contentType: "application/json", required: true, model: CreateDatasetRequest },
  responses: {
    201: { description: "The dataset; its table can be queried.", model: CreateDatasetResponse },
    400: nestedError("A field, a name, the SQL or the file is not accepted."),
    ...keyErrors,
    404: nestedError("There is no such upload, saved query or database."),
    409: nestedError("The name is taken, or the upload is in use."),
    429: nestedError("Too much is running (`OVERLOADED`); repeat after `Retry-After` seconds."),
    503: nestedError("The engine was lost (`ENGINE_LOST`); nothing was made, repeat the call."),
  },
} as const satisfies Operation;

export const getDataset = {
  id: "get_dataset",
  api: "DatasetsApi",
  method: "GET",
  path: "/v1/datasets/{id}",
  summary: "Show one dataset with its columns",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The dataset.", model: GetDatasetResponse },
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;

export const updateDataset = {
  id: "update_dataset",
  api: "DatasetsApi",
  method: "PUT",
  path: "/v1/datasets/{id}",
  summary: "Rename a dataset, or pin the version that SQL reads",
  auth: "workspace",
  params,
  body: { contentType: "application/json", required: true, model: UpdateDatasetRequest },
  responses: {
    200: { description: "The dataset as it is now.", model: UpdateDatasetResponse },
    400: nestedError("A name is not accepted, or there is no such version."),
    ...keyErrors,
    404: unknown,
    409: nestedError("The name is taken."),
  },
} as const satisfies Operation;

export const deleteDataset = {
  id: "delete_dataset",
  api: "DatasetsApi",
  method: "DELETE",
  path: "/v1/datasets/{id}",
  summary: "Delete a dataset with all its versions; its name is free at once",
  auth: "workspace",
  params,
  responses: {
    204: { description: "Deleted." },
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;

export const listDatasetVersions = {
  id: "list_dataset_versions",
  api: "DatasetsApi",
  method: "GET",
  path: "/v1/datasets/{id}/versions",
  summary: "List the versions of a dataset by page, newest first",
  auth: "workspace",
  params,
  query: page,
  responses: {
    200: { description: "One page of versions.", model: ListDatasetVersionsResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;
