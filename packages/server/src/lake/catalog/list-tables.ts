import type { Column } from "@hotdata/contract/types";
import type { LakeTable, LakeTableName } from "../lake.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import type { Catalog } from "./catalog.ts";
import { inlinedDeletesTable, inlinedTables } from "./inlined-tables.ts";
import { integerOrNullOf, textOf } from "./row-values.ts";
import { parseSnapshotTime } from "./snapshot-text.ts";
import { findNamed, readTables, type TableRow } from "./table-row.ts";
import { tableSize } from "./table-size.ts";

/** Tables of the newest snapshot, sorted by schema and name; runs in a read transaction. */
export function listTables(catalog: Catalog): LakeTable[] {
  const { snapshotId } = catalog.head();
  return readTables(catalog, snapshotId)
    .map((table) => listedTable(catalog, table, snapshotId))
    .toSorted((a, b) => compare(a.schema, b.schema) || compare(a.table, b.table));
}

/** One table of the newest snapshot; runs in a read transaction. */
export function findTable(catalog: Catalog, name: LakeTableName): LakeTable | undefined {
  const { snapshotId } = catalog.head();
  const table = findNamed(readTables(catalog, snapshotId), name);
  return table && listedTable(catalog, table, snapshotId);
}

function listedTable(catalog: Catalog, table: TableRow, snapshotId: number): LakeTable {
  return {
    schema: table.schema,
    table: table.table,
    columns: readColumns(catalog, table.id, snapshotId).map(shownColumn),
    ...tableSize(catalog, table.id, snapshotId),
    lastChangedAt: lastChange(catalog, table, snapshotId),
  };
}

/** One column of an unknown type must not hide all tables; reading its table says what is wrong. */
function shownColumn({ name, type }: ColumnNode): Column {
  return { name, type: type ?? { kind: "scalar", name: "VARCHAR" } };
}

const CHANGED_BY_TABLE = ["ducklake_column", "ducklake_data_file", "ducklake_delete_file"];

function lastChange(catalog: Catalog, table: TableRow, snapshotId: number): Date {
  const changes = CHANGED_BY_TABLE.map(
    (name) => `SELECT max(begin_snapshot, coalesce(end_snapshot, 0)) AS at FROM ${name}
      WHERE table_id = ?1`,
  );
  for (const { name } of inlinedTables(catalog, table.id)) {
    changes.push(`SELECT max(begin_snapshot, coalesce(end_snapshot, 0)) AS at FROM ${name}`);
  }
  const deletes = inlinedDeletesTable(catalog, table.id);
  if (deletes !== undefined) changes.push(`SELECT begin_snapshot AS at FROM ${deletes}`);
  const newest = catalog.get(
    `SELECT max(at) AS at FROM (${changes.join(" UNION ALL ")}) WHERE at <= ?2`,
    table.id,
    snapshotId,
  );
  const changedAt = integerOrNullOf(newest, "at") ?? table.beginSnapshot;
  // Expired snapshots are gone; the next one is as near as it gets.
  const row = catalog.get(
    "SELECT snapshot_time FROM ducklake_snapshot WHERE snapshot_id >= ? " +
      "ORDER BY snapshot_id LIMIT 1",
    Math.max(changedAt, table.beginSnapshot),
  );
  return parseSnapshotTime(textOf(row, "snapshot_time"));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
