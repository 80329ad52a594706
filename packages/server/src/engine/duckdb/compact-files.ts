import type { DuckDBConnection } from "@duckdb/node-api";
import type { CompactRequest } from "../compact-request.ts";
import type { WrittenFile } from "../engine.ts";
import { engineError } from "./engine-error.ts";
import { interruptible } from "./interruptible.ts";
import type { RowGroups } from "./row-groups.ts";
import { scanSql } from "./scan-sql.ts";
import { writeSelected } from "./write-selected.ts";

/** Writes the rows of a table's files as new files; none when no row is left. */
export async function compactFiles(
  connection: DuckDBConnection,
  request: CompactRequest & RowGroups,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const rows = { ...request, sqlText: scanSql(request.scan) };
  try {
    return await interruptible(connection, signal, () => writeSelected(connection, rows));
  } catch (error) {
    throw engineError(error, {});
  }
}
