import type { ColumnSource, DataFileScan } from "../engine.ts";
import { placeSql } from "./row-place.ts";
import { quoteList } from "./sql-text.ts";

/** Without deletions a file can be read as it is; a version of the past needs a look at each row. */
export function isReducedByPlace(file: DataFileScan): boolean {
  const hasDeletions = file.deleteFiles.length > 0 || file.deletedPositions.length > 0;
  const isOfThePast = file.maxRowSnapshot !== undefined || file.maxDeleteSnapshot !== undefined;
  return hasDeletions && !isOfThePast && file.embedded === undefined;
}

/** What the engine calls a row's file and its position: columns of these names hide them. */
const PLACE_COLUMNS: ReadonlySet<string> = new Set(["file_index", "file_row_number"]);

export function hasPlaces(sources: readonly ColumnSource[]): boolean {
  return sources.every(
    (source) => source.from !== "column" || !PLACE_COLUMNS.has(source.name.toLowerCase()),
  );
}

/** The FROM clause that reads many files without their deleted rows, in one call for all of them. */
export function reducedFiles(files: readonly DataFileScan[]): string {
  const paths = quoteList(files.map(({ path }) => path));
  return (
    `read_parquet(${paths}, hive_partitioning = false) ` +
    `WHERE ${placeSql("file_index", "file_row_number")} NOT IN (${deletedPlaces(files)})`
  );
}

function deletedPlaces(files: readonly DataFileScan[]): string {
  const selects: string[] = [];
  const deleteFiles = files.flatMap((file, number) =>
    file.deleteFiles.map((path) => ({ number, path })),
  );
  if (deleteFiles.length > 0) {
    const paths = quoteList(deleteFiles.map(({ path }) => path));
    const numbers = deleteFiles.map(({ number }) => number).join(", ");
    const fileNumber = `([${numbers}])[CAST(file_index AS BIGINT) + 1]`;
    selects.push(
      `SELECT ${placeSql(fileNumber, "pos")} FROM read_parquet(${paths}, hive_partitioning = false)`,
    );
  }
  const places = files.flatMap((file, number) =>
    file.deletedPositions.map((position) => `(${placeSql(String(number), String(position))})`),
  );
  if (places.length > 0) selects.push(`SELECT * FROM (VALUES ${places.join(", ")})`);
  return selects.join(" UNION ALL ");
}
