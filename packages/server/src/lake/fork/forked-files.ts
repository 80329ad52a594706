import { isAbsolute, join, relative, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type CatalogRow, flagOf, textOf } from "../catalog/row-values.ts";

const FILES = ["ducklake_data_file", "ducklake_delete_file"]
  .map((table) => `SELECT table_id, path, path_is_relative FROM ${table}`)
  .join(" UNION ALL ");

// A table that was renamed has several rows, all with the same folder.
const FOLDERS_AND_FILES = `SELECT DISTINCT
    s.path AS schema_path, s.path_is_relative AS schema_is_relative,
    t.path AS table_path, t.path_is_relative AS table_is_relative,
    f.path AS file_path, f.path_is_relative AS file_is_relative
  FROM (${FILES}) AS f
    JOIN ducklake_table AS t ON t.table_id = f.table_id
    JOIN ducklake_schema AS s ON s.schema_id = t.schema_id`;

/**
 * Paths of the files that any snapshot of a catalog reads, relative to its data folder. Those that
 * another program added from elsewhere are left out: no statement may read them anyway.
 */
export function* listFilesBelow(catalog: DatabaseSync, dataPath: string): Generator<string> {
  for (const row of catalog.prepare(FOLDERS_AND_FILES).iterate()) {
    const path = relative(dataPath, pathOfFile(row, dataPath));
    if (path !== "" && !path.startsWith("..") && !isAbsolute(path)) yield path;
  }
}

function pathOfFile(row: CatalogRow, dataPath: string): string {
  let path = dataPath;
  for (const part of ["schema", "table", "file"]) {
    const step = textOf(row, `${part}_path`);
    path = flagOf(row, `${part}_is_relative`) ? join(path, step) : resolve(step);
  }
  return path;
}
