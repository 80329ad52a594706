import type { DuckDBConnection } from "@duckdb/node-api";
import { type IdentifiedColumn, SqlError, type WrittenFile } from "../../engine.ts";
import type { PartitionKey, SortKey, WriteLayout } from "../../write-layout.ts";
import { dataFileOptions } from "../data-file-options.ts";
import type { RowGroups } from "../row-groups.ts";
import { quoteIdentifier, quoteLiteral } from "../sql-text.ts";
import { writtenFiles } from "../written-file.ts";

export interface LaidOutRows extends RowGroups {
  /** A SELECT that yields the columns under their own names and in their own types. */
  readonly sqlText: string;
  readonly columns: readonly IdentifiedColumn[];
  /** Absolute path of an existing folder. */
  readonly targetDir: string;
  readonly layout: WriteLayout;
}

/** Smaller row groups than the engine's own choice, so that more of a sorted file can be skipped. */
const SORTED_ROW_GROUP_ROWS = 40_960;

/**
 * Writes rows as Parquet files: one for each combination of partition values, or, without any,
 * files of the target size. Rows are sorted as the layout says, so that files (within a partition,
 * row groups) cover ranges that do not overlap.
 *
 * @throws {SqlError} when there are more partitions than the layout allows
 */
export async function writeLaidOut(
  connection: DuckDBConnection,
  rows: LaidOutRows,
): Promise<readonly WrittenFile[]> {
  const { columns, targetDir, layout } = rows;
  await refuseManyPartitions(connection, rows);
  const names = layout.partitionBy.map((_, index) => keyName(columns, index));
  const reader = await connection.runAndReadAll(
    `COPY (${orderedSelect(rows, names)}) TO ${quoteLiteral(targetDir)} ` +
      `(${copyOptions(rows, names).join(", ")})`,
  );
  return writtenFiles(reader, columns, names);
}

function copyOptions(
  { columns, layout, rowGroupRows }: LaidOutRows,
  names: readonly string[],
): string[] {
  const spread =
    names.length > 0
      ? [`PARTITION_BY (${names.map(quoteIdentifier).join(", ")})`, "HIVE_FILE_PATTERN false"]
      : [`FILE_SIZE_BYTES ${layout.targetFileBytes}`];
  const sortedRows = layout.sortedBy.length > 0 ? SORTED_ROW_GROUP_ROWS : undefined;
  return [
    ...dataFileOptions(columns, [rowGroupRows, sortedRows]),
    "FILENAME_PATTERN '{uuid}'",
    // Staging folders hold only what their own plan writes.
    "APPEND",
    ...spread,
  ];
}

/** Partition values come last, under names of their own: they steer the write, no file has them. */
function orderedSelect(
  { sqlText, columns, layout }: LaidOutRows,
  names: readonly string[],
): string {
  const own = columns.map(({ name }) => quoteIdentifier(name));
  const keys = names.map(quoteIdentifier);
  const values = layout.partitionBy.map((key, index) => `${keyValue(key)} AS ${keys[index] ?? ""}`);
  const list = [...own, ...keys].join(", ");
  const order = [...keys, ...layout.sortedBy.map(sortTerm)].join(", ");
  const ordered = `SELECT ${[...own, ...values].join(", ")} FROM (${sqlText}) ORDER BY ${order}`;
  // Counting rows keeps the engine from writing two stretches of the order side by side, which
  // would make files and row groups that overlap, and two files of one partition.
  const position = quoteIdentifier(keyName(columns, names.length));
  return (
    `SELECT ${list} FROM (SELECT ${list}, row_number() OVER () AS ${position} ` +
    `FROM (${ordered})) WHERE ${position} > 0`
  );
}

function keyValue({ column, transform }: PartitionKey): string {
  const name = quoteIdentifier(column);
  return transform === "identity" ? name : `${transform}(${name})`;
}

function sortTerm({ column, direction, nulls }: SortKey): string {
  return `${quoteIdentifier(column)} ${direction} NULLS ${nulls}`;
}

/** A name that no column has in any case. */
function keyName(columns: readonly IdentifiedColumn[], index: number): string {
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  let name = `partition_key_${index}`;
  while (taken.has(name)) name = `_${name}`;
  return name;
}

async function refuseManyPartitions(
  connection: DuckDBConnection,
  { sqlText, layout: { partitionBy, maxPartitions } }: LaidOutRows,
): Promise<void> {
  if (partitionBy.length === 0) return;
  const keys = partitionBy.map(keyValue).join(", ");
  const reader = await connection.runAndReadAll(
    `SELECT count(*) FROM (SELECT DISTINCT ${keys} FROM (${sqlText}) LIMIT ${maxPartitions + 1})`,
  );
  if (Number(reader.value(0, 0)) <= maxPartitions) return;
  const columns = partitionBy.map(({ column, transform }) =>
    transform === "identity" ? column : `${transform}(${column})`,
  );
  throw new SqlError(
    `the rows have more than ${maxPartitions} combinations of the table's partition keys ` +
      `(${columns.join(", ")}), each of which would become a file: load fewer at a time, or ` +
      "declare the table with coarser keys, or with sorted_by instead of partition_by",
  );
}
