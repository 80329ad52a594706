import type { StatementShape } from "../engine/statement-shape.ts";
import type { SavedQueryCategory } from "@hotdata/contract";

export interface SavedQuery {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly latestVersion: number;
  readonly categoryOverride: SavedQueryCategory | null;
  readonly tableSizeOverride: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface SavedQueryVersion {
  readonly version: number;
  readonly sqlText: string;
  readonly sqlHash: string;
  /** Null: the statement could not be read. */
  readonly shape: StatementShape | null;
  readonly createdAt: string;
}

/** A statement with what is known about it before it is saved. */
export interface ClassifiedSql {
  readonly sqlText: string;
  readonly sqlHash: string;
  readonly shape: StatementShape | null;
}
