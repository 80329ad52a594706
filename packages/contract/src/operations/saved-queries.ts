import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { QueryResponse } from "../models/query.ts";
import {
  CreateSavedQueryRequest,
  ExecuteSavedQueryRequest,
  ListSavedQueriesResponse,
  ListSavedQueryVersionsResponse,
  SavedQueryDetail,
  UpdateSavedQueryRequest,
} from "../models/saved-query.ts";
import type { Operation } from "../operation.ts";
import { offsetPage } from "./offset-page.ts";
import { databaseAndSandboxScope } from "./sandbox-scope.ts";

const params = z.object({ id: z.string().describe("Saved query id.") });

const page = z.object({
  ...offsetPage({ limit: 100, skipped: "Entries to skip." }),
});

const unknown = nestedError("There is no such saved query.");

export const listSavedQueries = {
  id: "list_saved_queries",
  api: "SavedQueriesApi",
  method: "GET",
  path: "/v1/queries",
  summary: "List saved queries by page, ordered by name",
  auth: "workspace",
  query: page,
  responses: {
    200: { description: "One page of saved queries.", model: ListSavedQueriesResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const createSavedQuery = {
  id: "create_saved_query",
  api: "SavedQueriesApi",
  method: "POST",
  path: "/v1/queries",
  summary: "Save a query as version 1 and classify it",
  description: "What kind of statement it is, is found out from its SQL.",
  auth: "workspace",
  body: { contentType: "application/json", required: true, model: CreateSavedQueryRequest },
  responses: {
    201: { description: "The saved query.", model: SavedQueryDetail },
    400: nestedError("A field is not accepted."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const getSavedQuery = {
  id: "get_saved_query",
  api: "SavedQueriesApi",
  method: "GET",
  path: "/v1/queries/{id}",
  summary: "Show one saved query",
  auth: "workspace",
  params,
  responses: {
    200: { description: "The saved query.", model: SavedQueryDetail },
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;

export const updateSavedQuery = {
  id: "update_saved_query",
  api: "SavedQueriesApi",
  method: "PUT",
  path: "/v1/queries/{id}",
  summary: "Change a saved query; another statement makes a new version",
  auth: "workspace",
  params,
  body: { contentType: "application/json", required: true, model: UpdateSavedQueryRequest },
  responses: {
    200: { description: "The saved query as it is now.", model: SavedQueryDetail },
    400: nestedError("A field is not accepted, or none is given."),
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;

export const deleteSavedQuery = {
  id: "delete_saved_query",
  api: "SavedQueriesApi",
  method: "DELETE",
  path: "/v1/queries/{id}",
  summary: "Delete a saved query with all its versions; runs and results of it stay",
  auth: "workspace",
  params,
  responses: {
    204: { description: "Deleted." },
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;

export const executeSavedQuery = {
  id: "execute_saved_query",
  api: "SavedQueriesApi",
  method: "POST",
  path: "/v1/queries/{id}/execute",
  summary: "Run a saved query, the newest version unless another is named",
  description:
    "It is run as any other statement, in the database of `X-Database-Id`; the run remembers the saved query and its version.",
  auth: "workspace",
  effect: "read",
  params,
  headers: databaseAndSandboxScope,
  body: { contentType: "application/json", required: false, model: ExecuteSavedQueryRequest },
  responses: {
    200: {
      description: "The rows, or the first of them when there are many.",
      model: QueryResponse,
    },
    400: nestedError("The SQL or a field is not accepted; the message has the engine's words."),
    ...keyErrors,
    404: nestedError("There is no such saved query, version or database."),
    429: nestedError("Too much is running (`OVERLOADED`); repeat after `Retry-After` seconds."),
    503: nestedError(
      "The result could not be stored (`PERSISTENCE_UNAVAILABLE`) or the engine was lost (`ENGINE_LOST`); repeat after `Retry-After` seconds.",
    ),
  },
} as const satisfies Operation;

export const listSavedQueryVersions = {
  id: "list_saved_query_versions",
  api: "SavedQueriesApi",
  method: "GET",
  path: "/v1/queries/{id}/versions",
  summary: "List the versions of a saved query by page, newest first",
  auth: "workspace",
  params,
  query: page,
  responses: {
    200: { description: "One page of versions.", model: ListSavedQueryVersionsResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
    404: unknown,
  },
} as const satisfies Operation;
