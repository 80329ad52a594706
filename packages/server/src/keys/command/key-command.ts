import type { AuditLog } from "../../http/audit-log.ts";
import type { KeyManager } from "../key-manager.ts";
import type { KeyStore } from "../key-store.ts";

/** The command line is not one that the program understands. */
export class KeyCommandError extends Error {
  override readonly name = "KeyCommandError";
}

export interface KeyCommandParts {
  readonly keyStore: KeyStore;
  readonly keyManager: KeyManager;
  readonly audit: AuditLog;
}
