import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { SubmitJobResponse } from "../models/job.ts";
import {
  CreateIndexRequest,
  IndexInfoResponse,
  ListIndexesResponse,
} from "../models/table-index.ts";
import type { Operation } from "../operation.ts";

const params = z.object({ dataset_id: z.string().describe("Dataset id.") });
const unknownDataset = nestedError("There is no such dataset.");

const commonErrors = {
  ...keyErrors,
  500: nestedError("The server failed; nothing was changed."),
} as const;

export const listDatasetIndexes = {
  id: "list_dataset_indexes",
  api: "IndexesApi",
  method: "GET",
  path: "/v1/datasets/{dataset_id}/indexes",
  summary: "List the indexes of a dataset",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The indexes.", model: ListIndexesResponse },
    404: unknownDataset,
    ...commonErrors,
  },
} as const satisfies Operation;

export const createDatasetIndex = {
  id: "create_dataset_index",
  api: "IndexesApi",
  method: "POST",
  path: "/v1/datasets/{dataset_id}/indexes",
  summary: "Build an index on a dataset",
  description:
    "`bm25` indexes are for searching text, `vector` ones for nearness. With `async` a job builds it. Rows of a dataset keep the order of their source: there are no `sorted` ones.",
  auth: "workspace",
  params,
  body: { contentType: "application/json", required: true, model: CreateIndexRequest },
  responses: {
    201: { description: "The index, ready for use.", model: IndexInfoResponse },
    202: { description: "The job that builds it in the background.", model: SubmitJobResponse },
    400: nestedError("A column or setting is not accepted."),
    404: unknownDataset,
    409: nestedError("The dataset has an index of this name already."),
    ...commonErrors,
  },
} as const satisfies Operation;

export const deleteDatasetIndex = {
  id: "delete_dataset_index",
  api: "IndexesApi",
  method: "DELETE",
  path: "/v1/datasets/{dataset_id}/indexes/{index_name}",
  summary: "Delete an index of a dataset",
  auth: "workspace",
  params: params.extend({ index_name: z.string().describe("Name of the index.") }),
  responses: {
    204: { description: "Deleted." },
    404: nestedError("There is no such dataset or index."),
    ...commonErrors,
  },
} as const satisfies Operation;
