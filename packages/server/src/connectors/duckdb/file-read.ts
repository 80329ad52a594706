import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import { interruptible } from "../../engine/duckdb/interruptible.ts";
import type { SourcePiece, SourceRead, SourceReadRequest } from "../connector.ts";
import { literalSql } from "../sql/engine-sql.ts";
import { renderRead } from "../sql/render-read.ts";
import { spellSql } from "../sql/sql-text.ts";
import { SourceError } from "../source-error.ts";
import { tableLabel } from "../table-label.ts";
import type { AttachedFile } from "./attached-file.ts";
import { describeTable } from "./describe-table.ts";
import { duckDbDialect } from "./duckdb-dialect.ts";
import { duckDbError } from "./duckdb-error.ts";
import { rowPieces } from "./row-pieces.ts";

export interface ReadLimits {
  readonly signal: AbortSignal;
  /** Longest wait for the next rows. */
  readonly statementMs: number;
}

/** A read of one table; `held` is disposed with it. */
export async function beginFileRead(
  file: AttachedFile,
  request: SourceReadRequest,
  { held, limits }: { readonly held: AsyncDisposableStack; readonly limits: ReadLimits },
): Promise<SourceRead> {
  const { catalog } = file;
  const reader = await connect(file, held);
  const writer = await connect(file, held);
  await requireSameColumns(reader, catalog, request);
  const { text, isExact, columns } = renderRead(duckDbDialect(catalog), request);
  const label = tableLabel(request);
  const chunks = chunksOf(reader, spellSql(text, literalSql), limits);
  const { folder, fileBytes } = request;
  const pieces = rowPieces(writer, chunks, { columns, folder, label, fileBytes });
  return {
    statement: spellSql(text, (_, index) => `$${index + 1}`),
    isExact,
    columns,
    pieces: checkedPieces(pieces, file),
    [Symbol.asyncDispose]: async () => {
      await chunks.return(undefined);
      await held.disposeAsync();
    },
  };
}

async function connect(file: AttachedFile, held: AsyncDisposableStack): Promise<DuckDBConnection> {
  return held.adopt(await file.connect(), async (connection) => connection.closeSync());
}

/** @throws {SourceError} `changed`: the cast to the type of before might go well and be wrong */
async function requireSameColumns(
  reader: DuckDBConnection,
  catalog: string,
  { schema, table, columns, aggregate }: SourceReadRequest,
): Promise<void> {
  const now = await describeTable(reader, { catalog, schema, table });
  const types = new Map(now.map(({ name, type }) => [name, JSON.stringify(type)]));
  const used = [...columns, ...(aggregate?.groups ?? [])];
  const changed = used.find(({ name, type }) => types.get(name) !== JSON.stringify(type));
  if (changed === undefined) return;
  throw new SourceError(
    "changed",
    `The column ${JSON.stringify(changed.name)} is gone or has another type than when it was ` +
      "discovered. Refresh the connection.",
  );
}

async function* chunksOf(
  reader: DuckDBConnection,
  sqlText: string,
  { signal, statementMs }: ReadLimits,
): AsyncGenerator<DuckDBDataChunk, undefined> {
  const within = async <T>(work: () => Promise<T>): Promise<T> => {
    const late = AbortSignal.timeout(statementMs);
    const either = AbortSignal.any([signal, late]);
    try {
      const result = await interruptible(reader, either, work);
      // A stream that was interrupted may look as if it had come to its end.
      either.throwIfAborted();
      return result;
    } catch (error) {
      signal.throwIfAborted();
      throw late.aborted ? tooSlow(statementMs) : error;
    }
  };
  const result: DuckDBResult = await within(() => reader.stream(sqlText));
  try {
    for (;;) {
      const chunk = await within(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return undefined;
      yield chunk;
    }
  } finally {
    await endStream(reader, result);
  }
}

/** A stream that is left before its end would keep the file open until somebody collects it. */
async function endStream(reader: DuckDBConnection, result: DuckDBResult): Promise<void> {
  try {
    for (;;) {
      reader.interrupt();
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) return;
    }
  } catch {
    return;
  }
}

async function* checkedPieces(
  pieces: AsyncIterable<SourcePiece>,
  file: AttachedFile,
): AsyncGenerator<SourcePiece, void> {
  try {
    for await (const piece of pieces) {
      await file.requireUnchanged();
      yield piece;
    }
    await file.requireUnchanged();
  } catch (error) {
    throw duckDbError(error);
  }
}

function tooSlow(statementMs: number): SourceError {
  return new SourceError(
    "unavailable",
    `The DuckDB file gave no rows within ${Math.round(statementMs / 1000)} seconds.`,
  );
}
