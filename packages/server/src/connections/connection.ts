import type { DiscoveredColumn } from "../connectors/connector.ts";

/** How tables of a source are read: from copies that are kept here, or from the source itself. */
export type ReadMode = "cached" | "live";

/** An outside source of a workspace. */
export interface Connection {
  readonly id: string;
  readonly workspaceId: string;
  /** By which SQL reaches its tables, in lower case. */
  readonly name: string;
  /** The name as it was given, to be shown. */
  readonly shownName: string;
  readonly sourceType: string;
  /** As checked, without secrets. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The secret to log in with; it may have been deleted. */
  readonly secretId: string | undefined;
  /** Where in the configuration its value belongs; set where `secretId` is. */
  readonly secretField: string | undefined;
  readonly readMode: ReadMode;
  /** Copies older than this are made anew in the background; undefined: only when asked for. */
  readonly refreshSeconds: number | undefined;
  /** Changes with every change of configuration. */
  readonly revision: number;
}

/** A table of a source, as it was discovered. */
export interface SourceTable {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly DiscoveredColumn[];
  readonly key: readonly string[];
  readonly estimatedRows: number | null;
  /** When its rows were last copied; undefined while there is no copy. */
  readonly syncedAt: Date | undefined;
  readonly sync: TableSync;
}

/** How a table's copy is kept up. */
export interface TableSync {
  /** Overrides the connection's. */
  readonly refreshSeconds: number | undefined;
  /** Only rows from the last copied value of this column on are read again; all rows when undefined. */
  readonly cursorColumn: string | undefined;
  /** The greatest value of it that was copied, as text. */
  readonly cursorValue: string | undefined;
}

export interface SourceTableName {
  readonly schema: string;
  readonly table: string;
}

/** What listings need of a table. */
export interface NamedSourceTable extends SourceTableName {
  readonly syncedAt: Date | undefined;
}
