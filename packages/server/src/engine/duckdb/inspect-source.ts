import type { DuckDBConnection } from "@duckdb/node-api";
import type { LoadSource, SourceDescription } from "../engine.ts";
import { columnTypeOf } from "./column-type-of.ts";
import { inspectCsv } from "./csv/inspect-csv.ts";
import { interruptible } from "./interruptible.ts";
import { inspectJson } from "./json/inspect-json.ts";
import { refuseRenamedColumns } from "./refuse-renamed-columns.ts";
import { sourceError } from "./source-error.ts";
import { sourceReader } from "./source-reader.ts";

/** Finds out the columns of a source file: from its footer, its head, or all of it. */
export async function inspectSource(
  connection: DuckDBConnection,
  source: LoadSource,
  signal: AbortSignal,
): Promise<SourceDescription> {
  try {
    switch (source.format) {
      case "csv":
        return await inspectCsv(source, signal);
      case "json":
        return await inspectJson(source, signal);
      case "parquet":
        return await interruptible(connection, signal, () => inspectParquet(connection, source));
      case "rows":
        return { columns: source.rows?.columns ?? [] };
    }
  } catch (error) {
    throw sourceError(error, source);
  }
}

async function inspectParquet(
  connection: DuckDBConnection,
  source: LoadSource,
): Promise<SourceDescription> {
  const prepared = await connection.prepare(`SELECT * FROM ${sourceReader(source)}`);
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: prepared.columnName(index),
    type: columnTypeOf(prepared.columnType(index)),
  }));
  prepared.destroySync();
  await refuseRenamedColumns(connection, source, columns);
  return { columns };
}
