import { randomUUID } from "node:crypto";
import type { Column } from "@hotdata/contract";
import type { OpenedRead } from "../../connectors/connectors.ts";
import type {
  Engine,
  LoadSource,
  RowTextColumn,
  ScanExtent,
  TableScan,
  WriteColumn,
  WrittenFile,
} from "../../engine/engine.ts";
import { ColumnIds, newColumn } from "../../lake/columns/planned-column.ts";
import { storedType } from "../../lake/columns/stored-type.ts";

export interface RowWriting {
  readonly engine: Pick<Engine, "writeDataFiles">;
  /** Gives the engine's part of the work its turn. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** An existing folder where files may be written. */
  readonly folder: string;
  /** Called as rows arrive; throws when there are too many. */
  readonly check: () => void;
  readonly signal: AbortSignal;
}

/** The rows of a read as something that the engine can scan, under the given names. */
export async function liveRows(
  read: OpenedRead,
  names: readonly string[],
  writing: RowWriting,
): Promise<TableScan> {
  const columns = read.columns.map(({ type }, index) => ({ name: names[index] ?? "", type }));
  if (read.rows !== undefined) return inlineScan(columns, read.rows);
  const written = writtenColumns(read.columns);
  const files: WrittenFile[] = [];
  for await (const { file } of read.files()) {
    if (file === undefined) continue;
    writing.check();
    files.push(...(await writeFile(file, written, writing)));
  }
  return fileScan(columns, written, files);
}

function inlineScan(
  columns: readonly Column[],
  rows: readonly (readonly (string | null)[])[],
): TableScan {
  const columnBytes = columns.map((_, index) =>
    rows.reduce((sum, row) => sum + (row[index]?.length ?? 0), 0),
  );
  const extent = { rowCount: rows.length, columnBytes };
  return { columns, parts: rows.length === 0 ? [] : [{ kind: "inline", rows }], extent };
}

/** Of types that files hold exactly. */
function writtenColumns(columns: readonly RowTextColumn[]): readonly WriteColumn[] {
  const ids = new ColumnIds(1);
  return columns.map(({ name, type }) => ({
    ...newColumn({ name, type: storedType(type) }, ids),
    sourceName: name,
  }));
}

function writeFile(
  source: LoadSource,
  columns: readonly WriteColumn[],
  { engine, inTurn, folder, signal }: RowWriting,
): Promise<readonly WrittenFile[]> {
  return inTurn(() => engine.writeDataFiles({ source, columns, targetDir: folder }, signal));
}

function fileScan(
  columns: readonly Column[],
  written: readonly WriteColumn[],
  files: readonly WrittenFile[],
): TableScan {
  const extent = extentOf(written, files);
  if (files.length === 0) return { columns, parts: [], extent };
  const scans = files.map(({ path }) => ({ path, deleteFiles: [], deletedPositions: [] }));
  const sources = written.map(({ name }) => ({ from: "column", name }) as const);
  return { columns, parts: [{ kind: "files", files: scans, sources }], extent };
}

function extentOf(columns: readonly WriteColumn[], files: readonly WrittenFile[]): ScanExtent {
  const rowCount = files.reduce((sum, file) => sum + file.rowCount, 0);
  const columnBytes = columns.map((column, index) => {
    // Parts of a nested column have the ids that follow its own.
    const next = columns[index + 1]?.fieldId ?? Infinity;
    return files
      .flatMap(({ statistics }) => statistics)
      .filter(({ fieldId }) => fieldId >= column.fieldId && fieldId < next)
      .reduce((sum, { columnSizeBytes }) => sum + columnSizeBytes, 0);
  });
  return { rowCount, columnBytes };
}

/** Differs from that of every other read. */
export function liveVersion(): string {
  return `live ${randomUUID()}`;
}
