import { z } from "zod";
import { int64, timestamp } from "./timestamp.ts";

export const DatabaseSnapshotChange = z
  .object({
    kind: z
      .string()
      .describe(
        "What was done, as the DuckLake format names it: `created_schema`, `created_table`, `inserted_into_table`, `deleted_from_table`, `altered_table`, `dropped_table`, `merge_adjacent` (small files became one), `rewrite_delete` (deleted rows were taken out of a file) and others.",
      ),
    schema_name: z.string().nullable().describe("Schema, when it is still known."),
    table_name: z
      .string()
      .nullable()
      .describe("Table, when it is still known; null for a change of the schema itself."),
  })
  .meta({ id: "DatabaseSnapshotChange", description: "One thing that a snapshot changed." });
export type DatabaseSnapshotChange = z.infer<typeof DatabaseSnapshotChange>;

export const DatabaseSnapshot = z
  .object({
    snapshot_id: int64.describe("Number of the snapshot, for `AT (VERSION => n)`."),
    created_at: timestamp.describe("When it was committed, for `AT (TIMESTAMP => t)`."),
    changes: z
      .array(DatabaseSnapshotChange)
      .describe("What changed since the snapshot before; a replace deletes and inserts."),
    rows_added: int64.describe("Rows in the data files that it added."),
    files_added: int64.describe("Data files that it added."),
    files_removed: int64.describe("Data files that belong to older snapshots only since."),
    table_row_count: int64
      .nullable()
      .describe("Rows of the loaded table after the load; null when it was no load."),
  })
  .meta({ id: "DatabaseSnapshot", description: "One committed state of a database." });
export type DatabaseSnapshot = z.infer<typeof DatabaseSnapshot>;

export const ListDatabaseSnapshotsResponse = z
  .object({
    snapshots: z.array(DatabaseSnapshot).describe("The snapshots of this page, newest first."),
    count: z.int().min(0).describe("Number of snapshots in this page."),
    limit: z.int().min(0).describe("Page size that was used."),
    has_more: z.boolean().describe("Whether there is a further page."),
    next_cursor: z.string().nullish().describe("Cursor of the further page, if there is one."),
  })
  .meta({ id: "ListDatabaseSnapshotsResponse", description: "One page of snapshots." });
export type ListDatabaseSnapshotsResponse = z.infer<typeof ListDatabaseSnapshotsResponse>;
