import type { SqlDialect, SqlParameter } from "../engine/engine.ts";
import type { ReadMode } from "../connections/connection.ts";
import type { Scope } from "./query-scope.ts";

/** A statement that somebody wants to run, with all that is recorded about it. */
export interface QuerySubmission {
  readonly workspaceId: string;
  readonly scope: Scope;
  readonly keyId: string;
  readonly traceId: string;
  readonly requestId: string;
  readonly sqlText: string;
  /** `hotsql` when absent. */
  readonly dialect?: SqlDialect | undefined;
  readonly parameters?: readonly SqlParameter[] | undefined;
  readonly defaultCatalog: string | undefined;
  readonly defaultSchema: string | undefined;
  /** Longest time it may run; what workspace and server allow when undefined. */
  readonly timeoutMs: number | undefined;
  /** How tables of outside sources are read; as their connections say when undefined. */
  readonly readMode?: ReadMode | undefined;
  readonly savedQuery: SavedQueryVersion | undefined;
  /** The sandbox it runs in; none when absent. */
  readonly sandboxId?: string | undefined;
  /** Whether to record where it spends its time. */
  readonly isProfiled?: boolean;
}

export interface SavedQueryVersion {
  readonly id: string;
  readonly version: number;
}
