import { z } from "zod";
import { type RegisteredJobHandler, registerJobHandler } from "../../jobs/job-handler.ts";
import { retryPassing } from "../../jobs/retry-passing.ts";
import type { ConnectionService } from "../connection-service.ts";
import type { DataRefresh } from "./data-refresh.ts";

export interface DataRefreshJobParts {
  readonly connections: Pick<ConnectionService, "get">;
  readonly dataRefresh: DataRefresh;
}

const TableRefreshJob = z.object({
  connectionId: z.string(),
  schema: z.string(),
  table: z.string(),
});
export type TableRefreshJob = z.infer<typeof TableRefreshJob>;

const ConnectionRefreshJob = z.object({ connectionId: z.string(), includesUncopied: z.boolean() });
export type ConnectionRefreshJob = z.infer<typeof ConnectionRefreshJob>;

/** A copy repeats what fails in passing by itself; here it is for a source that is down for longer. */
const MAX_ATTEMPTS = 3;

/** Refreshes in the background; one that a stopped server left begins anew. */
export function dataRefreshJobHandlers(parts: DataRefreshJobParts): RegisteredJobHandler[] {
  const { connections, dataRefresh } = parts;
  const retryAfterMs = (error: unknown, attempt: number): number | undefined =>
    attempt < MAX_ATTEMPTS ? retryPassing(error, attempt) : undefined;
  return [
    registerJobHandler({
      type: "data_refresh_table",
      payload: TableRefreshJob,
      isResumable: true,
      retryAfterMs,
      run: async ({ connectionId, ...name }, { workspaceId, signal }) => {
        const connection = await connections.get(workspaceId, connectionId);
        return { result: await dataRefresh.refreshTable(connection, name, signal) };
      },
    }),
    registerJobHandler({
      type: "data_refresh_connection",
      payload: ConnectionRefreshJob,
      isResumable: true,
      retryAfterMs,
      run: async ({ connectionId, includesUncopied }, attempt) => {
        const { workspaceId, signal } = attempt;
        const connection = await connections.get(workspaceId, connectionId);
        const onProgress = attempt.reportProgress.bind(attempt);
        const refresh = { connection, includesUncopied, onProgress };
        const result = await dataRefresh.refreshConnection(refresh, signal);
        const { tables_failed: failed, tables_refreshed: refreshed } = result;
        if (failed === 0) return { result };
        const warning = `${failed} of ${failed + refreshed} tables could not be refreshed.`;
        return { result, warning };
      },
    }),
  ];
}
