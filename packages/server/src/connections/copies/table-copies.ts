import type { Connection, SourceTableName } from "../connection.ts";

export interface CopyOutcome {
  /** Rows of the copy; of one that follows a cursor, those that were read this time. */
  readonly rowsSynced: number;
  readonly durationMs: number;
  /** False when the copy has the rows that it had before. */
  readonly isChanged: boolean;
  readonly warnings: readonly string[];
}

/**
 * Local copies of tables of outside sources. A connection's copies are a catalog of the lake under the
 * connection's id; a copy is one of its tables, under the source's names. Each copy is replaced by one
 * commit: nobody sees half a table, and a failed copy leaves the older one.
 */
export interface TableCopies {
  /** Copies the table unless there is a copy. Those who ask at the same time share one copying. */
  ensure(connection: Connection, name: SourceTableName, signal: AbortSignal): Promise<void>;
  /** Copies it anew, or what came since where it follows a cursor. */
  refresh(connection: Connection, name: SourceTableName, signal: AbortSignal): Promise<CopyOutcome>;
  /** Drops copies; the next query copies anew. @throws {ApiError} CONFLICT while one is being made. */
  purge(connection: Connection, name: SourceTableName | undefined): Promise<void>;
  /** Ends copying for a connection that was deleted, and removes its copies with all their files. */
  end(connectionId: string): Promise<void>;
  /** Removes what is left of copies that were cut, and that nobody went on with for a day. */
  tidy(): Promise<void>;
  /** Stops what is under way; returns when nothing is. */
  close(): Promise<void>;
}
