import type { DuckDBConnection } from "@duckdb/node-api";
import { sqlTypeText } from "@hotdata/contract/types";
import type { ExecuteOutcome, ExecuteRequest, ResultColumn } from "../engine.ts";
import type { BoundQuery, QueryToBind } from "./bind-query.ts";
import { storedName } from "./cell-text.ts";
import { interruptible } from "./interruptible.ts";
import { runPlain } from "./plain-result.ts";
import type { QuerySession } from "./query-session.ts";
import { haveExactTexts, runForTexts, type SmallResult } from "./small-result.ts";
import { storedOutcome } from "./stored-outcome.ts";
import { castTo, type LongRows, writeLongRows } from "./write-cells.ts";

export interface SmallContext {
  readonly session: QuerySession;
  readonly request: ExecuteRequest;
  readonly signal: AbortSignal;
  /** Whether there are few rows for certain. */
  readonly areFew: boolean;
}

/** What a result that is read cell by cell is, and how its long rows become a file. */
interface ReadResult extends Omit<LongRows, "chunks"> {
  readonly columns: readonly ResultColumn[];
  readonly result: SmallResult;
}

/**
 * Runs a statement for values that are written as texts here. Undefined when it has others, `many` when
 * it proves to have many rows: then it has to run once more.
 */
export async function storePlain(
  query: QueryToBind,
  context: SmallContext,
): Promise<ExecuteOutcome | "many" | undefined> {
  if (query.statement.kind !== "select" || query.partial !== undefined) return undefined;
  const { areFew, request } = context;
  const read = await runPlain(query, { areFew, preview: request.preview });
  if (read === undefined) return undefined;
  const types = read.source.map(({ type }) => sqlTypeText(type));
  return (await storeRead({ ...read, types }, context)) ?? "many";
}

/**
 * Runs a statement for the texts that the engine writes. Undefined when these do not tell its values, or
 * there are many rows.
 */
export async function storeTexts(
  connection: DuckDBConnection,
  bound: BoundQuery,
  context: SmallContext,
): Promise<ExecuteOutcome | undefined> {
  const { columns } = bound;
  if (!haveExactTexts(columns)) return undefined;
  const { areFew, request } = context;
  const result = await runForTexts(connection, bound, { areFew, preview: request.preview });
  const types = columns.map(() => "VARCHAR");
  const values = columns.map((column, index) => castTo(column, storedName(index)));
  return storeRead({ columns, result, types, values }, context);
}

/** What proves to be small never becomes a file. */
async function storeRead(
  { columns, result, types, values }: ReadResult,
  { session, request, signal }: SmallContext,
): Promise<ExecuteOutcome | undefined> {
  if (result.kind === "many") return undefined;
  if (result.kind === "small") {
    const { cells, rowCount, preview } = result;
    return { columns, rowCount, sizeBytes: Buffer.byteLength(cells), cells, preview };
  }
  const { chunks } = result;
  return session.withConnection((writer) =>
    interruptible(writer, signal, async () => {
      const written = await writeLongRows(writer, { chunks, types, values }, request.resultPath);
      return storedOutcome(writer, columns, { request, written });
    }),
  );
}
