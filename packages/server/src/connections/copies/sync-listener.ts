import type { SourceTableName } from "../connection.ts";

/** A table of a connection, under the source's own names. */
export interface SyncedTable extends SourceTableName {
  readonly workspaceId: string;
  readonly connectionId: string;
}

/** Is told what becomes of copies. */
export interface SyncListener {
  /** Other rows of it have been published. Returns at once; what follows from it is done later. */
  synced(table: SyncedTable): void;
  /**
   * The connection was deleted, and files of its copies are about to go. Resolves when nothing is done
   * for them any more.
   */
  ended(connectionId: string): Promise<void>;
}
