import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import type { OperationId } from "@hotdata/contract";
import type { Answer } from "../sandbox/sandboxed-server.ts";
import type { FenceFixture } from "./fence-target.ts";

/** A way by which text of a user comes to the engine as SQL. */
export interface Door {
  readonly name: string;
  /** Operations of the contract that it goes through. */
  readonly operations: readonly OperationId[];
  /** Sends a statement; the answer is the one that says whether it ran. */
  send(fixture: FenceFixture, sqlText: string): Promise<Answer>;
}

const identified = z.object({ id: z.string() });
const run = z.object({ query_run_id: z.string() });
const runState = z.object({ status: z.string() });

const dialects = ["hotsql", "postgres", "duckdb", "snowflake"] as const;

const queryDoors: readonly Door[] = [
  ...dialects.map((dialect): Door => ({
    name: `query, ${dialect}`,
    operations: ["query"],
    send: ({ server, databaseId }, sql) => server.post("/v1/query", { sql, dialect }, databaseId),
  })),
  {
    name: "query of the whole workspace",
    operations: ["query"],
    send: ({ server, databaseId }, sql) =>
      server.post("/v1/query", {
        sql: sql.replaceAll("default.main.mine", `"${databaseId}".main.mine`),
      }),
  },
  {
    name: "query, database in the body, default schema",
    operations: ["query"],
    send: ({ server, databaseId }, sql) =>
      server.post("/v1/query", {
        sql,
        database_id: databaseId,
        default_catalog: "default",
        default_schema: "main",
      }),
  },
  {
    name: "query with parameters",
    operations: ["query"],
    send: ({ server, databaseId }, sql) =>
      server.post("/v1/query", { sql: withParameter(sql), parameters: { knock: "1" } }, databaseId),
  },
  {
    name: "query that is profiled",
    operations: ["query", "get_query_run_profile"],
    send: ({ server, databaseId }, sql) =>
      server.post("/v1/query", { sql, profile: true }, databaseId),
  },
  {
    name: "query in the background",
    operations: ["query", "get_query_run"],
    send: sendInBackground,
  },
];

/** Parameters are bound by another way than statements without. */
function withParameter(sql: string): string {
  return /^\s*(select)\b(?!\s+distinct)/i.test(sql)
    ? sql.replace(/select/i, "SELECT $knock AS p,")
    : sql;
}

async function sendInBackground(fixture: FenceFixture, sql: string): Promise<Answer> {
  const { server, databaseId } = fixture;
  const started = await server.post("/v1/query", { sql, async: true }, databaseId);
  if (started.status !== 202) return started;
  const { query_run_id: id } = run.parse(JSON.parse(started.text));
  for (;;) {
    const headers = { "x-database-id": databaseId };
    const answer = await server.call("GET", `/v1/query-runs/${id}`, { headers });
    const { status } = runState.parse(JSON.parse(answer.text));
    if (status === "failed") return { ...answer, status: 400 };
    if (status !== "running") return answer;
    await delay(2);
  }
}

const savedQueryDoor: Door = {
  name: "saved query",
  operations: [
    "create_saved_query",
    "update_saved_query",
    "get_saved_query",
    "execute_saved_query",
    "list_saved_query_versions",
  ],
  async send({ server, databaseId }, sql) {
    const saved = await server.post("/v1/queries", { name: "q", sql: "SELECT 1" });
    const { id } = identified.parse(JSON.parse(saved.text));
    const changed = await server.call("PUT", `/v1/queries/${id}`, { json: { sql } });
    if (changed.status >= 400) return changed;
    return server.post(`/v1/queries/${id}/execute`, {}, databaseId);
  },
};

const datasetDoors: readonly Door[] = [
  {
    name: "dataset of a query",
    operations: ["create_dataset"],
    send: ({ server, databaseId }, sql) =>
      server.post("/v1/datasets", { label: "d", source: { type: "sql_query", sql } }, databaseId),
  },
  {
    name: "dataset of a saved query",
    operations: ["create_dataset", "create_saved_query"],
    async send({ server, databaseId }, sql) {
      const saved = await server.post("/v1/queries", { name: "q", sql });
      if (saved.status >= 400) return saved;
      const { id } = identified.parse(JSON.parse(saved.text));
      const source = { type: "saved_query", saved_query_id: id };
      return server.post("/v1/datasets", { label: "d", source }, databaseId);
    },
  },
];

export const doors: readonly Door[] = [...queryDoors, savedQueryDoor, ...datasetDoors];
