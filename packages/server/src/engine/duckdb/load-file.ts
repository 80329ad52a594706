import { sqlTypeText } from "@hotdata/contract/types";
import {
  type LoadSource,
  SqlError,
  type WriteColumn,
  type WriteRequest,
  type WrittenFile,
} from "../engine.ts";
import { interruptible } from "./interruptible.ts";
import type { RowGroups } from "./row-groups.ts";
import { type RowsContext, withLoadRows } from "./load-rows.ts";
import { sourceError } from "./source-error.ts";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";
import { writeSelected } from "./write-selected.ts";

/** Writes the source's rows as a Parquet data file that carries the catalog's field ids. */
export async function writeDataFiles(
  context: RowsContext,
  request: WriteRequest & RowGroups,
): Promise<readonly WrittenFile[]> {
  const { source, columns } = request;
  const { connection, signal } = context;
  const select = columns.map((column) => writtenColumn(source, column)).join(", ");
  const usedColumns = new Set(columns.flatMap(({ sourceName }) => sourceName ?? []));
  try {
    return await interruptible(connection, signal, () =>
      withLoadRows(context, { source, usedColumns }, async (rows) => {
        const sqlText = `SELECT ${select} FROM (${rows.sqlText})`;
        const files = await writeSelected(connection, { ...request, sqlText });
        checkCount(source, files, rows.rowCount);
        return files;
      }),
    );
  } catch (error) {
    throw sourceError(error, source);
  }
}

function writtenColumn({ constants = {} }: LoadSource, column: WriteColumn): string {
  const value = sourceValue(column.sourceName, constants);
  return `CAST(${value} AS ${sqlTypeText(column.type)}) AS ${quoteIdentifier(column.name)}`;
}

function sourceValue(
  sourceName: string | null,
  constants: NonNullable<LoadSource["constants"]>,
): string {
  if (sourceName === null) return "NULL";
  if (!Object.hasOwn(constants, sourceName)) return quoteIdentifier(sourceName);
  const text = constants[sourceName];
  return typeof text === "string" ? quoteLiteral(text) : "NULL";
}

/** Rows were counted on the way in: none may get lost or come twice. */
function checkCount(
  { layout, label }: LoadSource,
  files: readonly WrittenFile[],
  rowCount: number | undefined,
): void {
  const written = files.reduce((sum, file) => sum + file.rowCount, 0);
  if (rowCount === undefined || written === rowCount) return;
  const message = `${label} has ${rowCount} rows, but ${written} were written`;
  // A file that was taken for plain can be read again in the other way.
  throw layout?.isPlain === true ? new SqlError(message) : new Error(message);
}
