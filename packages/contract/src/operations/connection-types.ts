import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { ConnectionTypeDetail, ListConnectionTypesResponse } from "../models/connection-type.ts";
import type { Operation } from "../operation.ts";

export const listConnectionTypes = {
  id: "list_connection_types",
  api: "ConnectionTypesApi",
  method: "GET",
  path: "/v1/connection-types",
  summary: "List the kinds of sources that connections can have",
  auth: "workspace",
  narrowestKey: "database",
  responses: {
    200: { description: "All kinds of sources.", model: ListConnectionTypesResponse },
    ...keyErrors,
  },
} as const satisfies Operation;

export const getConnectionType = {
  id: "get_connection_type",
  api: "ConnectionTypesApi",
  method: "GET",
  path: "/v1/connection-types/{name}",
  summary: "Show what a kind of source has to be told",
  auth: "workspace",
  narrowestKey: "database",
  params: z.object({ name: z.string().describe("Name of the kind, as the listing has it.") }),
  responses: {
    200: { description: "The kind of source.", model: ConnectionTypeDetail },
    ...keyErrors,
    404: nestedError("There is no such kind of source."),
  },
} as const satisfies Operation;
