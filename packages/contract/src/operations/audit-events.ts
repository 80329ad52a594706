import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import { ListAuditEventsResponse } from "../models/audit-event.ts";
import type { Operation } from "../operation.ts";
import { integerParameterWithDefault, textParameter } from "../query-parameter.ts";

export const listAuditEvents = {
  id: "list_audit_events",
  api: "AuditApi",
  method: "GET",
  path: "/v1/audit-events",
  summary: "List who changed keys and secrets, and who deleted what, newest first",
  description:
    "Holds successful and refused calls that concern API keys, tokens, secrets, embedding providers, new workspaces and every deletion, without bodies and values. Keys of one workspace see its events; keys of the whole server also those that concern no workspace, or one that is deleted. Not for read-only keys.",
  auth: "workspace",
  query: z.object({
    limit: integerParameterWithDefault({
      minimum: 1,
      clampAbove: 1000,
      fallback: 100,
      description: "Page size; values above 1000 count as 1000.",
    }),
    cursor: textParameter("The `next_cursor` of the page before."),
    operation: textParameter("Keep events of one operation id, e.g. `delete_secret`."),
    key_id: textParameter("Keep what was done with one key."),
    since: textParameter("Keep events from this moment on, as RFC 3339 text."),
  }),
  responses: {
    200: { description: "One page of events.", model: ListAuditEventsResponse },
    400: nestedError("A parameter is malformed."),
    ...keyErrors,
  },
} as const satisfies Operation;
