import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { TableProfileResponse } from "../models/table-profile.ts";
import type { Operation } from "../operation.ts";
import { connectionId, existingSchema, existingTable } from "./path-params.ts";

export const getTableProfile = {
  id: "get_table_profile",
  api: "ConnectionsApi",
  method: "GET",
  path: "/v1/connections/{connection_id}/tables/{schema}/{table}/profile",
  summary: "Show what is in a table: per column the range, lengths or distinct values",
  description:
    "Of a connection's table it is made in the background after each refresh that changed the copy. Where there " +
    "is none it is computed when it is asked for, which may take as long as a query may. It is kept until the " +
    "table changes.",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ connection_id: connectionId, schema: existingSchema, table: existingTable }),
  responses: {
    200: { description: "The profile of each column.", model: TableProfileResponse },
    400: nestedError("Computing it takes longer than a query may, or the table cannot be read."),
    ...keyErrors,
    404: nestedError("There is no such connection or table, or it was never loaded."),
    503: nestedError("Computing it takes more memory than a query may (`RESOURCE_EXHAUSTED`)."),
  },
} as const satisfies Operation;
