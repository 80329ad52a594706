import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract";
import type {
  LoadSource,
  SourceDescription,
  WriteColumn,
  WriteRequest,
  WrittenFile,
} from "../engine.ts";
import { columnTypeOf } from "./column-type-of.ts";
import { engineError } from "./engine-error.ts";
import { fieldIdsOption } from "./field-ids.ts";
import { interruptible } from "./interruptible.ts";
import { writeLaidOut } from "./layout/write-laid-out.ts";
import { refuseRenamedColumns } from "./refuse-renamed-columns.ts";
import { sourceReader } from "./source-reader.ts";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";
import { writtenFiles } from "./written-file.ts";

/** Finds out the columns of a source file without reading all of it. */
export async function inspectSource(
  connection: DuckDBConnection,
  source: LoadSource,
  signal: AbortSignal,
): Promise<SourceDescription> {
  return translated(source, () =>
    interruptible(connection, signal, async () => {
      const prepared = await connection.prepare(`SELECT * FROM ${sourceReader(source)}`);
      const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({
        name: prepared.columnName(index),
        type: columnTypeOf(prepared.columnType(index)),
      }));
      prepared.destroySync();
      await refuseRenamedColumns(connection, source, columns);
      return { columns };
    }),
  );
}

/** Writes the source's rows as a Parquet data file that carries the catalog's field ids. */
export async function writeDataFiles(
  connection: DuckDBConnection,
  request: WriteRequest,
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  const { source, columns, layout } = request;
  const select = columns.map(writtenColumn).join(", ");
  const reader = sourceReader(source);
  if (layout !== undefined) {
    const rows = { ...request, sqlText: `SELECT ${select} FROM ${reader}`, layout };
    return translated(source, () =>
      interruptible(connection, signal, () => writeLaidOut(connection, rows)),
    );
  }
  const options = `FORMAT parquet, COMPRESSION zstd, FIELD_IDS ${fieldIdsOption(columns)}, RETURN_STATS`;
  const path = join(request.targetDir, `${randomUUID()}.parquet`);
  const copy = `COPY (SELECT ${select} FROM ${reader}) TO ${quoteLiteral(path)} (${options})`;
  return translated(source, () =>
    interruptible(connection, signal, async () =>
      writtenFiles(await connection.runAndReadAll(copy), columns),
    ),
  );
}

function writtenColumn(column: WriteColumn): string {
  const value = column.sourceName === null ? "NULL" : quoteIdentifier(column.sourceName);
  return `CAST(${value} AS ${sqlTypeText(column.type)}) AS ${quoteIdentifier(column.name)}`;
}

async function translated<T>(source: LoadSource, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw engineError(error, { replacements: [[source.path, source.label]] });
  }
}
