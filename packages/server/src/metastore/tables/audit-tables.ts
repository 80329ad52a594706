import type { AuditActor, AuditOutcome } from "@hotdata/contract";
import type { Generated } from "kysely";

export interface AuditTables {
  audit_events: {
    seq: Generated<number>;
    created_at: string;
    actor: AuditActor;
    key_id: string | null;
    /** Null: it concerns the whole server. */
    workspace_id: string | null;
    operation: string;
    target_json: string;
    outcome: AuditOutcome;
    request_id: string | null;
  };
}
