import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { CompactRequest } from "../compact-request.ts";
import type { WrittenFile } from "../engine.ts";
import { engineError } from "./engine-error.ts";
import { fieldIdsOption } from "./field-ids.ts";
import { interruptible } from "./interruptible.ts";
import { writeLaidOut } from "./layout/write-laid-out.ts";
import { scanSql } from "./scan-sql.ts";
import { quoteLiteral } from "./sql-text.ts";
import { writtenFiles } from "./written-file.ts";

/** Writes the rows of a table's files as new files; none when no row is left. */
export async function compactFiles(
  connection: DuckDBConnection,
  { scan, columns, targetDir, layout }: CompactRequest,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const sqlText = scanSql(scan);
  const path = join(targetDir, `${randomUUID()}.parquet`);
  const options = `FORMAT parquet, COMPRESSION zstd, FIELD_IDS ${fieldIdsOption(columns)}, RETURN_STATS`;
  const copy = `COPY (${sqlText}) TO ${quoteLiteral(path)} (${options})`;
  try {
    return await interruptible(connection, signal, async () =>
      layout === undefined
        ? writtenFiles(await connection.runAndReadAll(copy), columns)
        : writeLaidOut(connection, { sqlText, columns, targetDir, layout }),
    );
  } catch (error) {
    throw engineError(error, {});
  }
}
