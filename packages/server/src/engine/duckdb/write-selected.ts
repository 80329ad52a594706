import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { IdentifiedColumn, WrittenFile } from "../engine.ts";
import type { WriteLayout } from "../write-layout.ts";
import { fieldIdsOption } from "./field-ids.ts";
import { writeLaidOut } from "./layout/write-laid-out.ts";
import { quoteLiteral } from "./sql-text.ts";
import { writtenFiles } from "./written-file.ts";

export interface SelectedRows {
  /** A SELECT that yields the columns under their own names and in their own types. */
  readonly sqlText: string;
  readonly columns: readonly IdentifiedColumn[];
  /** Absolute path of an existing folder. */
  readonly targetDir: string;
  /** One file in the rows' order when absent. */
  readonly layout?: WriteLayout;
}

/** Writes rows as Parquet data files that carry the catalog's field ids; none without rows. */
export async function writeSelected(
  connection: DuckDBConnection,
  { sqlText, columns, targetDir, layout }: SelectedRows,
): Promise<readonly WrittenFile[]> {
  if (layout !== undefined)
    return writeLaidOut(connection, { sqlText, columns, targetDir, layout });
  const path = join(targetDir, `${randomUUID()}.parquet`);
  const options = `FORMAT parquet, COMPRESSION zstd, FIELD_IDS ${fieldIdsOption(columns)}, RETURN_STATS`;
  const copy = `COPY (${sqlText}) TO ${quoteLiteral(path)} (${options})`;
  return writtenFiles(await connection.runAndReadAll(copy), columns);
}
