import type { ApiClient } from "../core/api-client.ts";
import type { CallOptions } from "../core/operation.ts";
import { QueryApi } from "../generated/query-api.ts";
import type { QueryResponse } from "../generated/models.ts";
import { ResultsApi } from "../generated/results-api.ts";
import { poll } from "../waiting/poll.ts";
import { QueryFailedError } from "../waiting/query-failed-error.ts";
import { QueryRunsApi } from "../waiting/query-runs-api.ts";
import type { QueryRunOptions } from "./query-options.ts";
import type { QueryScope } from "./query-scope.ts";
import type { StatementText } from "./statement.ts";

/**
 * How long the server keeps the call open before the query goes on in the background: long enough
 * that most answers come with their rows, short enough for whatever stands in between.
 */
const ASYNC_AFTER_MS = 10_000;

/** A statement that has run. */
export interface FinishedRun {
  readonly queryRunId: string;
  /** Null when the rows could not be stored, for the reason in `warning`; then all are in `rows`. */
  readonly resultId: string | null;
  /** Rows of the whole result, where the server tells. */
  readonly rowCount: number | undefined;
  /** Rows that came with the answer, maybe not all; undefined when it ran in the background. */
  readonly preview: RowPreview | undefined;
  readonly executionTimeMs: number | null;
  readonly warning: string | null;
}

export interface RowPreview {
  readonly columns: string[];
  readonly rows: unknown[][];
  readonly isWhole: boolean;
}

/**
 * Runs a statement to its end, in the background when it takes long, and until its rows can be
 * fetched.
 *
 * @throws {@link QueryFailedError} when it failed or was cancelled in the background.
 */
export async function runStatement(
  { client, databaseId }: QueryScope,
  statement: StatementText,
  options: QueryRunOptions,
): Promise<FinishedRun> {
  const { dialect, defaultSchema, statementTimeoutMs, ...others } = options;
  const { readMode, profile, onProgress, ...callOptions } = others;
  const call: ScopedCall = { ...callOptions, xDatabaseId: databaseId };
  const answer = await new QueryApi(client).query(
    {
      sql: statement.sql,
      parameters: statement.parameters,
      dialect,
      defaultSchema,
      timeoutMs: statementTimeoutMs,
      readMode,
      profile,
      async: true,
      asyncAfterMs: ASYNC_AFTER_MS,
    },
    call,
  );
  if (!("rows" in answer)) return waitForRun(client, answer.queryRunId, { ...call, onProgress });
  const run = answeredRun(answer);
  if (run.resultId !== null && isBeingStored(answer)) {
    await waitForResult(client, run.resultId, call);
  }
  return run;
}

type ScopedCall = CallOptions & { readonly xDatabaseId: string | undefined };

function answeredRun(answer: QueryResponse): FinishedRun {
  const { queryRunId, columns, rows, truncated, executionTimeMs } = answer;
  return {
    queryRunId,
    resultId: answer.resultId ?? null,
    rowCount: answer.totalRowCount ?? undefined,
    preview: { columns, rows, isWhole: !truncated },
    executionTimeMs,
    warning: answer.warning ?? null,
  };
}

async function waitForRun(
  client: ApiClient,
  queryRunId: string,
  call: ScopedCall & Pick<QueryRunOptions, "onProgress">,
): Promise<FinishedRun> {
  const run = await new QueryRunsApi(client).wait(queryRunId, { ...call, cancelOnAbort: true });
  if (run.status !== "succeeded") throw new QueryFailedError(run);
  return {
    queryRunId,
    resultId: run.resultId ?? null,
    rowCount: run.rowCount ?? undefined,
    preview: undefined,
    executionTimeMs: run.executionTimeMs ?? null,
    warning: run.warningMessage ?? null,
  };
}

/** The total of a cut answer is not known as long as the rest is still being written. */
function isBeingStored({ truncated, totalRowCount }: QueryResponse): boolean {
  return truncated && (totalRowCount ?? null) === null;
}

async function waitForResult(
  client: ApiClient,
  resultId: string,
  { xDatabaseId, ...options }: ScopedCall,
): Promise<void> {
  const results = new ResultsApi(client);
  await poll(
    client,
    {
      name: `waiting for result ${resultId}`,
      read: (call) => results.getResult(resultId, { ...call, xDatabaseId, limit: 0 }),
      isOver: ({ status }) => status === "ready",
    },
    options,
  );
}
