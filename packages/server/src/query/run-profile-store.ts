import type { Transaction } from "kysely";
import { z } from "zod";
import { OperatorProfile } from "@hotdata/contract";
import type { StatementProfile } from "../engine/statement-profile.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";

const stored = z.object({
  executionMs: z.number(),
  cpuMs: z.number(),
  isWhole: z.boolean(),
  plan: OperatorProfile,
}) satisfies z.ZodType<StatementProfile>;
export type RunProfile = z.infer<typeof stored>;

/** Where runs that asked for it spent their time; each profile goes with its run. */
export class RunProfileStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** To be called when the run is recorded. */
  async put(
    runId: string,
    profile: StatementProfile,
    transaction: Transaction<MetastoreTables>,
  ): Promise<void> {
    await transaction
      .insertInto("query_run_profiles")
      .values({ run_id: runId, profile_json: JSON.stringify(profile) })
      .execute();
  }

  async find(runId: string): Promise<RunProfile | undefined> {
    const row = await this.#metastore
      .selectFrom("query_run_profiles")
      .select("profile_json")
      .where("run_id", "=", runId)
      .executeTakeFirst();
    return row && stored.parse(JSON.parse(row.profile_json));
  }
}
