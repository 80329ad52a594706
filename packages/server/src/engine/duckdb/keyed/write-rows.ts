import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract";
import type { WrittenFile } from "../../engine.ts";
import type { KeyedChangeRequest } from "../../keyed-change.ts";
import { fieldIdsOption } from "../field-ids.ts";
import { writeLaidOut } from "../layout/write-laid-out.ts";
import { quoteIdentifier, quoteLiteral } from "../sql-text.ts";
import { writtenFiles } from "../written-file.ts";

/** Writes the rows of a query that yields the columns of the change by name. */
export async function writeRows(
  connection: DuckDBConnection,
  { columns, targetDir, layout }: KeyedChangeRequest,
  rowsSql: string,
): Promise<readonly WrittenFile[]> {
  const list = columns.map(({ name, type }) => {
    const quoted = quoteIdentifier(name);
    return `CAST(${quoted} AS ${sqlTypeText(type)}) AS ${quoted}`;
  });
  const sqlText = `SELECT ${list.join(", ")} FROM (${rowsSql})`;
  if (layout !== undefined) return writeLaidOut(connection, { sqlText, columns, targetDir, layout });
  const path = join(targetDir, `${randomUUID()}.parquet`);
  const reader = await connection.runAndReadAll(
    `COPY (${sqlText}) TO ${quoteLiteral(path)}
      (FORMAT parquet, COMPRESSION zstd, FIELD_IDS ${fieldIdsOption(columns)}, RETURN_STATS)`,
  );
  return writtenFiles(reader, columns);
}
