import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import { quoteLiteral } from "../../engine/duckdb/sql-text.ts";
import type { RowTextColumn } from "../../engine/engine.ts";
import type { SourcePiece } from "../connector.ts";
import { rowText } from "../row-text.ts";

/** Memory of rows at which a file of them is written, unless it is said. */
const PIECE_BYTES = 64 * 1024 ** 2;
/** Whole row groups of a usual file. */
const PIECE_ROWS = 4 * 122_880;
/** So few rows are handed over as text: they may go into a statement as they are. */
const FEW_ROWS = 1_000;

const PIECE = "memory.main.piece";
const PIECE_SIZE = `SELECT sum(memory_usage_bytes + temporary_storage_bytes) FROM duckdb_memory()
  WHERE tag IN ('IN_MEMORY_TABLE', 'OVERFLOW_STRINGS')`;

export interface PieceSettings {
  readonly columns: readonly RowTextColumn[];
  /** Where files of rows go. */
  readonly folder: string;
  /** What messages call the rows. */
  readonly label: string;
  /** Memory of rows at which a file of them is written. */
  readonly fileBytes?: number | undefined;
}

/**
 * Pieces of the rows in some chunks. The engine itself moves whole chunks into a table in memory,
 * and writes that as a Parquet file, or as text when all rows are few.
 *
 * @param writer a connection that nothing else uses, of the instance that the chunks are of
 * @param chunks the columns in order, in their types
 */
export async function* rowPieces(
  writer: DuckDBConnection,
  chunks: AsyncIterator<DuckDBDataChunk, undefined>,
  settings: PieceSettings,
): AsyncGenerator<SourcePiece, void> {
  for (let isFirst = true, isEnded = false; !isEnded; isFirst = false) {
    const collected = await collectRows(writer, chunks, settings);
    ({ isEnded } = collected);
    const { rowCount } = collected;
    const isFew = isFirst && isEnded && rowCount <= FEW_ROWS && mayBeText(settings.columns);
    if (rowCount > 0) yield await (isFew ? textPiece : filePiece)(writer, settings);
  }
}

async function collectRows(
  writer: DuckDBConnection,
  chunks: AsyncIterator<DuckDBDataChunk, undefined>,
  { columns, fileBytes = PIECE_BYTES }: PieceSettings,
): Promise<{ readonly rowCount: number; readonly isEnded: boolean }> {
  const list = columns.map(({ type }, index) => `c${index} ${sqlTypeText(type)}`).join(", ");
  await writer.run(`CREATE OR REPLACE TABLE ${PIECE} (${list})`);
  const appender = await writer.createAppender("piece", "main", "memory");
  try {
    let rowCount = 0;
    let measuredAt = 1;
    while (rowCount < PIECE_ROWS) {
      const next = await chunks.next();
      if (next.done === true) return { rowCount, isEnded: true };
      appender.appendDataChunk(next.value);
      rowCount += next.value.rowCount;
      if (rowCount < measuredAt) continue;
      appender.flushSync();
      if ((await sizeOfPiece(writer)) >= fileBytes) break;
      measuredAt = rowCount * 2;
    }
    return { rowCount, isEnded: false };
  } finally {
    appender.closeSync();
  }
}

async function sizeOfPiece(writer: DuckDBConnection): Promise<number> {
  const reader = await writer.runAndReadAll(PIECE_SIZE);
  return Number(reader.getRowsJson()[0]?.[0] ?? 0);
}

/** Texts that are cast to types with parts may not come out as they were. */
function mayBeText(columns: readonly RowTextColumn[]): boolean {
  return columns.every(({ encoding }) => encoding !== "json");
}

async function textPiece(
  writer: DuckDBConnection,
  { columns }: PieceSettings,
): Promise<SourcePiece> {
  const cells = columns.map(({ encoding }, index) =>
    encoding === "hex" ? `hex(c${index})` : `CAST(c${index} AS VARCHAR)`,
  );
  const reader = await writer.runAndReadAll(`SELECT ${cells.join(", ")} FROM ${PIECE}`);
  const rows = reader.getRowsJson();
  return rowText(rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : null))));
}

async function filePiece(
  writer: DuckDBConnection,
  { columns, folder, label }: PieceSettings,
): Promise<SourcePiece> {
  const path = join(folder, `${randomUUID()}.parquet`);
  const cells = columns.map(({ type }, index) => fileCell(type, `c${index}`)).join(", ");
  await writer.run(
    `COPY (SELECT ${cells} FROM ${PIECE}) TO ${quoteLiteral(path)} (FORMAT parquet, COMPRESSION lz4_raw)`,
  );
  const columnNames = columns.map(({ name }) => name);
  const plain = { compression: "none", fullScan: false } as const;
  return { file: { path, format: "parquet", ...plain, label, columnNames } };
}

/** A file would turn sums of integers into doubles; text is cast to their type again. */
function fileCell(type: RowTextColumn["type"], cell: string): string {
  const isWide = type.kind === "scalar" && type.name === "HUGEINT";
  return isWide ? `CAST(${cell} AS VARCHAR) AS ${cell}` : cell;
}
