import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract";
import {
  type ExecuteOutcome,
  type ExecuteRequest,
  type ResultColumn,
  type ResultPreview,
  SqlError,
} from "../engine.ts";
import { jsonRow, storedName } from "./cell-text.ts";
import { columnTypeOf } from "./column-type-of.ts";
import { type DeliveredColumn, deliverColumn } from "./deliver-column.ts";
import { engineError } from "./engine-error.ts";
import { hideFileNames } from "./hide-file-names.ts";
import { interruptible } from "./interruptible.ts";
import type { QuerySession } from "./query-session.ts";
import { quoteLiteral } from "./sql-text.ts";
import type { InspectedStatement } from "./statement/inspect-statement.ts";
import { readText, streamText } from "./stream-text.ts";

/** So few rows, in so small a file, are quicker to fetch at once than to stream. */
const FEW_ROWS = 200;
const SMALL_FILE_BYTES = 65_536;

interface BoundQuery {
  readonly columns: readonly ResultColumn[];
  /** A SELECT of the delivered columns under their stored names. */
  readonly storedSql: string;
}

/** Runs a statement once: its result becomes a Parquet file, the preview is read back from it. */
export async function executeQuery(
  session: QuerySession,
  statement: InspectedStatement,
  request: ExecuteRequest,
  signal: AbortSignal,
): Promise<ExecuteOutcome> {
  try {
    return await session.use(
      request,
      (connection) => interruptible(connection, signal, () => bindQuery(connection, statement)),
      (connection, bound) =>
        interruptible(connection, signal, () => storeResult(connection, bound, request)),
    );
  } catch (error) {
    throw submittedError(engineError(error, { sqlText: statement.sqlText }), statement);
  }
}

/** Positions count in the text that was submitted, not in the one that was run. */
function submittedError(error: unknown, statement: InspectedStatement): unknown {
  if (!(error instanceof SqlError) || error.position === undefined) return error;
  return new SqlError(error.message, statement.toSubmittedPosition(error.position));
}

async function bindQuery(
  connection: DuckDBConnection,
  statement: InspectedStatement,
): Promise<BoundQuery> {
  if (statement.kind === "explain" || statement.kind === "explain-analyze") {
    return bindExplain(connection, statement.sqlText);
  }
  const prepared = await connection.prepare(statement.sqlText);
  const columns: Column[] = [];
  for (let index = 0; index < prepared.columnCount; index += 1) {
    const type = columnTypeOf(prepared.columnType(index));
    columns.push({ name: prepared.columnName(index), type });
  }
  prepared.destroySync();
  const delivered = columns.map((column, index) =>
    deliverColumn(column, storedName(index), statement.hugeintCasts?.[index] ?? false),
  );
  const names = columns.map((_, index) => storedName(index)).join(", ");
  return {
    columns: columns.map((column, index) => resultColumn(column.name, delivered[index])),
    storedSql: `SELECT ${selectList(delivered)} FROM (${statement.sqlText}\n) AS result(${names})`,
  };
}

function selectList(delivered: readonly DeliveredColumn[]): string {
  return delivered.map(({ sql }, index) => `${sql} AS ${storedName(index)}`).join(", ");
}

function resultColumn(name: string, delivered: DeliveredColumn | undefined): ResultColumn {
  if (delivered === undefined) throw new Error("a result column has no delivered type");
  return { name, type: delivered.type, nullable: true };
}

/** EXPLAIN cannot stand in a sub-select: its few lines are fetched and become the result. */
async function bindExplain(connection: DuckDBConnection, sqlText: string): Promise<BoundQuery> {
  const reader = await connection.runAndReadAll(sqlText);
  const names = reader.columnNames();
  const rows = reader.getRowsJson().map((row) => `(${row.map(explainCell).join(", ")})`);
  const stored = names.map((_, index) => storedName(index)).join(", ");
  return {
    columns: names.map((name) => ({
      name,
      type: { kind: "scalar", name: "VARCHAR" },
      nullable: true,
    })),
    storedSql: `SELECT * FROM (VALUES ${rows.join(", ")}) AS result(${stored})`,
  };
}

function explainCell(value: unknown): string {
  if (typeof value !== "string") throw new Error("EXPLAIN answered something else than text");
  return quoteLiteral(hideFileNames(value));
}

async function storeResult(
  connection: DuckDBConnection,
  bound: BoundQuery,
  request: ExecuteRequest,
): Promise<ExecuteOutcome> {
  const target = quoteLiteral(request.resultPath);
  const copied = await connection.runAndReadAll(
    `COPY (${bound.storedSql}) TO ${target} (FORMAT parquet, COMPRESSION lz4_raw, RETURN_STATS)`,
  );
  const [stats] = copied.getRowObjects();
  if (stats === undefined) throw new Error("COPY returned no statistics");
  const rowCount = Number(stats["count"]);
  const sizeBytes = Number(stats["file_size_bytes"]);
  return {
    columns: bound.columns,
    rowCount,
    sizeBytes,
    preview: await readPreview(connection, bound, { request, rowCount, sizeBytes }),
  };
}

interface StoredFile {
  readonly request: ExecuteRequest;
  readonly rowCount: number;
  readonly sizeBytes: number;
}

async function readPreview(
  connection: DuckDBConnection,
  bound: BoundQuery,
  { request, rowCount, sizeBytes }: StoredFile,
): Promise<ResultPreview> {
  const rows: string[] = [];
  if (rowCount === 0) return { rows, truncated: false };
  const row = jsonRow(bound.columns.map((column) => column.type));
  const source = `read_parquet(${quoteLiteral(request.resultPath)})`;
  const limit = Math.min(request.preview.maxRows, rowCount);
  let previewBytes = 0;
  const sqlText = `SELECT ${row} FROM ${source} LIMIT ${limit}`;
  const isSmall = limit <= FEW_ROWS && sizeBytes <= SMALL_FILE_BYTES;
  const texts = isSmall ? readText(connection, sqlText) : streamText(connection, sqlText);
  for await (const text of texts) {
    previewBytes += Buffer.byteLength(text) + 1;
    if (previewBytes > request.preview.maxBytes) break;
    rows.push(text);
  }
  return { rows, truncated: rows.length < rowCount };
}
