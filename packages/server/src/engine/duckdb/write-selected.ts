import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { IdentifiedColumn, WrittenFile } from "../engine.ts";
import type { WriteLayout } from "../write-layout.ts";
import { dataFileOptions } from "./data-file-options.ts";
import { writeLaidOut } from "./layout/write-laid-out.ts";
import type { RowGroups } from "./row-groups.ts";
import { quoteLiteral } from "./sql-text.ts";
import { writtenFiles } from "./written-file.ts";

export interface SelectedRows extends RowGroups {
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
  rows: SelectedRows,
): Promise<readonly WrittenFile[]> {
  const { sqlText, columns, targetDir, layout, rowGroupRows } = rows;
  if (layout !== undefined) return writeLaidOut(connection, { ...rows, layout });
  const path = join(targetDir, `${randomUUID()}.parquet`);
  const options = dataFileOptions(columns, [rowGroupRows]);
  const copy = `COPY (${sqlText}) TO ${quoteLiteral(path)} (${options.join(", ")})`;
  return writtenFiles(await connection.runAndReadAll(copy), columns);
}
