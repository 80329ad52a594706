import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract";
import { type LoadSource, SqlError } from "../engine.ts";
import { sourceReader } from "./source-reader.ts";
import { quoteLiteral } from "./sql-text.ts";

/**
 * DuckDB reads a second column `a` (or `A`) as `a_1`. Names match in any case here, so such a file
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
    if (twin === undefined || (await isInFile(connection, source, { name, index }))) continue;
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
  source: LoadSource,
  { name, index }: { readonly name: string; readonly index: number },
): Promise<boolean> {
  const reader = await connection.runAndReadAll(lookUpSql(source, name));
  if (source.format !== "csv") return reader.currentRowCount > 0;
  return reader.getRows()[0]?.[index] === name;
}

function lookUpSql(source: LoadSource, name: string): string {
  const path = quoteLiteral(source.path);
  switch (source.format) {
    case "csv":
      return `SELECT * FROM ${sourceReader({ ...source, types: {} }, "header = false, all_varchar = true")} LIMIT 1`;
    case "json":
      return `SELECT 1 FROM read_json_objects(${path}) WHERE list_contains(json_keys(json), ${quoteLiteral(name)}) LIMIT 1`;
    case "parquet":
      return `SELECT 1 FROM parquet_schema(${path}) WHERE name = ${quoteLiteral(name)} LIMIT 1`;
  }
}
