import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import type { WrittenFile } from "../../engine.ts";
import type { KeyedChangeRequest } from "../../keyed-change.ts";
import type { RowGroups } from "../row-groups.ts";
import { quoteIdentifier } from "../sql-text.ts";
import { writeSelected } from "../write-selected.ts";

/** Writes the rows of a query that yields the columns of the change by name. */
export async function writeRows(
  connection: DuckDBConnection,
  request: KeyedChangeRequest & RowGroups,
  rowsSql: string,
): Promise<readonly WrittenFile[]> {
  const list = request.columns.map(({ name, type }) => {
    const quoted = quoteIdentifier(name);
    return `CAST(${quoted} AS ${sqlTypeText(type)}) AS ${quoted}`;
  });
  const sqlText = `SELECT ${list.join(", ")} FROM (${rowsSql})`;
  return writeSelected(connection, { ...request, sqlText });
}
