import type { DuckDBConnection } from "@duckdb/node-api";
import { inexactValue } from "../../../connectors/inexact-value.ts";
import { SourceError } from "../../../connectors/source-error.ts";
import {
  EngineDiskFullError,
  EngineResourceError,
  type LoadSource,
  type RowsLayout,
  type RowTextColumn,
} from "../../engine.ts";
import { engineError } from "../engine-error.ts";
import type { LoadRows, RowsContext } from "../load-rows.ts";
import { textColumn } from "../text/plain-reader.ts";
import { isBadText, rowsReader, rowsSql } from "./rows-sql.ts";

/**
 * Lends a query over the rows of an outside source. Where a text is not a value of its column, the
 * failure names the column and nothing of the rows.
 */
export async function withRowsOfText<T>(
  { connection, signal }: RowsContext,
  source: LoadSource,
  usedColumns: ReadonlySet<string>,
  use: (rows: LoadRows) => Promise<T>,
): Promise<T> {
  const { rows } = source;
  if (rows === undefined) throw new Error("rows are read without what they consist of");
  try {
    return await use({ sqlText: rowsSql(source, rows, usedColumns), rowCount: rows.rowCount });
  } catch (error) {
    signal.throwIfAborted();
    if (isOfServer(error)) throw error;
    throw (await unreadable(connection, source, rows)) ?? error;
  }
}

/** Nothing of what the engine says of bad rows is told: it quotes them. */
function isOfServer(error: unknown): boolean {
  const known = engineError(error);
  if (known instanceof EngineDiskFullError || known instanceof EngineResourceError) return true;
  return !(known instanceof Error) || known.name !== "SqlError";
}

async function unreadable(
  connection: DuckDBConnection,
  source: LoadSource,
  rows: RowsLayout,
): Promise<SourceError | undefined> {
  const { label } = source;
  const place = await badColumn(connection, source, rows);
  if (place === undefined) return undefined;
  if (typeof place === "string") return new SourceError("unreadable", `${label}: ${place}`);
  return inexactValue(label, place);
}

const NOT_TAKEN_APART = "its rows could not be taken apart; a text may not be valid UTF-8.";

/** The first column with a bad text, or what else is wrong with the file; undefined when it is right. */
async function badColumn(
  connection: DuckDBConnection,
  source: LoadSource,
  rows: RowsLayout,
): Promise<RowTextColumn | string | undefined> {
  const { columns } = rows;
  const checks = columns.map((column, index) => {
    return `COALESCE(bool_or(${isBadText(column, textColumn(index))}), false)`;
  });
  try {
    const query = `SELECT ${checks.join(", ")} FROM ${rowsReader(source, rows)}`;
    const [row = []] = (await connection.runAndReadAll(query)).getRows();
    return columns[row.indexOf(true)];
  } catch {
    return NOT_TAKEN_APART;
  }
}
