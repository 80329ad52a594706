import type { AuditActor, AuditOutcome } from "@hotdata/contract";

/** Something that is remembered. Never put values, bodies or secrets in it. */
export interface AuditEntry {
  readonly actor: AuditActor;
  readonly keyId?: string | undefined;
  /** Undefined when it concerns the whole server. */
  readonly workspaceId?: string | undefined;
  /** Operation id; commands have ids of their own. */
  readonly operation: string;
  readonly target: Readonly<Record<string, string>>;
  readonly outcome: AuditOutcome;
  readonly requestId?: string | undefined;
}

/** Remembers who did what. */
export interface AuditLog {
  /** Resolves when the entry is on disk. */
  record(entry: AuditEntry): Promise<void>;
}
