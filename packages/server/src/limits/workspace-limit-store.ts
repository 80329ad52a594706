import type { WorkspaceLimits } from "@hotdata/contract";
import type { Metastore } from "../metastore/open-metastore.ts";

const UNLIMITED: WorkspaceLimits = {
  query_timeout_ms: null,
  max_data_bytes: null,
  max_result_bytes: null,
  max_upload_bytes: null,
  max_spill_bytes: null,
};

/** Limits of workspaces. They are asked for with every query, so they are kept in memory. */
export class WorkspaceLimitStore {
  readonly #metastore: Metastore;
  readonly #kept = new Map<string, WorkspaceLimits>();

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  async get(workspaceId: string): Promise<WorkspaceLimits> {
    const kept = this.#kept.get(workspaceId);
    if (kept !== undefined) return kept;
    const row = await this.#metastore
      .selectFrom("workspace_limits")
      .select([
        "query_timeout_ms",
        "max_data_bytes",
        "max_result_bytes",
        "max_upload_bytes",
        "max_spill_bytes",
      ])
      .where("workspace_id", "=", workspaceId)
      .executeTakeFirst();
    const limits = row ?? UNLIMITED;
    this.#kept.set(workspaceId, limits);
    return limits;
  }

  async set(workspaceId: string, limits: WorkspaceLimits): Promise<void> {
    await this.#metastore
      .insertInto("workspace_limits")
      .values({ workspace_id: workspaceId, ...limits })
      .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(limits))
      .execute();
    this.#kept.set(workspaceId, limits);
  }
}
