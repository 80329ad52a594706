import type { Catalog } from "../catalog/catalog.ts";
import { inlinedTables, type InlinedTable } from "../catalog/inlined-tables.ts";
import { type CatalogRow, integerOf } from "../catalog/row-values.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import { UnreadableTableError } from "../lake.ts";
import { inlinedText } from "./inlined-value.ts";

export type InlinedRow = readonly (string | null)[];

export interface InlinedScope {
  readonly tableId: number;
  readonly snapshotId: number;
  /** The table's columns at the snapshot. */
  readonly columns: readonly ColumnNode[];
}

/** Rows that other clients kept in the catalog, in the shape of the table's present columns. */
export function readInlinedRows(catalog: Catalog, scope: InlinedScope): InlinedRow[] {
  return inlinedTables(catalog, scope.tableId).flatMap((table) => {
    const rows = catalog.allExact(
      `SELECT * FROM ${table.name}
        WHERE begin_snapshot <= ?1 AND (end_snapshot IS NULL OR end_snapshot > ?1)
        ORDER BY row_id`,
      scope.snapshotId,
    );
    if (rows.length === 0) return [];
    const written = columnsWhenWritten(catalog, table, scope);
    return rows.map((row) => rowText(row, scope.columns, written));
  });
}

/** Ids of the rows that {@link readInlinedRows} reads, in their order. */
export function readInlinedRowIds(
  catalog: Catalog,
  { tableId, snapshotId }: InlinedScope,
): number[] {
  return inlinedTables(catalog, tableId).flatMap(({ name }) =>
    catalog
      .all(
        `SELECT row_id FROM ${name}
          WHERE begin_snapshot <= ?1 AND (end_snapshot IS NULL OR end_snapshot > ?1)
          ORDER BY row_id`,
        snapshotId,
      )
      .map((row) => integerOf(row, "row_id")),
  );
}

function rowText(
  row: CatalogRow,
  columns: readonly ColumnNode[],
  written: readonly ColumnNode[],
): InlinedRow {
  return columns.map((column) => {
    const before = written.find(({ id }) => id === column.id);
    if (before === undefined) return column.initialDefault;
    const value = row[before.name];
    if (value === undefined) {
      throw new UnreadableTableError(`rows in the catalog have no column "${before.name}"`);
    }
    return inlinedText(value, column, before);
  });
}

const VERSION_BEGIN = `SELECT begin_snapshot AS id FROM ducklake_schema_versions
  WHERE table_id = ? AND schema_version = ?`;

const VERSION_SNAPSHOT = `SELECT snapshot_id AS id FROM ducklake_snapshot
  WHERE schema_version = ? ORDER BY snapshot_id LIMIT 1`;

function columnsWhenWritten(
  catalog: Catalog,
  { schemaVersion }: InlinedTable,
  { tableId, columns }: InlinedScope,
): readonly ColumnNode[] {
  const begin =
    catalog.find(VERSION_BEGIN, tableId, schemaVersion) ??
    catalog.find(VERSION_SNAPSHOT, schemaVersion);
  // Expired snapshots leave nothing behind; then the present columns are all there is to go by.
  return begin ? readColumns(catalog, tableId, integerOf(begin, "id")) : columns;
}
