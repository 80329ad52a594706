import type { DataFileScan } from "../../engine.ts";
import { quoteList, quoteLiteral } from "../sql-text.ts";
import type { ColumnReader } from "./column-reader.ts";

/** Reads which rows of files do not belong to the snapshot that they are scanned for. */
export async function readDeletedRows(
  reader: ColumnReader,
  files: readonly DataFileScan[],
  signal: AbortSignal,
): Promise<readonly Uint32Array[]> {
  const found = files.map(({ deletedPositions }) => new RowList(deletedPositions));
  const plain = files.flatMap((file, number) =>
    file.maxDeleteSnapshot === undefined ? file.deleteFiles.map((path) => ({ path, number })) : [],
  );
  if (plain.length > 0) {
    const paths = quoteList(plain.map(({ path }) => path));
    const sql = `SELECT CAST(file_index AS INTEGER), CAST(pos AS UINTEGER) FROM read_parquet(${paths}, ${PLAIN_PATHS})`;
    await collect(reader, sql, signal, (index) => found[plain[index]?.number ?? -1]);
  }
  for (const [number, file] of files.entries()) {
    for (const sql of statementsOfThePast(file)) {
      await collect(reader, sql, signal, () => found[number]);
    }
  }
  return found.map((rows) => rows.toArray());
}

const PLAIN_PATHS = "hive_partitioning = false";

/** Of files that mix the rows, or deletions, of several snapshots. */
function statementsOfThePast(file: DataFileScan): string[] {
  const statements: string[] = [];
  const { path, deleteFiles, maxRowSnapshot, maxDeleteSnapshot } = file;
  if (maxDeleteSnapshot !== undefined && deleteFiles.length > 0) {
    statements.push(
      `SELECT 0, CAST(pos AS UINTEGER) FROM read_parquet(${quoteList(deleteFiles)}, ${PLAIN_PATHS}) ` +
        `WHERE _ducklake_internal_snapshot_id <= ${maxDeleteSnapshot}`,
    );
  }
  if (maxRowSnapshot !== undefined) {
    statements.push(
      `SELECT 0, CAST(file_row_number AS UINTEGER) ` +
        `FROM read_parquet(${quoteLiteral(path)}, file_row_number = true, ${PLAIN_PATHS}) ` +
        `WHERE (_ducklake_internal_snapshot_id <= ${maxRowSnapshot}) IS NOT TRUE`,
    );
  }
  return statements;
}

async function collect(
  reader: ColumnReader,
  sqlText: string,
  signal: AbortSignal,
  listOf: (file: number) => RowList | undefined,
): Promise<void> {
  for await (const chunk of reader.read(sqlText, signal)) {
    const files = chunk.getColumnVector(0);
    const rows = chunk.getColumnVector(1);
    for (let index = 0; index < chunk.rowCount; index += 1) {
      listOf(Number(files.getItem(index)))?.push(Number(rows.getItem(index)));
    }
  }
}

/** Row positions, four bytes each. */
class RowList {
  #rows: Uint32Array;
  #count: number;

  constructor(rows: readonly number[]) {
    this.#rows = Uint32Array.from(rows);
    this.#count = rows.length;
  }

  push(row: number): void {
    if (this.#count === this.#rows.length) {
      const larger = new Uint32Array(Math.max(16, this.#count * 2));
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#count] = row;
    this.#count += 1;
  }

  toArray(): Uint32Array {
    return this.#rows.slice(0, this.#count);
  }
}
