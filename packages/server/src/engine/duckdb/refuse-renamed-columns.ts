import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract/types";
import { type LoadSource, SqlError } from "../engine.ts";
import { quoteLiteral } from "./sql-text.ts";

/**
 * DuckDB reads a second Parquet column `a` (or `A`) as `a_1`. Names match in any case here, so such a file
 * is refused instead of being loaded under names it does not have.
 */
export async function refuseRenamedColumns(
  connection: DuckDBConnection,
  source: LoadSource,
  columns: readonly Column[],
): Promise<void> {
  // Given names are the ones to load under.
  if (source.columnNames !== undefined) return;
  for (const [index, { name }] of columns.entries()) {
    const twin = twinOf(name, columns.slice(0, index));
    if (twin === undefined || (await isInFile(connection, source, name))) continue;
    throw new SqlError(
      `${source.label} has the column "${twin}" twice, or once more in other case; ` +
        "rename one of the two, since names match in any case",
    );
  }
}

/** The earlier column that `name` would be a renamed double of. */
function twinOf(name: string, earlier: readonly Column[]): string | undefined {
  const base = /^(.*)_\d+$/s.exec(name)?.[1]?.toLowerCase();
  return earlier.find((column) => column.name.toLowerCase() === base)?.name;
}

/** Whether the file itself spells the name so. */
async function isInFile(
  connection: DuckDBConnection,
  { path }: LoadSource,
  name: string,
): Promise<boolean> {
  const schema = `parquet_schema(${quoteLiteral(path)})`;
  const reader = await connection.runAndReadAll(
    `SELECT 1 FROM ${schema} WHERE name = ${quoteLiteral(name)} LIMIT 1`,
  );
  return reader.currentRowCount > 0;
}
