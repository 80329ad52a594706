import { literal } from "../../baseline/bare-duckdb.ts";
import type { PostgresServer } from "../../baseline/postgres-server.ts";
import type { RoapiServer } from "../../baseline/roapi-server.ts";
import type { LoadRequest, LoadTarget } from "../../load-client/protocol.ts";
import type { BenchServer } from "../../server/bench-server.ts";
import type { Statement, Statements } from "./statements.ts";

/** A server and how it is asked. */
export interface Contender {
  readonly name: string;
  readonly isOurs: boolean;
  readonly target: LoadTarget;
  readonly requests: (statements: Statements, rowCount: number) => LoadRequest[];
}

export const OURS = "ours";
export const ROAPI_NAME = "roapi";

export function hotdata(server: BenchServer, databaseId: string): Contender {
  return {
    name: OURS,
    isOurs: true,
    target: { kind: "http", url: server.url, headers: queryHeaders(server, databaseId) },
    requests: requestsOf("/v1/query", ({ sql, first }) => ({
      body: JSON.stringify({ sql }),
      expects: `"rows":[[${first}`,
    })),
  };
}

export function queryHeaders(server: BenchServer, databaseId: string): Record<string, string> {
  return {
    authorization: `Bearer ${server.apiKey}`,
    "content-type": "application/json",
    "x-database-id": databaseId,
  };
}

export function roapi(server: RoapiServer): Contender {
  return {
    name: ROAPI_NAME,
    isOurs: false,
    target: { kind: "http", url: server.url, headers: {} },
    requests: requestsOf("/api/sql", ({ sql, first }) => ({ body: sql, expects: `":${first}` })),
  };
}

export function postgres(server: PostgresServer): Contender {
  return {
    name: "PostgreSQL",
    isOurs: false,
    target: { kind: "postgres", port: server.port, user: server.user },
    requests: requestsOf("", ({ sql, first }) => ({ body: sql, expects: String(first) })),
  };
}

/** What a user of PostgreSQL would write who wants to know later what was asked. */
export function postgresWithHistory(server: PostgresServer): Contender {
  const keep = (sql: string): string =>
    `WITH kept AS (INSERT INTO history (statement) VALUES (${literal(sql)})) ${sql}`;
  return {
    name: "PostgreSQL with history",
    isOurs: false,
    target: { kind: "postgres", port: server.port, user: server.user },
    requests: requestsOf("", ({ sql, first }) => ({ body: keep(sql), expects: String(first) })),
  };
}

function requestsOf(
  path: string,
  ask: (statement: Statement) => Pick<LoadRequest, "body" | "expects">,
): Contender["requests"] {
  return (statements, rowCount) =>
    statements.all(rowCount).map((statement) => ({ method: "POST", path, ...ask(statement) }));
}
