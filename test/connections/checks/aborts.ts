import { setTimeout as sleep } from "node:timers/promises";
import type { ConnectionsWorld } from "../connections-world.ts";
import type { ChaosSource } from "./chaos-source.ts";
import { codeOf } from "./code-of.ts";

export interface AbortTrial {
  readonly world: ConnectionsWorld;
  readonly source: ChaosSource;
  /** One that says nothing for a minute, and one with many rows. */
  readonly table: "slow" | "t";
  readonly readMode: "live" | "cached";
}

/** What ends a read before its time. */
export interface Abort {
  readonly name: string;
  /** Undefined: always. */
  readonly isFor?: (trial: AbortTrial) => boolean;
  /**
   * Begins the read, and returns what came of it when it was given up.
   * @param begun resolves when the read has begun at the source
   */
  run(trial: AbortTrial, begun: () => Promise<void>): Promise<string>;
  readonly outcome: string;
}

/** Soon enough that rows are still coming. */
const QUERY_LIMIT_MS = 600;

export const ABORTS: readonly Abort[] = [
  {
    name: "client gone",
    outcome: "AbortError",
    run: async (trial, begun) => {
      const client = new AbortController();
      const { world, readMode } = trial;
      const call = world.client.call("POST", "/v1/query", {
        headers: { "x-database-id": world.databaseId },
        json: { sql: sqlOf(trial), read_mode: readMode },
        signal: client.signal,
      });
      const ended = call.then(
        ({ status }) => `answered with ${status}`,
        (error: Error) => error.name,
      );
      await begun();
      client.abort();
      return ended;
    },
  },
  {
    name: "cancelled",
    outcome: "cancelled",
    run: async (trial, begun) => {
      const { world, readMode } = trial;
      const started = await world.query(sqlOf(trial), { async: true, read_mode: readMode });
      const path = `/v1/query-runs/${String(started.json["query_run_id"])}`;
      await begun();
      await world.client.get("POST", `${path}/cancel`);
      for (;;) {
        const { status } = await world.client.get("GET", path);
        if (status !== "running") return String(status);
        await sleep(10);
      }
    },
  },
  {
    name: "time limit of the query",
    outcome: "BAD_REQUEST",
    run: async (trial) => {
      const limits = { timeout_ms: QUERY_LIMIT_MS, read_mode: trial.readMode };
      return codeOf(await trial.world.query(sqlOf(trial), limits)) ?? "succeeded";
    },
  },
  {
    name: "time limit of the source",
    // Copies are tried again.
    isFor: ({ table, readMode }) => table === "slow" && readMode === "live",
    outcome: "SOURCE_UNAVAILABLE",
    run: async (trial) =>
      codeOf(await trial.world.query(sqlOf(trial), { read_mode: trial.readMode })) ?? "succeeded",
  },
];

/** Reads every row, so that none of the work is left to the source. */
function sqlOf({ source: { name, schema }, table }: AbortTrial): string {
  const column = table === "t" ? "extra" : "slept";
  return `SELECT count(DISTINCT ${column}) FROM ${name}.${schema}.${table}`;
}
