import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { WorkspaceUsageResponse } from "../models/usage.ts";
import type { Operation } from "../operation.ts";
import { textParameter } from "../query-parameter.ts";

export const getUsage = {
  id: "get_usage",
  api: "UsageApi",
  method: "GET",
  path: "/v1/usage",
  summary: "Sum up the queries since a moment, and measure what the workspace holds",
  description: "Of one workspace; storage is as it is now.",
  auth: "workspace",
  query: z.object({
    since: textParameter(
      "ISO 8601 date or time, in UTC unless it names a zone; the first of the present UTC month when left out.",
    ),
  }),
  responses: {
    200: { description: "Queries of the period, and bytes held.", model: WorkspaceUsageResponse },
    400: nestedError("`since` is not a date or time."),
    ...keyErrors,
  },
} as const satisfies Operation;
