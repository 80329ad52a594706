import { firstWithin } from "../concurrency/first-within.ts";
import { accessDenied, conflict, notFound, shuttingDown } from "../http/api-error.ts";
import { ClientLeftError } from "../http/read-body.ts";
import type { WorkspaceLimitStore } from "../limits/workspace-limit-store.ts";
import type { Admission, Place } from "../admission/admission.ts";
import { answerPreview, PREVIEW, refuseCutAnswer } from "./preview-size.ts";
import type { RunFilter } from "./query-run-store.ts";
import type { QuerySubmission } from "./query-submission.ts";
import type { StatementOutcome, StatementRequest } from "./statement-request.ts";
import { queryCancelled } from "./run-end.ts";
import {
  type FinishedQuery,
  type QueryOptions,
  SubmittedQuery,
  type SubmittedQueryParts,
} from "./submitted-query.ts";
import { type TimeLimit, timeLimitError, timeLimitOf } from "./time-limit.ts";

/** A run that takes longer than this shows up in the history while it is running. */
const RECORD_RUNNING_AFTER_MS = 100;
/** It is known in no time, unless the server is under heavy load. */
const MAX_REASON_WAIT_MS = 250;
/** The engine lets go within milliseconds; a caller is not kept longer than this. */
const MAX_CANCEL_WAIT_MS = 10_000;

export interface StartedQuery {
  readonly runId: string;
  /** What it waits for at present, for people; null when that is nothing but its turn. */
  readonly reason: () => string | null;
  readonly finished: Promise<FinishedQuery>;
  /** To be called when the rows of the outcome will not be answered. */
  leave(): void;
}

export interface QueryServiceParts extends SubmittedQueryParts {
  readonly limits: Pick<WorkspaceLimitStore, "get">;
  /** Limit of one query, in milliseconds. */
  readonly timeoutMs: number;
  readonly admission: Admission;
}

/** Runs queries, and records each with its result. */
export class QueryService {
  readonly #parts: QueryServiceParts;
  readonly #running = new Map<string, SubmittedQuery>();
  #isClosed = false;

  constructor(parts: QueryServiceParts) {
    this.#parts = parts;
  }

  /** Runs a query for a caller that waits; `signal` fires when the caller has left. */
  async run(submission: QuerySubmission, signal: AbortSignal): Promise<FinishedQuery> {
    const preview = answerPreview(submission);
    const limit = await this.#timeLimit(submission);
    const query = this.#admit(submission, { preview, limit, check: refuseCutAnswer });
    const stop = (): void => query.stop(asError(signal.reason));
    const timer = setTimeout(() => void query.recordRunning(), RECORD_RUNNING_AFTER_MS);
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    try {
      return await this.#finish(query);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
    }
  }

  /**
   * Starts a query that goes on once the caller was told its id. A caller that may take its rows
   * from the outcome says so; see `isCutForOldClients` before sending them.
   * @param signal fires when the caller left before it had the answer: nobody knows the id then
   */
  async start(
    submission: QuerySubmission,
    mayAnswer: boolean,
    signal: AbortSignal,
  ): Promise<StartedQuery> {
    const preview = mayAnswer ? answerPreview(submission) : PREVIEW;
    const limit = await this.#timeLimit(submission);
    const query = this.#admit(submission, { preview, limit });
    if (!mayAnswer) query.leave();
    const stop = (): void => query.stop(asError(signal.reason));
    // It stays: whether the answer arrived is known after this and the route have returned.
    signal.addEventListener("abort", stop, { once: true });
    if (signal.aborted) stop();
    try {
      await query.recordStarted();
    } catch (error) {
      this.#running.delete(query.runId);
      query.abandon();
      throw error;
    }
    const finished = this.#finish(query);
    finished.catch(() => undefined);
    if (!mayAnswer) await firstWithin(query.sourcesKnown, MAX_REASON_WAIT_MS);
    const reason = (): string | null => query.reason;
    return { runId: query.runId, finished, reason, leave: () => query.leave() };
  }

  /**
   * Runs a statement whose rows somebody else keeps: under the limits of queries, but without a
   * place in their history. `signal` stops it.
   */
  async runAside(request: StatementRequest, signal: AbortSignal): Promise<StatementOutcome> {
    const limit = await this.#timeLimit({ ...request, timeoutMs: undefined });
    const place = this.#enter(request.workspaceId);
    const overtime = new AbortController();
    const timer = setTimeout(() => overtime.abort(timeLimitError(limit)), limit.limitMs);
    const stopped = AbortSignal.any([signal, overtime.signal]);
    const phases = this.#parts.telemetry.openQuery();
    const { runner } = this.#parts;
    const work = { signal: stopped, phases };
    try {
      await using opened = await runner.open(request, work);
      return await place.run(stopped, ({ isLow }) =>
        runner.run(request, opened, { ...work, isLow }),
      );
    } finally {
      clearTimeout(timer);
      place.leave();
    }
  }

  /** How far a query has come, in percent; null when that is not known, or when it does not run. */
  progressOf(runId: string): number | null {
    return this.#running.get(runId)?.progress ?? null;
  }

  /**
   * Stops a query; returns when that is recorded.
   * @param onlyOfKey who may stop nothing but what it started itself; undefined: may stop any
   * @throws {ApiError} NOT_FOUND in this scope, CONFLICT when it has ended, ACCESS_DENIED for
   * another key's.
   */
  async cancel(filter: RunFilter, runId: string, onlyOfKey?: string): Promise<void> {
    const query = this.#running.get(runId);
    if (query === undefined || !isWithin(query.submission, filter)) {
      const run = await this.#parts.runs.find(filter, runId);
      if (run === undefined) throw notFound(`Query run '${runId}' not found.`);
      throw hasEnded(runId, run.status);
    }
    if (onlyOfKey !== undefined && query.submission.keyId !== onlyOfKey) {
      throw accessDenied(
        "This key is read-only; it may cancel only queries that it started itself.",
      );
    }
    query.stop(queryCancelled());
    const end = await firstWithin(query.ended, MAX_CANCEL_WAIT_MS);
    if (end !== undefined && end !== "cancelled") throw hasEnded(runId, end);
  }

  /** Stops what still runs and waits until it is recorded. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const running = [...this.#running.values()];
    for (const query of running) query.stop(shuttingDown());
    await Promise.all(running.map((query) => query.ended));
  }

  async #timeLimit({
    workspaceId,
    timeoutMs,
  }: Pick<QuerySubmission, "workspaceId" | "timeoutMs">): Promise<TimeLimit> {
    const { query_timeout_ms: workspaceMs } = await this.#parts.limits.get(workspaceId);
    return timeLimitOf({ requestMs: timeoutMs, workspaceMs, serverMs: this.#parts.timeoutMs });
  }

  #admit(submission: QuerySubmission, options: Omit<QueryOptions, "place">): SubmittedQuery {
    const place = this.#enter(submission.workspaceId);
    const query = new SubmittedQuery(this.#parts, submission, { ...options, place });
    this.#running.set(query.runId, query);
    return query;
  }

  #enter(workspaceId: string): Place {
    if (this.#isClosed) throw shuttingDown();
    return this.#parts.admission.enter(workspaceId);
  }

  async #finish(query: SubmittedQuery): Promise<FinishedQuery> {
    try {
      return await query.run();
    } finally {
      this.#running.delete(query.runId);
    }
  }
}

function isWithin({ workspaceId, scope }: QuerySubmission, filter: RunFilter): boolean {
  const { databaseId } = filter;
  if (workspaceId !== filter.workspaceId) return false;
  return databaseId === undefined || databaseId === scope?.id;
}

function hasEnded(runId: string, status: string) {
  return conflict(`Query run '${runId}' has ended already: ${status}.`);
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new ClientLeftError();
}
