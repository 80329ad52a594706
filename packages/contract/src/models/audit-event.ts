import { z } from "zod";
import { int64, timestamp } from "./timestamp.ts";

/** Who did something: a caller with a key, the server by itself, or a command on its machine. */
export const AUDIT_ACTORS = ["key", "server", "command"] as const;
export type AuditActor = (typeof AUDIT_ACTORS)[number];

/** `refused`: the key may not do this (403), and nothing was done. */
export const AUDIT_OUTCOMES = ["succeeded", "refused"] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

export const AuditEvent = z
  .object({
    id: int64.describe("Number of the event; later ones are larger."),
    created_at: timestamp.describe("When it happened."),
    actor: z
      .enum(AUDIT_ACTORS)
      .describe("`key`: a call; `server`: background work; `command`: a command of the operator."),
    key_id: z.string().nullable().describe("Id of the key that called; null without one."),
    workspace_id: z
      .string()
      .nullable()
      .describe("Workspace that it concerns; null when it concerns the whole server."),
    operation: z.string().describe("Operation id, e.g. `delete_database`."),
    target: z
      .record(z.string(), z.string())
      .describe("What was named: the path's parameters, or the id or name of what was made."),
    outcome: z.enum(AUDIT_OUTCOMES).describe("Whether it was done or refused for want of rights."),
    request_id: z.string().nullable().describe("Request id of the call; null without one."),
  })
  .meta({ id: "AuditEvent", description: "Something that was done, or refused; never a value." });
export type AuditEvent = z.infer<typeof AuditEvent>;

export const ListAuditEventsResponse = z
  .object({
    audit_events: z.array(AuditEvent).describe("Newest first."),
    count: z.int().describe("Number of events on this page."),
    limit: z.int().describe("Page size that held."),
    has_more: z.boolean().describe("True when there are older ones."),
    next_cursor: z.string().nullish().describe("Cursor of the further page, if there is one."),
  })
  .meta({ id: "ListAuditEventsResponse", description: "One page of the audit log." });
export type ListAuditEventsResponse = z.infer<typeof ListAuditEventsResponse>;
