import {
  ConnectionRefreshResult,
  type RefreshRequest,
  TableRefreshResult,
} from "@hotdata/contract";
import type { ConnectionService } from "../connections/connection-service.ts";
import type { Connection } from "../connections/connection.ts";
import type { DataRefresh } from "../connections/copies/data-refresh.ts";
import type {
  ConnectionRefreshJob,
  TableRefreshJob,
} from "../connections/copies/data-refresh-jobs.ts";
import type { DatabaseService } from "../databases/database-service.ts";
import { badRequest } from "../http/api-error.ts";
import { json, type Reply } from "../http/reply.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { RefreshTarget } from "./parse-refresh.ts";
import { submittedRefresh } from "./submitted-refresh.ts";

export interface RefreshDataParts {
  readonly connections: ConnectionService;
  readonly databases: DatabaseService;
  readonly dataRefresh: DataRefresh;
  readonly jobs: JobService;
}

export interface RefreshDataCall {
  readonly workspaceId: string;
  readonly target: Extract<RefreshTarget, { kind: "data" }>;
  readonly body: RefreshRequest;
  readonly signal: AbortSignal;
}

/** Reads rows of a connection's tables again. */
export async function refreshData(parts: RefreshDataParts, call: RefreshDataCall): Promise<Reply> {
  const connection = await getRefreshable(parts, call.workspaceId, call.target.connectionId);
  return call.target.table === undefined
    ? refreshConnection(parts, connection, call)
    : refreshTable(parts, connection, call.target.table, call);
}

/** @throws {ApiError} NOT_FOUND; BAD_REQUEST for the connection of a managed database */
export async function getRefreshable(
  { connections, databases }: Pick<RefreshDataParts, "connections" | "databases">,
  workspaceId: string,
  connectionId: string,
): Promise<Connection> {
  const connection = await connections.find(workspaceId, connectionId);
  if (connection !== undefined) return connection;
  await databases.getByConnection(workspaceId, connectionId);
  throw badRequest(
    `Connection '${connectionId}' is managed: it has no source to refresh from. Its tables change ` +
      "by loads; use the loads endpoint.",
  );
}

async function refreshTable(
  { dataRefresh, jobs }: RefreshDataParts,
  connection: Connection,
  name: { readonly schema: string; readonly table: string },
  { workspaceId, body, signal }: RefreshDataCall,
): Promise<Reply> {
  if (body.async !== true) {
    return json(200, await dataRefresh.refreshTable(connection, name, signal));
  }
  await dataRefresh.check(connection, name);
  const payload: TableRefreshJob = { connectionId: connection.id, ...name };
  const jobId = await jobs.submit({ workspaceId, type: "data_refresh_table", payload });
  return submittedRefresh(jobs, { workspaceId, jobId, body, result: TableRefreshResult }, signal);
}

async function refreshConnection(
  { dataRefresh, jobs }: RefreshDataParts,
  connection: Connection,
  { workspaceId, target: { includesUncopied }, body, signal }: RefreshDataCall,
): Promise<Reply> {
  if (body.async !== true) {
    const refresh = { connection, includesUncopied };
    return json(200, await dataRefresh.refreshConnection(refresh, signal));
  }
  const payload: ConnectionRefreshJob = { connectionId: connection.id, includesUncopied };
  const jobId = await jobs.submit({ workspaceId, type: "data_refresh_connection", payload });
  const result = ConnectionRefreshResult;
  return submittedRefresh(jobs, { workspaceId, jobId, body, result }, signal);
}
