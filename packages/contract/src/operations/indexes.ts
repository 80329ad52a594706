import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { SubmitJobResponse } from "../models/job.ts";
import {
  CreateIndexRequest,
  INDEX_TYPES,
  IndexInfoResponse,
  ListIndexesPageResponse,
  ListIndexesResponse,
} from "../models/table-index.ts";
import type { Operation } from "../operation.ts";
import { integerParameterWithDefault, listParameter, textParameter } from "../query-parameter.ts";
import { databaseScope } from "./database-scope.ts";
import { connectionId, existingSchema, existingTable } from "./path-params.ts";

const tableParams = z.object({
  connection_id: connectionId,
  schema: existingSchema,
  table: existingTable,
});
const indexName = z.string().describe("Name of the index.");

const commonErrors = {
  ...keyErrors,
  500: nestedError("The server failed; nothing was changed."),
} as const;
const unknownTable = nestedError("There is no such connection or table.");
const unknownIndex = nestedError("There is no such connection, table or index.");

const body = {
  contentType: "application/json",
  required: true,
  model: CreateIndexRequest,
} as const;

export const listIndexes = {
  id: "list_indexes",
  api: "IndexesApi",
  method: "GET",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/indexes",
  summary: "List the indexes of a table",
  auth: "workspace",
  narrowestKey: "database",
  params: tableParams,
  responses: {
    200: { description: "The indexes.", model: ListIndexesResponse },
    404: unknownTable,
    ...commonErrors,
  },
} as const satisfies Operation;

export const createIndex = {
  id: "create_index",
  api: "IndexesApi",
  method: "POST",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/indexes",
  summary: "Build an index on a table",
  description:
    "`bm25` indexes are for searching text, `vector` ones for nearness, `sorted` ones for ranges. With `async` a job builds it.",
  auth: "workspace",
  narrowestKey: "database",
  params: tableParams,
  body,
  responses: {
    201: { description: "The index, ready for use.", model: IndexInfoResponse },
    202: { description: "The job that builds it in the background.", model: SubmitJobResponse },
    400: nestedError("A column or setting is not accepted."),
    404: unknownTable,
    409: nestedError("The table has an index of this name, or another order, already."),
    ...commonErrors,
  },
} as const satisfies Operation;

export const deleteIndex = {
  id: "delete_index",
  api: "IndexesApi",
  method: "DELETE",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/indexes/{index_name}",
  summary: "Delete an index of a table",
  auth: "workspace",
  narrowestKey: "database",
  params: tableParams.extend({ index_name: indexName }),
  responses: {
    204: { description: "Deleted." },
    404: unknownIndex,
    ...commonErrors,
  },
} as const satisfies Operation;

export const listIndexesCollection = {
  id: "list_indexes_collection",
  api: "IndexesApi",
  method: "GET",
  path: "/v1/indexes",
  summary: "List the indexes of all tables by page",
  auth: "workspace",
  narrowestKey: "database",
  headers: databaseScope,
  query: z.object({
    connection_id: textParameter("Keep indexes of one connection."),
    schema: textParameter("Keep indexes of tables in this schema."),
    table: textParameter("Keep indexes of tables of this name."),
    index_type: listParameter(INDEX_TYPES, "Keep indexes of this kind; several with commas."),
    limit: integerParameterWithDefault({
      minimum: 0,
      clampAbove: 1000,
      fallback: 100,
      description: "Page size; values above 1000 count as 1000.",
    }),
    cursor: textParameter("The `next_cursor` of the page before."),
  }),
  responses: {
    200: { description: "One page of indexes.", model: ListIndexesPageResponse },
    400: nestedError("The header or a parameter is malformed."),
    404: nestedError("There is no such database or connection."),
    ...commonErrors,
  },
} as const satisfies Operation;
