import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { ListDatabaseSnapshotsResponse } from "../models/snapshot.ts";
import type { Operation } from "../operation.ts";
import { integerParameterWithDefault, textParameter } from "../query-parameter.ts";
import { databaseId } from "./path-params.ts";

export const listDatabaseSnapshots = {
  id: "list_database_snapshots",
  api: "DatabasesApi",
  method: "GET",
  path: "/v1/databases/{database_id}/snapshots",
  summary: "List the snapshots of a database that can still be read, newest first",
  description:
    "Each change of a table makes one. Statements read an older one with `AT (VERSION => n)` or `AT (TIMESTAMP => t)`.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ database_id: databaseId }),
  query: z.object({
    limit: integerParameterWithDefault({
      minimum: 1,
      clampAbove: 1000,
      fallback: 100,
      description: "Page size; values above 1000 count as 1000.",
    }),
    cursor: textParameter("The `next_cursor` of the page before."),
  }),
  responses: {
    200: { description: "One page of snapshots.", model: ListDatabaseSnapshotsResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
    404: nestedError("There is no such database."),
  },
} as const satisfies Operation;
