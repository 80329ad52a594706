import { isAbsolute, join, relative } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { inlinedDeletesTable, inlinedTables } from "../catalog/inlined-tables.ts";
import { type CatalogRow, flagOf, integerOf, textOf } from "../catalog/row-values.ts";
import { snapshotTime } from "../catalog/snapshot-text.ts";
import { UNSEEN } from "./unseen.ts";

const UNSEEN_DATA_FILES = `SELECT data_file_id AS id, table_id, path, path_is_relative
  FROM ducklake_data_file WHERE ${UNSEEN}`;

const UNSEEN_DELETE_FILES = `SELECT delete_file_id AS id, table_id, path, path_is_relative
  FROM ducklake_delete_file
  WHERE ${UNSEEN} OR data_file_id IN (SELECT value FROM json_each(?))`;

const OF_DATA_FILES = [
  "ducklake_data_file",
  "ducklake_file_column_stats",
  "ducklake_file_variant_stats",
  "ducklake_file_partition_value",
];

/** Moves files that no kept snapshot has to those scheduled for deletion. */
export function scheduleUnseenFiles(catalog: Catalog, now: Date): void {
  const dataFiles = catalog.all(UNSEEN_DATA_FILES);
  const dataFileIds = idList(dataFiles);
  const deleteFiles = catalog.all(UNSEEN_DELETE_FILES, dataFileIds);
  const folders = tableFolders(catalog);
  for (const row of [...dataFiles, ...deleteFiles]) {
    catalog.insert("ducklake_files_scheduled_for_deletion", {
      data_file_id: integerOf(row, "id"),
      ...pathInData(catalog, row, folders),
      schedule_start: snapshotTime(now),
    });
  }
  for (const table of OF_DATA_FILES) removeRows(catalog, table, "data_file_id", dataFileIds);
  removeRows(catalog, "ducklake_delete_file", "delete_file_id", idList(deleteFiles));
  forgetInlined(catalog, dataFiles, dataFileIds);
}

/** Rows and deletions that other clients kept in the catalog. */
function forgetInlined(
  catalog: Catalog,
  dataFiles: readonly CatalogRow[],
  dataFileIds: string,
): void {
  for (const tableId of new Set(dataFiles.map((row) => integerOf(row, "table_id")))) {
    const deletes = inlinedDeletesTable(catalog, tableId);
    if (deletes !== undefined) removeRows(catalog, deletes, "file_id", dataFileIds);
  }
  const tables = catalog.all("SELECT DISTINCT table_id FROM ducklake_inlined_data_tables");
  for (const row of tables) {
    for (const { name } of inlinedTables(catalog, integerOf(row, "table_id"))) {
      catalog.run(`DELETE FROM ${name} WHERE ${UNSEEN}`);
    }
  }
}

function idList(rows: readonly CatalogRow[]): string {
  return JSON.stringify(rows.map((row) => integerOf(row, "id")));
}

function removeRows(catalog: Catalog, table: string, column: string, ids: string): void {
  catalog.run(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?))`, ids);
}

/** Scheduled files are named below the data folder, since their table may be gone. */
function pathInData(
  catalog: Catalog,
  row: CatalogRow,
  folders: ReadonlyMap<number, string>,
): { readonly path: string; readonly path_is_relative: number } {
  const path = textOf(row, "path");
  const folder = folders.get(integerOf(row, "table_id"));
  if (!flagOf(row, "path_is_relative") || folder === undefined) {
    return { path, path_is_relative: 0 };
  }
  const whole = join(folder, path);
  const below = relative(catalog.dataPath, whole);
  const isBelow = !below.startsWith("..") && !isAbsolute(below);
  return isBelow ? { path: below, path_is_relative: 1 } : { path: whole, path_is_relative: 0 };
}

const FOLDERS = `SELECT table_id, t.path AS path, t.path_is_relative AS path_is_relative,
    s.path AS schema_path, s.path_is_relative AS schema_is_relative
  FROM ducklake_table AS t JOIN ducklake_schema AS s ON s.schema_id = t.schema_id
  ORDER BY t.begin_snapshot, s.begin_snapshot`;

/** Folders of all tables, those of dropped ones too. */
function tableFolders(catalog: Catalog): ReadonlyMap<number, string> {
  return new Map(
    catalog.all(FOLDERS).map((row) => {
      const schemaPath = textOf(row, "schema_path");
      const schema = flagOf(row, "schema_is_relative")
        ? join(catalog.dataPath, schemaPath)
        : schemaPath;
      const path = textOf(row, "path");
      const folder = flagOf(row, "path_is_relative") ? join(schema, path) : path;
      return [integerOf(row, "table_id"), folder];
    }),
  );
}
