import type { ClientCall } from "../fetch-client-protocol.ts";
import type { BenchServer } from "../server/bench-server.ts";

/** The first rows of the events; their ids count up from 0. */
export function eventsSql(rowCount: number): string {
  return `SELECT * FROM events WHERE id < ${rowCount}`;
}

/** Runs a statement and fetches its result as Arrow. */
export function resultCall(server: BenchServer, databaseId: string, sql: string): ClientCall {
  return { url: server.url, headers: scope(server, databaseId), sql, format: "arrow" };
}

/** Fetches a result that is already stored. */
export function storedCall(server: BenchServer, databaseId: string, resultId: string): ClientCall {
  const path = `/v1/results/${resultId}?format=arrow`;
  return { url: server.url, headers: scope(server, databaseId), path };
}

export function scope(server: BenchServer, databaseId: string): Record<string, string> {
  return { authorization: `Bearer ${server.apiKey}`, "x-database-id": databaseId };
}
