import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { QueryRunProfile } from "../models/query-run-profile.ts";
import { ListQueryRunsResponse, QUERY_RUN_STATUSES, QueryRunInfo } from "../models/query-run.ts";
import type { Operation } from "../operation.ts";
import { integerParameterWithDefault, listParameter, textParameter } from "../query-parameter.ts";
import { databaseScope } from "./database-scope.ts";

export const listQueryRuns = {
  id: "list_query_runs",
  api: "QueryRunsApi",
  method: "GET",
  path: "/v1/query-runs",
  summary: "List query runs by page, newest first",
  description: "A run may stay in the history after its result has gone.",
  auth: "workspace",
  narrowestKey: "database",
  headers: databaseScope,
  query: z.object({
    limit: integerParameterWithDefault({
      minimum: 0,
      clampAbove: 1000,
      fallback: 100,
      description: "Page size; values above 1000 count as 1000.",
    }),
    cursor: textParameter("The `next_cursor` of the page before."),
    status: listParameter(QUERY_RUN_STATUSES, "Keep runs in these states, separated by commas."),
    saved_query_id: textParameter("Keep runs of one saved query."),
    sandbox_id: textParameter("Keep runs of one sandbox, which may be deleted by now."),
  }),
  responses: {
    200: { description: "One page of query runs.", model: ListQueryRunsResponse },
    400: nestedError("A parameter or the database id is malformed."),
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;

export const cancelQueryRun = {
  id: "cancel_query_run",
  api: "QueryRunsApi",
  method: "POST",
  path: "/v1/query-runs/{id}/cancel",
  summary:
    "Stop a query that is running: its run ends as `cancelled`, who waits for it gets `QUERY_CANCELLED`",
  auth: "workspace",
  effect: "read",
  narrowestKey: "database",
  params: z.object({ id: z.string().describe("Query run id.") }),
  headers: databaseScope,
  responses: {
    204: { description: "The query stops." },
    400: nestedError("The database id is malformed."),
    ...keyErrors,
    404: nestedError("There is no such database or query run."),
    409: nestedError("The run has ended already; the message says how."),
  },
} as const satisfies Operation;

export const getQueryRun = {
  id: "get_query_run",
  api: "QueryRunsApi",
  method: "GET",
  path: "/v1/query-runs/{id}",
  summary: "Show one query run",
  description:
    "A run that has succeeded names its result in `result_id`; of one that failed, `error_message` says why.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ id: z.string().describe("Query run id.") }),
  headers: databaseScope,
  responses: {
    200: { description: "The query run.", model: QueryRunInfo },
    400: nestedError("The database id is malformed."),
    ...keyErrors,
    404: nestedError("There is no such database or query run."),
  },
} as const satisfies Operation;

export const getQueryRunProfile = {
  id: "get_query_run_profile",
  api: "QueryRunsApi",
  method: "GET",
  path: "/v1/query-runs/{id}/profile",
  summary: "Show where a query spent its time: its operators with rows and milliseconds",
  description:
    "There is one for queries that were sent with `profile: true` and succeeded; it goes with its run.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ id: z.string().describe("Query run id.") }),
  headers: databaseScope,
  responses: {
    200: { description: "The profile.", model: QueryRunProfile },
    400: nestedError("The database id is malformed."),
    ...keyErrors,
    404: nestedError(
      "There is no such database or query run, or the run has no profile; the message says why.",
    ),
  },
} as const satisfies Operation;
