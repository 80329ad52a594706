import type { ErrorCode } from "@hotdata/contract";
import { persistenceUnavailable } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { SharedCommits } from "../metastore/shared-commits.ts";
import { ResultNotStoredError } from "../results/result-not-stored-error.ts";
import type { ResultKeeper } from "../results/result-keeper.ts";
import type { NewResult } from "../results/result-store.ts";
import type { Place } from "../admission/admission.ts";
import type { Turn } from "../admission/turns.ts";
import { newRunRow } from "./new-run-row.ts";
import type { PreviewSize } from "./preview-size.ts";
import type { QueryRunStore } from "./query-run-store.ts";
import type { QuickStatements } from "./quick-statements.ts";
import type { QuerySubmission } from "./query-submission.ts";
import type { RunProfileStore } from "./run-profile-store.ts";
import { unsuccessfulEnd } from "./run-end.ts";
import type { SlowQueryLog } from "./slow-query-log.ts";
import type { QueryPhases } from "../telemetry/query-phases.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import { storedSources } from "./sources/run-sources.ts";
import type { UsedSource } from "./sources/used-source.ts";
import type { OpenedStatement, StatementOutcome, StatementRequest } from "./statement-request.ts";
import type { StatementRunner } from "./statement-runner.ts";
import { type TimeLimit, timeLimitError, waitLimitError } from "./time-limit.ts";

export interface FinishedQuery {
  readonly runId: string;
  /** Null when the result could not be stored; `warning` then says why. */
  readonly resultId: string | null;
  readonly warning: string | null;
  readonly outcome: StatementOutcome;
  readonly executionTimeMs: number;
}

export type RunEnd = "succeeded" | "failed" | "cancelled";

export interface SubmittedQueryParts {
  readonly commits: SharedCommits;
  readonly runs: QueryRunStore;
  readonly profiles: RunProfileStore;
  readonly results: ResultKeeper;
  readonly runner: StatementRunner;
  readonly quick: QuickStatements;
  readonly telemetry: Telemetry;
  readonly slowQueries: SlowQueryLog;
}

export interface QueryOptions {
  /** Left when the query has ended. */
  readonly place: Place;
  readonly preview: PreviewSize;
  readonly limit: TimeLimit;
  /** May refuse an outcome, and the run then counts as failed. */
  readonly check?: (submission: QuerySubmission, outcome: StatementOutcome) => void;
}

interface QueryEnd {
  readonly status: RunEnd;
  readonly code?: ErrorCode;
  readonly outcome?: StatementOutcome;
}

/** One query on its way: everything that is recorded about it happens here. */
export class SubmittedQuery {
  readonly runId = createId("qrun");
  readonly submission: QuerySubmission;
  readonly #resultId = createId("rslt");
  readonly #parts: SubmittedQueryParts;
  readonly #options: QueryOptions;
  readonly #createdAt = new Date();
  readonly #startedMs = performance.now();
  readonly #stopping = new AbortController();
  readonly #ended = Promise.withResolvers<RunEnd>();
  readonly #phases: QueryPhases;
  #recorded: Promise<void> | undefined;
  readonly #sourcesKnown = Promise.withResolvers<void>();
  #isInLine = false;
  #copying = 0;
  #used: readonly UsedSource[] = [];
  #isDone = false;
  /** A background run's result is known to its caller from the start. */
  #isResultPromised = false;
  #isAwaited = true;
  #progress: number | null = null;

  constructor(parts: SubmittedQueryParts, submission: QuerySubmission, options: QueryOptions) {
    this.#parts = parts;
    this.submission = submission;
    this.#options = options;
    this.#phases = parts.telemetry.openQuery();
  }

  /** How it ended, once that is recorded. Never rejects. */
  get ended(): Promise<RunEnd> {
    return this.#ended.promise;
  }

  /** How far it has come, in percent, as the engine sees it; null while that is not known. */
  get progress(): number | null {
    return this.#progress;
  }

  /** Resolves when it is known what it has to copy of outside sources first. Never rejects. */
  get sourcesKnown(): Promise<void> {
    return this.#sourcesKnown.promise;
  }

  /** What it waits for that may take long, for people. */
  get reason(): string | null {
    if (this.#copying === 0) return null;
    const tables = this.#copying === 1 ? "one table" : `${this.#copying} tables`;
    return `copying ${tables} of outside sources for the first time`;
  }

  /** Interrupts it; it fails with `reason`, unless it is done already. */
  stop(reason: Error): void {
    this.#stopping.abort(reason);
  }

  /** To be called when it will not be run after all. */
  abandon(): void {
    this.#options.place.leave();
  }

  /** Nobody waits for the rows any more; a result that cannot be stored is lost from now on. */
  leave(): void {
    this.#isAwaited = false;
  }

  /** Shows a long run in the history while it runs. */
  async recordRunning(): Promise<void> {
    if (this.#isDone || this.#recorded !== undefined) return;
    this.#recorded = this.#parts.runs.put(this.#row());
    await this.#recorded.catch(() => undefined);
  }

  /** Records a background run before anybody is told its id. */
  async recordStarted(): Promise<void> {
    this.#isResultPromised = true;
    await this.#parts.results.promise(this.#newResult());
    this.#recorded = this.#parts.runs.put({ ...this.#row(), result_id: this.#resultId });
    await this.#recorded;
  }

  async run(): Promise<FinishedQuery> {
    const { limit, place } = this.#options;
    const timer = setTimeout(() => this.#stopLate(), limit.limitMs);
    let end: RunEnd = "failed";
    try {
      const finished = await this.#finish(await this.#execute());
      end = "succeeded";
      this.#tellEnd({ status: end, outcome: finished.outcome });
      return finished;
    } catch (error) {
      const { signal } = this.#stopping;
      // What an interrupted call fails with says less than why it was interrupted.
      const cause: unknown = signal.aborted ? signal.reason : error;
      end = await this.#fail(cause);
      throw cause;
    } finally {
      clearTimeout(timer);
      place.leave();
      this.#ended.resolve(end);
    }
  }

  #stopLate(): void {
    const { limit } = this.#options;
    this.stop(this.#isInLine ? waitLimitError(limit) : timeLimitError(limit));
  }

  async #execute(): Promise<StatementOutcome> {
    const resultPath = this.#parts.results.pathOf(this.#resultId);
    const { preview, check, place } = this.#options;
    const facts = { runId: this.runId, resultPath, mayAnswerCells: true };
    const request = { ...this.submission, ...facts, preview };
    const { signal } = this.#stopping;
    // The engine counts anew when a statement goes on to its next part.
    const onProgress = (percent: number): void => {
      this.#progress = Math.max(this.#progress ?? 0, Math.floor(percent));
    };
    const { quick, runner } = this.#parts;
    const phases = this.#phases;
    await using opened = await this.#open(request);
    const begun = Promise.withResolvers<void>();
    void this.#phases.measure("queue", () => begun.promise);
    this.#isInLine = true;
    const work = async ({ isLow }: Turn): Promise<StatementOutcome> => {
      this.#isInLine = false;
      begun.resolve();
      const startedMs = performance.now();
      const outcome = await runner.run(request, opened, { isLow, signal, phases, onProgress });
      quick.note(this.submission, performance.now() - startedMs);
      return outcome;
    };
    const outcome = await place
      .run(signal, work, quick.isQuick(this.submission))
      .finally(begun.resolve);
    check?.(this.submission, outcome);
    return outcome;
  }

  async #open(request: StatementRequest): Promise<OpenedStatement> {
    const work = { signal: this.#stopping.signal, phases: this.#phases };
    const onCopying = (count: number): void => {
      this.#copying = count;
      this.#sourcesKnown.resolve();
    };
    try {
      const opened = await this.#parts.runner.open(request, work, onCopying);
      this.#used = opened.sources.used;
      return opened;
    } finally {
      onCopying(0);
    }
  }

  async #finish(outcome: StatementOutcome): Promise<FinishedQuery> {
    try {
      return await this.#phases.measure("persist", () => this.#store(outcome));
    } catch (error) {
      if (!(error instanceof ResultNotStoredError)) throw error;
      return this.#finishUnstored(outcome, error.message);
    }
  }

  async #store(outcome: StatementOutcome): Promise<FinishedQuery> {
    const { commits, results, runs } = this.#parts;
    const contents = await results.seal(this.#newResult(), outcome);
    const executionTimeMs = this.#elapsedMs();
    await this.#settled();
    await commits.run(async (transaction) => {
      await results.put(transaction, this.#newResult(), contents);
      const end = { ...this.#endRow("succeeded", executionTimeMs), result_id: this.#resultId };
      await runs.put({ ...end, ...countsOf(outcome) }, transaction);
      if (outcome.profile !== undefined) {
        await this.#parts.profiles.put(this.runId, outcome.profile, transaction);
      }
    });
    const { runId } = this;
    return { runId, resultId: this.#resultId, warning: null, outcome, executionTimeMs };
  }

  /** The rows are answered once, to whoever waits for them; if not all of them, the run failed. */
  async #finishUnstored(outcome: StatementOutcome, reason: string): Promise<FinishedQuery> {
    if (outcome.preview.truncated || !this.#isAwaited) throw persistenceUnavailable(reason);
    const { results, runs } = this.#parts;
    const warning = `The result was not stored: ${reason}`;
    const executionTimeMs = this.#elapsedMs();
    await this.#settled();
    await results.discard(this.#resultId);
    if (this.#isResultPromised) await results.fail(this.#resultId, warning);
    await runs.put({
      ...this.#endRow("succeeded", executionTimeMs),
      ...countsOf(outcome),
      warning_message: warning,
    });
    return { runId: this.runId, resultId: null, warning, outcome, executionTimeMs };
  }

  async #fail(cause: unknown): Promise<RunEnd> {
    const { results, runs } = this.#parts;
    const { status, message, code } = unsuccessfulEnd(cause);
    this.#tellEnd({ status, code });
    await results.discard(this.#resultId);
    const executionTimeMs = this.#elapsedMs();
    await this.#settled();
    if (this.#isResultPromised) await results.fail(this.#resultId, message);
    await runs.put({
      ...this.#endRow(status, executionTimeMs),
      error_message: message,
      error_code: code,
      result_id: this.#isResultPromised ? this.#resultId : null,
    });
    return status;
  }

  #tellEnd({ status, code, outcome }: QueryEnd): void {
    const { telemetry, slowQueries } = this.#parts;
    const milliseconds = performance.now() - this.#startedMs;
    const coded = code === undefined ? {} : { code };
    telemetry.metrics.queryEnded({ status, ...coded, seconds: milliseconds / 1_000 });
    if (outcome !== undefined) telemetry.metrics.resultStored(outcome.rowCount);
    const { runId, submission } = this;
    const phases = this.#phases;
    slowQueries.record({ runId, submission, status, code, outcome, milliseconds, phases });
  }

  /** A record of the start that is still being written must not come after that of the end. */
  async #settled(): Promise<void> {
    this.#isDone = true;
    await this.#recorded?.catch(() => undefined);
  }

  #elapsedMs(): number {
    return Math.round(performance.now() - this.#startedMs);
  }

  #newResult(): NewResult {
    return {
      id: this.#resultId,
      workspaceId: this.submission.workspaceId,
      databaseId: this.submission.scope?.id,
      createdAt: this.#createdAt.toISOString(),
    };
  }

  #row() {
    return newRunRow(this.runId, this.submission, this.#createdAt);
  }

  #endRow(status: RunEnd, executionTimeMs: number) {
    return {
      ...this.#row(),
      status,
      completed_at: new Date().toISOString(),
      execution_time_ms: executionTimeMs,
      server_processing_ms: executionTimeMs,
      sources_json: storedSources(this.#used),
    };
  }
}

function countsOf({ rowCount, scanned }: StatementOutcome) {
  return {
    row_count: rowCount,
    rows_scanned: scanned?.rowCount ?? null,
    bytes_scanned: scanned?.sizeBytes ?? null,
  };
}
