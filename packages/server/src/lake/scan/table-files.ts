import type { Catalog } from "../catalog/catalog.ts";
import { inlinedDeletesTable } from "../catalog/inlined-tables.ts";
import {
  type CatalogRow,
  integerOf,
  integerOrNullOf,
  textOf,
  textOrNullOf,
} from "../catalog/row-values.ts";
import { pathOf, type TableRow } from "../catalog/table-row.ts";
import { UnreadableTableError } from "../lake.ts";
import { type NameMapping, readNameMapping } from "./name-mapping.ts";

/** A data file of a snapshot with everything that takes rows out of it. */
export interface TableFile {
  readonly id: number;
  /** Absolute path. */
  readonly path: string;
  /** Rows in the file, deleted ones included. */
  readonly rowCount: number;
  readonly mapping: NameMapping | undefined;
  readonly deleteFile: string | undefined;
  /** Set when the delete file has deletions of later snapshots too. */
  readonly maxDeleteSnapshot: number | undefined;
  readonly deletedPositions: readonly number[];
  readonly maxRowSnapshot: number | undefined;
}

const DATA_FILES = `SELECT data_file_id, path, path_is_relative, file_format AS format, mapping_id,
    partial_max, encryption_key, record_count
  FROM ducklake_data_file
  WHERE table_id = ?1 AND begin_snapshot <= ?2 AND (end_snapshot IS NULL OR end_snapshot > ?2)
  ORDER BY row_id_start, data_file_id`;

/** The newest one of a data file comes last: it has the deletions of all before it. */
const DELETE_FILES = `SELECT data_file_id, path, path_is_relative, format, encryption_key, partial_max
  FROM ducklake_delete_file
  WHERE table_id = ?1 AND begin_snapshot <= ?2 AND (end_snapshot IS NULL OR end_snapshot > ?2)
  ORDER BY begin_snapshot, delete_file_id`;

/** The files of a table at a snapshot. */
export function readTableFiles(catalog: Catalog, table: TableRow, snapshotId: number): TableFile[] {
  const deleteFiles = new Map(
    catalog
      .all(DELETE_FILES, table.id, snapshotId)
      .map((row) => [integerOf(row, "data_file_id"), deleteFileOf(row, table, snapshotId)]),
  );
  const positions = readDeletedPositions(catalog, table.id, snapshotId);
  const mappings = new Map<number, NameMapping>();
  return catalog.all(DATA_FILES, table.id, snapshotId).map((row) => {
    const id = integerOf(row, "data_file_id");
    const partialMax = integerOrNullOf(row, "partial_max");
    return {
      id,
      path: readablePath(row, table),
      rowCount: integerOrNullOf(row, "record_count") ?? 0,
      mapping: mappingOf(catalog, integerOrNullOf(row, "mapping_id"), mappings),
      deleteFile: deleteFiles.get(id)?.path,
      maxDeleteSnapshot: deleteFiles.get(id)?.maxSnapshot,
      deletedPositions: positions.get(id) ?? [],
      maxRowSnapshot: partialMax !== null && partialMax > snapshotId ? snapshotId : undefined,
    };
  });
}

function deleteFileOf(row: CatalogRow, table: TableRow, snapshotId: number) {
  const partialMax = integerOrNullOf(row, "partial_max");
  const isPartial = partialMax !== null && partialMax > snapshotId;
  return { path: readablePath(row, table), maxSnapshot: isPartial ? snapshotId : undefined };
}

function readDeletedPositions(
  catalog: Catalog,
  tableId: number,
  snapshotId: number,
): Map<number, number[]> {
  const name = inlinedDeletesTable(catalog, tableId);
  if (name === undefined) return new Map();
  const rows = catalog.all(
    `SELECT file_id, row_id FROM ${name} WHERE begin_snapshot <= ? ORDER BY row_id`,
    snapshotId,
  );
  const positions = new Map<number, number[]>();
  for (const row of rows) {
    const fileId = integerOf(row, "file_id");
    const known = positions.get(fileId);
    if (known === undefined) positions.set(fileId, [integerOf(row, "row_id")]);
    else known.push(integerOf(row, "row_id"));
  }
  return positions;
}

function mappingOf(
  catalog: Catalog,
  mappingId: number | null,
  known: Map<number, NameMapping>,
): NameMapping | undefined {
  if (mappingId === null) return undefined;
  const mapping = known.get(mappingId) ?? readNameMapping(catalog, mappingId);
  known.set(mappingId, mapping);
  return mapping;
}

function readablePath(row: CatalogRow, table: TableRow): string {
  const path = pathOf(row, table.folder);
  if (textOf(row, "format") !== "parquet") {
    throw new UnreadableTableError(`${path} has the format ${textOf(row, "format")}`);
  }
  if (textOrNullOf(row, "encryption_key") !== null) {
    throw new UnreadableTableError(`${path} is encrypted`);
  }
  return path;
}
