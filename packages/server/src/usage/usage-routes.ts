import { operations, type WorkspaceUsageResponse } from "@hotdata/contract";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { StorageUsage } from "../limits/storage-usage.ts";
import { parseSince } from "./parse-since.ts";
import type { QueryUsageStore } from "./query-usage-store.ts";

export interface UsageRouteParts {
  readonly queryUsage: QueryUsageStore;
  readonly usage: StorageUsage;
}

export function usageRoutes({ queryUsage, usage }: UsageRouteParts): Route[] {
  return [
    route(operations.get_usage, async ({ query, context: { workspaceId } }) => {
      const since = parseSince(query.since, new Date());
      const { queryCount, bytesScanned } = await queryUsage.sum(workspaceId, since);
      const held = await usage.measure(workspaceId);
      return json(200, {
        since: since.toISOString(),
        query_count: queryCount,
        bytes_scanned: bytesScanned,
        storage_bytes: Object.values(held).reduce((sum, bytes) => sum + bytes, 0),
        storage_captured_at: new Date().toISOString(),
      } satisfies WorkspaceUsageResponse);
    }),
  ];
}
