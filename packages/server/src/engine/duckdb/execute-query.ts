import type { DuckDBConnection } from "@duckdb/node-api";
import type { Column } from "@hotdata/contract";
import { type ExecuteOutcome, type ExecuteRequest, type OnProgress, SqlError } from "../engine.ts";
import { beyondHits, hasTooFewHits } from "./search/beyond-hits.ts";
import { bindParameters } from "./bind-parameters.ts";
import { type BoundQuery, bindQuery, type QueryToBind, runBound } from "./bind-query.ts";
import { jsonRow } from "./cell-text.ts";
import { engineError } from "./engine-error.ts";
import type { ExpectedSizes } from "./expected-size.ts";
import { interruptible } from "./interruptible.ts";
import { placeTables } from "./placed-tables.ts";
import type { QuerySession } from "./query-session.ts";
import { copyProfiled } from "./run-profile/copy-profiled.ts";
import { quoteLiteral } from "./sql-text.ts";
import type { InspectedStatement, RunText } from "./statement/inspected-statement.ts";
import { readPreview } from "../cells/read-preview.ts";
import { notStoredReason } from "./not-stored-reason.ts";
import { type SmallContext, storePlain, storeTexts } from "./store-small.ts";
import { type StoredFile, storedOutcome } from "./stored-outcome.ts";
import { streamText } from "./stream-text.ts";
import { watchProgress } from "./watch-progress.ts";
import { STORED_FORMAT, writtenResult } from "./write-cells.ts";

export interface ExecutionContext {
  readonly sizes: ExpectedSizes;
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
}

/**
 * Runs a statement once: its result becomes a Parquet file, and the preview is read back from it.
 * A small one is answered as text, which is quicker than to make a file.
 */
export async function executeQuery(
  session: QuerySession,
  statement: InspectedStatement,
  request: ExecuteRequest,
  context: ExecutionContext,
): Promise<ExecuteOutcome> {
  try {
    return await executeOnce(session, statement, request, context);
  } catch (error) {
    if (!hasTooFewHits(error)) throw error;
    // Conditions left too few of the nearest rows: every row is looked at.
    const complete = { ...request, searches: beyondHits(request.searches ?? []) };
    return await executeOnce(session, statement, complete, context);
  }
}

async function executeOnce(
  session: QuerySession,
  inspected: InspectedStatement,
  request: ExecuteRequest,
  { sizes, signal, onProgress }: ExecutionContext,
): Promise<ExecuteOutcome> {
  const named = { ...inspected, ...textToRun(inspected, request) };
  const { text, tables } = placeTables(named, request) ?? { text: named, tables: request.tables };
  const statement = { ...named, ...text };
  const key = bindingKey(named, request);
  const use = <R>(run: (query: QueryToBind) => Promise<R>) =>
    session.use(
      { ...request, tables, calls: statement.calls },
      (connection) =>
        interruptible(connection, signal, async () => {
          using _ = watchProgress(connection, onProgress);
          // Awaited here: what is in use is disposed of at the end of this block.
          return await run(await queryToBind(connection, statement, { session, request, key }));
        }),
      signal,
    );
  try {
    try {
      const expected = sizes.of(inspected, request);
      const context = { session, request, signal, areFew: expected === "few" };
      const outcome = await use(async (query) =>
        expected === "any" ? storeResult(query, request) : storeExpected(query, context),
      );
      sizes.note(inspected, expected, outcome);
      return outcome;
    } catch (error) {
      const reason = notStoredReason(error, request.resultPath);
      if (reason === undefined) throw error;
      // The transaction is lost with the file: the statement runs once more, for its answer alone.
      return await use((query) => answerOnly(query, { request, reason }));
    }
  } catch (error) {
    throw submittedError(engineError(error, { sqlText: statement.sqlText }), statement);
  }
}

/** What is expected to be small. */
async function storeExpected(query: QueryToBind, context: SmallContext): Promise<ExecuteOutcome> {
  const plain = await storePlain(query, context);
  if (plain !== undefined && plain !== "many") return plain;
  const bound = await bindQuery(query);
  const { connection } = query;
  const small = plain === undefined ? await storeTexts(connection, bound, context) : undefined;
  return small ?? storeBound(connection, bound, context.request);
}

/** Another text is run where the nearest rows were found that a statement asks for. */
function textToRun(
  statement: InspectedStatement,
  { searches: found = [], distances = [] }: ExecuteRequest,
): RunText {
  const { nearest, searches } = statement;
  const isFound = searches
    .filter((call) => call.function === "nearest")
    .every((call) => found.some(({ name }) => name === call.name));
  const text = nearest !== undefined && isFound ? nearest : statement;
  if (distances.length === 0) return text;
  return text.withDistances(new Map(distances.map((distance) => [distance.name, distance])));
}

/** Positions count in the text that was submitted, not in the one that was run. */
function submittedError(error: unknown, statement: InspectedStatement): unknown {
  if (!(error instanceof SqlError) || error.position === undefined) return error;
  return new SqlError(error.message, statement.toSubmittedPosition(error.position));
}

interface BindContext {
  readonly session: QuerySession;
  readonly request: ExecuteRequest;
  /** See `bindingKey`. */
  readonly key: string;
}

async function queryToBind(
  connection: DuckDBConnection,
  statement: InspectedStatement,
  { session, request, key }: BindContext,
): Promise<QueryToBind> {
  const { tables, parameters } = request;
  const values = statement.hasParameters ? await bindParameters(connection, parameters) : undefined;
  const known = {
    find: () => session.columns.find(key),
    set: (columns: readonly Column[]) => session.columns.set(key, columns),
  };
  const { notes = [] } = request;
  const partial = request.partial && statement.partial;
  return { connection, statement, partial, tables, notes, bind: values, known };
}

/** All that the meaning of a statement's names depends on; its text comes last. */
function bindingKey({ sqlText }: InspectedStatement, request: ExecuteRequest): string {
  const { dialect, defaultCatalog, defaultSchema, tables } = request;
  const versions = tables.map(({ catalog, schema, table, version, shape = version }) => [
    catalog,
    schema,
    table,
    shape,
  ]);
  return `${JSON.stringify([dialect, defaultCatalog, defaultSchema, versions])}\0${sqlText}`;
}

async function storeResult(query: QueryToBind, request: ExecuteRequest): Promise<ExecuteOutcome> {
  return storeBound(query.connection, await bindQuery(query), request);
}

async function storeBound(
  connection: DuckDBConnection,
  bound: BoundQuery,
  request: ExecuteRequest,
): Promise<ExecuteOutcome> {
  const written = await copyResult(connection, bound, request);
  return storedOutcome(connection, bound.columns, { request, written });
}

async function copyResult(
  connection: DuckDBConnection,
  { storedSql, bind }: BoundQuery,
  request: ExecuteRequest,
): Promise<StoredFile["written"]> {
  const target = quoteLiteral(request.resultPath);
  const copySql = `COPY (${storedSql}) TO ${target} (${STORED_FORMAT})`;
  if (request.isProfiled === true) return copyProfiled(connection, { copySql, bind, request });
  return writtenResult(await (await runBound(connection, copySql, bind)).getRowObjects());
}

interface UnstoredAnswer {
  readonly request: ExecuteRequest;
  readonly reason: string;
}

async function answerOnly(
  query: QueryToBind,
  { request, reason }: UnstoredAnswer,
): Promise<ExecuteOutcome> {
  const { connection } = query;
  const bound = await bindQuery(query);
  const row = jsonRow(bound.columns.map((column) => column.type));
  const sqlText = `SELECT ${row} FROM (${bound.storedSql}) AS result`;
  const preview = await readPreview(streamText(connection, sqlText, bound.bind), request.preview);
  const rowCount = preview.rows.length;
  return { columns: bound.columns, rowCount, sizeBytes: 0, preview, notStored: reason };
}
