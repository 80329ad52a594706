import { keyErrors, nestedError } from "../documented-error.ts";
import { AsyncQueryResponse, QueryRequest, QueryResponse } from "../models/query.ts";
import type { Operation } from "../operation.ts";
import { databaseAndSandboxScope } from "./sandbox-scope.ts";

export const query = {
  id: "query",
  api: "QueryApi",
  method: "POST",
  path: "/v1/query",
  summary: "Run one SQL statement that reads",
  description:
    "Names are looked up in the database of `X-Database-Id`, without it in the workspace's database `default`. A scoped answer that is too large is cut: `truncated` is true then, and the stored result under `result_id` has all rows. Whoever closes the connection of a query that is not `async` stops it.",
  auth: "workspace",
  effect: "read",
  narrowestKey: "database",
  headers: databaseAndSandboxScope,
  body: {
    contentType: "application/json",
    required: true,
    model: QueryRequest,
    exactNumbers: true,
  },
  responses: {
    200: {
      description: "The rows, or the first of them when there are many.",
      model: QueryResponse,
    },
    202: {
      description: "The query run, which goes on in the background.",
      model: AsyncQueryResponse,
    },
    400: nestedError("The SQL or a field is not accepted; the message has the engine's words."),
    ...keyErrors,
    404: nestedError("There is no such database."),
    429: nestedError("Too much is running (`OVERLOADED`); repeat after `Retry-After` seconds."),
    500: nestedError("The server failed."),
    503: nestedError(
      "The result could not be stored (`PERSISTENCE_UNAVAILABLE`) or the engine was lost (`ENGINE_LOST`); repeat after `Retry-After` seconds.",
    ),
  },
} as const satisfies Operation;
