import type { Config } from "../config/load-config.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { AuditStore } from "./audit-store.ts";

const DAY_MS = 86_400_000;

/** The audit log, with what background work does with it. */
export function openAudit(
  { auditRetentionDays }: Pick<Config, "auditRetentionDays">,
  metastore: Metastore,
) {
  const audit = new AuditStore(metastore);
  return {
    audit,
    /** Remembers that a database went because its time had come. */
    recordExpired: (database: { readonly id: string; readonly workspaceId: string }) =>
      audit.record({
        actor: "server",
        workspaceId: database.workspaceId,
        operation: "delete_database",
        target: { database_id: database.id },
        outcome: "succeeded",
      }),
    /** Forgets what is older than it is to be remembered. */
    deleteOld: async (signal: AbortSignal): Promise<void> => {
      if (auditRetentionDays === 0) return;
      await audit.deleteBefore(new Date(Date.now() - auditRetentionDays * DAY_MS), signal);
    },
  };
}
