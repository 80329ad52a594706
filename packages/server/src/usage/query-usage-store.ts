import { setImmediate } from "node:timers/promises";
import { sql } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";

export interface QueryUsage {
  readonly queryCount: number;
  readonly bytesScanned: number;
}

const DAY_MS = 86_400_000;

/** Sums up the history of queries. */
export class QueryUsageStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Day by day: the metastore answers while nothing else can run, and a period can be long. */
  async sum(workspaceId: string, since: Date): Promise<QueryUsage> {
    const bounds = await this.#bounds(workspaceId, since);
    let queryCount = 0;
    let bytesScanned = 0;
    for (let from = bounds.first; from <= bounds.last; from += DAY_MS) {
      const day = await this.#sumBetween(workspaceId, from, from + DAY_MS);
      queryCount += day.queryCount;
      bytesScanned += day.bytesScanned;
      await setImmediate();
    }
    return { queryCount, bytesScanned };
  }

  async #bounds(workspaceId: string, since: Date): Promise<{ first: number; last: number }> {
    const edge = (direction: "asc" | "desc") =>
      this.#runsOf(workspaceId)
        .select("created_at")
        .orderBy("created_at", direction)
        .limit(1)
        .executeTakeFirst();
    // Not a number when there is no run at all: no day is looked at then.
    const first = Date.parse((await edge("asc"))?.created_at ?? "");
    const last = Date.parse((await edge("desc"))?.created_at ?? "");
    return { first: Math.max(first, since.getTime()), last };
  }

  #sumBetween(workspaceId: string, from: number, to: number): Promise<QueryUsage> {
    return this.#runsOf(workspaceId)
      .select(({ fn }) => [
        fn.countAll<number>().as("queryCount"),
        sql<number>`coalesce(sum(bytes_scanned), 0)`.as("bytesScanned"),
      ])
      .where("created_at", ">=", new Date(from).toISOString())
      .where("created_at", "<", new Date(to).toISOString())
      .where("status", "in", ["succeeded", "failed"])
      .executeTakeFirstOrThrow();
  }

  #runsOf(workspaceId: string) {
    return this.#metastore.selectFrom("query_runs").where("workspace_id", "=", workspaceId);
  }
}
