import { operations } from "@hotdata/contract";
import { accessDenied, invalidField } from "../http/api-error.ts";
import { decodeCursor, encodeCursor } from "../http/page-cursor.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { AuditStore } from "./audit-store.ts";

export function auditRoutes(audit: AuditStore): Route[] {
  return [
    route(operations.list_audit_events, async ({ query, context }) => {
      const { principal, workspaceId } = context;
      if (principal.isReadOnly) {
        throw accessDenied(
          "This key is read-only; list_audit_events needs a key without `read_only`.",
        );
      }
      const { limit, cursor, operation, key_id: keyId, since } = query;
      const filter = {
        workspaceId,
        withServer: principal.workspaceId === undefined,
        operation,
        keyId,
        since: since === undefined ? undefined : parseMoment(since),
      };
      const beforeSeq = cursor === undefined ? undefined : decodeCursor(cursor, isSeq)[0];
      // One more than asked for tells whether there is a further page.
      const found = await audit.list(filter, { limit: limit + 1, beforeSeq });
      const events = found.slice(0, limit);
      const last = events.at(-1);
      const hasMore = found.length > limit && last !== undefined;
      return json(200, {
        audit_events: events,
        count: events.length,
        limit,
        has_more: hasMore,
        next_cursor: hasMore ? encodeCursor([last.id]) : null,
      });
    }),
  ];
}

const MOMENT = /^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d))?$/;

function parseMoment(text: string): Date {
  const moment = new Date(text);
  if (MOMENT.test(text) && !Number.isNaN(moment.getTime())) return moment;
  throw invalidField("since", "since must be a moment like 2026-01-31T00:00:00Z");
}

function isSeq(value: unknown): value is [number] {
  return Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0]);
}
