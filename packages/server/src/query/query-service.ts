import { sqlHash, type QueryRunStore } from "./query-run-store.ts";
import type { ExecuteOutcome, SqlDialect, SqlParameter } from "../engine/engine.ts";
import { SqlError } from "../engine/engine.ts";
import { shuttingDown } from "../http/api-error.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { ResultFiles } from "../results/result-files.ts";
import type { NewResult, ResultStore } from "../results/result-store.ts";
import { createId } from "../ids/create-id.ts";
import type { StatementRunner } from "./statement-runner.ts";
import type { Scope } from "./query-scope.ts";

/** Rows and bytes of an answer: beyond them a scoped query is cut. */
export const PREVIEW = { maxRows: 10_000, maxBytes: 8 * 1024 * 1024 } as const;
/** A workspace-wide query is answered whole, since older clients know no cut answers. */
const WHOLE = { maxRows: Number.MAX_SAFE_INTEGER, maxBytes: 64 * 1024 * 1024 } as const;
type Preview = typeof PREVIEW | typeof WHOLE;
/** A run that takes longer than this shows up in the history while it is running. */
const RECORD_RUNNING_AFTER_MS = 100;

export interface QuerySubmission {
  readonly workspaceId: string;
  readonly scope: Scope;
  readonly keyId: string;
  readonly traceId: string;
  readonly sqlText: string;
  /** `hotsql` when absent. */
  readonly dialect?: SqlDialect | undefined;
  readonly parameters?: readonly SqlParameter[] | undefined;
  readonly defaultCatalog: string | undefined;
  readonly defaultSchema: string | undefined;
}

export interface FinishedQuery {
  readonly runId: string;
  readonly resultId: string;
  readonly outcome: ExecuteOutcome;
  readonly executionTimeMs: number;
}

export interface StartedQuery {
  readonly runId: string;
  readonly finished: Promise<FinishedQuery>;
}

export interface QueryServiceParts {
  readonly metastore: Metastore;
  readonly runs: QueryRunStore;
  readonly results: ResultStore;
  readonly files: ResultFiles;
  readonly runner: StatementRunner;
  /** Limit of one query, in milliseconds. */
  readonly timeoutMs: number;
}

/** Runs queries, and records each with its result. */
export class QueryService {
  readonly #parts: QueryServiceParts;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(parts: QueryServiceParts) {
    this.#parts = parts;
  }

  /** Runs a query for a caller that waits; `signal` fires when the caller has left. */
  async run(submission: QuerySubmission, signal: AbortSignal): Promise<FinishedQuery> {
    const query = new SubmittedQuery(this.#parts, submission, answerPreview(submission));
    const timer = setTimeout(() => void query.recordRunning(), RECORD_RUNNING_AFTER_MS);
    try {
      return await this.#track(query.run(this.#limit(signal), refuseCutAnswer));
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Starts a query that goes on whether or not the caller stays. A caller that may take its rows
   * from the outcome says so; see {@link isCutForOldClients} before sending them.
   */
  async start(submission: QuerySubmission, mayAnswer: boolean): Promise<StartedQuery> {
    const preview = mayAnswer ? answerPreview(submission) : PREVIEW;
    const query = new SubmittedQuery(this.#parts, submission, preview);
    await query.recordStarted();
    const finished = this.#track(query.run(this.#limit(undefined)));
    finished.catch(() => undefined);
    return { runId: query.runId, finished };
  }

  /** Stops what still runs and waits until it is recorded. */
  async close(): Promise<void> {
    this.#stopping.abort(shuttingDown());
    await Promise.allSettled(this.#running);
  }

  #limit(signal: AbortSignal | undefined): AbortSignal {
    const timeout = AbortSignal.timeout(this.#parts.timeoutMs);
    const signals = [this.#stopping.signal, timeout];
    return AbortSignal.any(signal === undefined ? signals : [signal, ...signals]);
  }

  async #track<T>(work: Promise<T>): Promise<T> {
    this.#running.add(work);
    try {
      return await work;
    } finally {
      this.#running.delete(work);
    }
  }
}

function answerPreview({ scope }: QuerySubmission): Preview {
  return scope === undefined ? WHOLE : PREVIEW;
}

/** Whether rows were left out of an answer that older clients would take for the whole one. */
export function isCutForOldClients({ scope }: QuerySubmission, outcome: ExecuteOutcome): boolean {
  return scope === undefined && outcome.preview.truncated;
}

function refuseCutAnswer(submission: QuerySubmission, outcome: ExecuteOutcome): void {
  if (!isCutForOldClients(submission, outcome)) return;
  throw new SqlError(
    `the result has ${outcome.rowCount} rows, more than the ${WHOLE.maxBytes / 1024 / 1024} MiB ` +
      "that a query without a database may answer at once; send async: true and fetch the " +
      "result by its id, or name a database with the X-Database-Id header",
  );
}

/** One query on its way: everything that is recorded about it happens here. */
class SubmittedQuery {
  readonly runId = createId("qrun");
  readonly #resultId = createId("rslt");
  readonly #parts: QueryServiceParts;
  readonly #submission: QuerySubmission;
  readonly #preview: Preview;
  readonly #createdAt = new Date();
  readonly #startedMs = performance.now();
  #recorded: Promise<void> | undefined;
  #isDone = false;
  /** A background run's result is known to its caller from the start. */
  #isStarted = false;

  constructor(parts: QueryServiceParts, submission: QuerySubmission, preview: Preview) {
    this.#parts = parts;
    this.#submission = submission;
    this.#preview = preview;
  }

  /** Shows a long run in the history while it runs. */
  async recordRunning(): Promise<void> {
    if (this.#isDone || this.#recorded !== undefined) return;
    this.#recorded = this.#parts.runs.put({ ...this.#row(), status: "running" });
    await this.#recorded.catch(() => undefined);
  }

  /** Records a background run before anybody is told its id. */
  async recordStarted(): Promise<void> {
    this.#isStarted = true;
    await this.#parts.results.putProcessing(this.#newResult());
    this.#recorded = this.#parts.runs.put({
      ...this.#row(),
      status: "running",
      result_id: this.#resultId,
    });
    await this.#recorded;
  }

  /** Runs it; `check` may refuse the outcome, and the run then counts as failed. */
  async run(signal: AbortSignal, check?: typeof refuseCutAnswer): Promise<FinishedQuery> {
    try {
      const outcome = await this.#parts.runner.run(
        {
          ...this.#submission,
          resultPath: this.#parts.files.path(this.#resultId),
          preview: this.#preview,
        },
        signal,
      );
      check?.(this.#submission, outcome);
      return await this.#succeed(outcome);
    } catch (error) {
      await this.#fail(error, signal);
      throw isTimeout(signal) ? new SqlError(failureMessage(error, signal)) : error;
    }
  }

  async #succeed(outcome: ExecuteOutcome): Promise<FinishedQuery> {
    const { files, metastore, results, runs } = this.#parts;
    const data = await files.seal(this.#resultId, outcome.sizeBytes);
    const executionTimeMs = Math.round(performance.now() - this.#startedMs);
    await this.#settled();
    await metastore.transaction().execute(async (transaction) => {
      const contents = { ...outcome, data };
      await results.putReady(transaction, this.#newResult(), contents);
      const end = { ...this.#ended(executionTimeMs), result_id: this.#resultId };
      await runs.put({ ...end, status: "succeeded", row_count: outcome.rowCount }, transaction);
    });
    return { runId: this.runId, resultId: this.#resultId, outcome, executionTimeMs };
  }

  async #fail(error: unknown, signal: AbortSignal): Promise<void> {
    const { files, results, runs } = this.#parts;
    await files.remove(this.#resultId);
    const executionTimeMs = Math.round(performance.now() - this.#startedMs);
    const message = failureMessage(error, signal);
    await this.#settled();
    const end = { ...this.#ended(executionTimeMs), error_message: message };
    if (this.#isStarted) await results.putFailed(this.#resultId, message);
    const resultId = this.#isStarted ? this.#resultId : null;
    await runs.put({ ...end, status: "failed", result_id: resultId });
  }

  /** A record of the start that is still being written must not come after that of the end. */
  async #settled(): Promise<void> {
    this.#isDone = true;
    await this.#recorded?.catch(() => undefined);
  }

  #newResult(): NewResult {
    return {
      id: this.#resultId,
      workspaceId: this.#submission.workspaceId,
      databaseId: this.#submission.scope?.id,
      createdAt: this.#createdAt.toISOString(),
    };
  }

  #ended(executionTimeMs: number) {
    return {
      ...this.#row(),
      completed_at: new Date().toISOString(),
      execution_time_ms: executionTimeMs,
      server_processing_ms: executionTimeMs,
    };
  }

  #row() {
    const { workspaceId, scope, sqlText, traceId, keyId } = this.#submission;
    return {
      id: this.runId,
      workspace_id: workspaceId,
      database_id: scope?.id ?? null,
      sql_text: sqlText,
      sql_hash: sqlHash(sqlText),
      created_at: this.#createdAt.toISOString(),
      completed_at: null,
      execution_time_ms: null,
      server_processing_ms: null,
      result_id: null,
      row_count: null,
      error_message: null,
      trace_id: traceId,
      key_id: keyId,
    };
  }
}

function isTimeout({ aborted, reason }: AbortSignal): boolean {
  return aborted && reason instanceof DOMException && reason.name === "TimeoutError";
}

/** What the history says of a failure: the engine's words, never internals. */
function failureMessage(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) {
    const reason: unknown = signal.reason;
    if (isTimeout(signal)) return "the query took longer than the server allows";
    return reason instanceof Error ? reason.message : "the query was cancelled";
  }
  const isTold = error instanceof Error && /^(SqlError|ApiError|Engine\w+Error)$/.test(error.name);
  return isTold ? error.message : "the server failed while it ran the query";
}
