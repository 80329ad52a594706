import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { GetResultResponse, ListResultsResponse } from "../models/result.ts";
import type { Operation } from "../operation.ts";
import { offsetPage } from "./offset-page.ts";
import { integerParameter, integerParameterWithDefault } from "../query-parameter.ts";
import { RESULT_CONTENT_TYPES } from "../result-format.ts";
import { databaseAndSandboxScope } from "./sandbox-scope.ts";
import { resultFormatParameter } from "./result-format-parameter.ts";

export const listResults = {
  id: "list_results",
  api: "ResultsApi",
  method: "GET",
  path: "/v1/results",
  summary: "List stored results by page, newest first",
  description: "Results whose retention has ended are gone.",
  auth: "workspace",
  narrowestKey: "database",
  headers: databaseAndSandboxScope,
  query: z.object({
    ...offsetPage({ limit: 100, skipped: "Results to skip." }),
  }),
  responses: {
    200: { description: "One page of results.", model: ListResultsResponse },
    400: nestedError("A parameter or the database id is malformed."),
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;

export const getResult = {
  id: "get_result",
  api: "ResultsApi",
  method: "GET",
  path: "/v1/results/{id}",
  summary: "Fetch a stored result in one of five formats",
  description:
    "A result is ready once its query has ended, and goes when its retention ends, with its database, or with its workspace.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ id: z.string().describe("Result id.") }),
  headers: databaseAndSandboxScope.extend({
    accept: z.string().optional().describe("Content types the caller takes, the first one wins."),
  }),
  query: z.object({
    offset: integerParameterWithDefault({ minimum: 0, fallback: 0, description: "Rows to skip." }),
    limit: integerParameter({
      minimum: 0,
      description: "Most rows to return; all of them when left out. 0 tells state and columns.",
    }),
    format: resultFormatParameter,
  }),
  responses: {
    200: {
      description:
        'The result with its rows. `X-Total-Row-Count` holds its number of rows; `Link` with `rel="next"` leads to the next page, if any.',
      model: GetResultResponse,
      contentTypes: [
        RESULT_CONTENT_TYPES.arrow,
        RESULT_CONTENT_TYPES.csv,
        RESULT_CONTENT_TYPES.md,
        RESULT_CONTENT_TYPES.parquet,
      ],
    },
    202: {
      description:
        "The result without rows: it is not ready; ask again after `Retry-After` seconds.",
      model: GetResultResponse,
    },
    400: nestedError("Offset, limit, format or the database id is not accepted."),
    ...keyErrors,
    404: nestedError("There is no such database or result."),
    409: { description: "The query failed; `error_message` says why.", model: GetResultResponse },
  },
} as const satisfies Operation;
