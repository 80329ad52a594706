import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { DatabasesApi, QueryRunsApi } from "../../src/hotdata.ts";
import type { ApiClient, DatabaseDetailResponse, QueryRunInfo } from "../../src/hotdata.ts";

const RUN_LIMIT_MS = 30_000;

/** The database of the page's examples, with two declared tables. */
export async function createSales(client: ApiClient): Promise<DatabaseDetailResponse> {
  const databases = new DatabasesApi(client);
  const created = await databases.createDatabase({
    description: "sales",
    expiresAt: "24h",
    schemas: [{ name: "public", tables: [{ name: "orders" }, { name: "customers" }] }],
  });
  return databases.getDatabase(created.id);
}

export async function waitForRun(client: ApiClient, runId: string): Promise<QueryRunInfo> {
  const runs = new QueryRunsApi(client);
  const until = performance.now() + RUN_LIMIT_MS;
  for (;;) {
    const run = await runs.getQueryRun(runId);
    if (run.status !== "running") return run;
    assert.ok(performance.now() < until, `run ${runId} did not end in time`);
    await delay(50);
  }
}
