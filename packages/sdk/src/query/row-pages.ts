import { ResponseValidationError } from "../core/errors.ts";
import type { CallOptions } from "../core/operation.ts";
import { ResultsApi } from "../generated/results-api.ts";
import type { QueryScope } from "./query-scope.ts";
import type { FinishedRun } from "./run-statement.ts";
import { storedResultId } from "./stored-result-id.ts";

/** Rows to ask for when nothing is known about their size. */
const FIRST_PAGE_ROWS = 10_000;
/** An answer is cut at 8 MiB or 10,000 rows; pages of so many times its rows still stay handy. */
const PAGE_FACTOR = 4;

/** Consecutive rows of a result. */
export interface RowPage {
  readonly columns: string[];
  readonly rows: unknown[][];
}

interface PageRequest {
  readonly resultId: string;
  readonly offset: number;
  readonly limit: number;
}

/**
 * All rows of a finished run in order: those that came with its answer, then the rest by page; at
 * least one page, so that the columns are known. The next page is under way while one is used.
 *
 * @throws {@link ResponseValidationError} when rows are missing.
 */
export async function* rowPages(
  scope: QueryScope,
  run: FinishedRun,
  options: CallOptions,
): AsyncGenerator<RowPage, void> {
  if (run.preview !== undefined) yield run.preview;
  if (run.preview?.isWhole === true) return;
  const resultId = storedResultId(run);
  const previewRows = run.preview?.rows.length ?? 0;
  const limit = previewRows === 0 ? FIRST_PAGE_ROWS : previewRows * PAGE_FACTOR;
  let offset = previewRows;
  let next: Promise<RowPage> | undefined;
  do {
    const page = await (next ?? fetchPage(scope, { resultId, offset, limit }, options));
    offset += page.rows.length;
    const isLast = page.rows.length < limit;
    next = isLast ? undefined : fetchPage(scope, { resultId, offset, limit }, options);
    // Whoever leaves early does not look at it; whoever stays meets its failure anyway.
    next?.catch(() => undefined);
    yield page;
  } while (next !== undefined);
  checkCount(run, offset);
}

async function fetchPage(
  { client, databaseId }: QueryScope,
  { resultId, offset, limit }: PageRequest,
  options: CallOptions,
): Promise<RowPage> {
  const scoped = { ...options, offset, limit, xDatabaseId: databaseId };
  const { columns, rows } = await new ResultsApi(client).getResult(resultId, scoped);
  return { columns: columns ?? [], rows: rows ?? [] };
}

function checkCount({ rowCount }: FinishedRun, found: number): void {
  if (rowCount === undefined || rowCount === found) return;
  throw new ResponseValidationError(
    { operation: "get_result", requestId: undefined },
    { path: "rows", expectation: `${rowCount} rows in all`, found: String(found) },
  );
}
