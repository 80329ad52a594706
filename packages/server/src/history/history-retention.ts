import { setImmediate } from "node:timers/promises";
import type { Metastore } from "../metastore/open-metastore.ts";

export interface HistoryRetentionParts {
  readonly metastore: Metastore;
  /** Undefined: nothing is ever forgotten. */
  readonly retentionMs: number | undefined;
}

/** So many records are removed with one statement, between which requests are answered. */
const BATCH = 500;
const HOUR_MS = 3_600_000;

/**
 * Forgets what ended long ago: query runs whose results are gone, jobs, and loads, which are then
 * no longer recognised when they are repeated.
 */
export class HistoryRetention {
  readonly #parts: HistoryRetentionParts;
  #nextAt = 0;

  constructor(parts: HistoryRetentionParts) {
    this.#parts = parts;
  }

  /** To be called often: it does its work once an hour. */
  async trimHourly(signal: AbortSignal, now = new Date()): Promise<void> {
    if (now.getTime() < this.#nextAt) return;
    this.#nextAt = now.getTime() + HOUR_MS;
    await this.trim(signal, now);
  }

  async trim(signal: AbortSignal, now = new Date()): Promise<void> {
    const { retentionMs } = this.#parts;
    if (retentionMs === undefined) return;
    const before = new Date(now.getTime() - retentionMs).toISOString();
    await this.#trimRuns(before, signal);
    await repeat(signal, () => this.#trimJobs(before));
    await repeat(signal, () => this.#trimLoads(before));
  }

  /** In order of arrival: those that stay because of their results must not be looked at twice. */
  async #trimRuns(before: string, signal: AbortSignal): Promise<void> {
    const { metastore } = this.#parts;
    let last = 0;
    await repeat(signal, async () => {
      const next = await metastore
        .selectFrom("query_runs")
        .select(["seq", "created_at"])
        .where("seq", ">", last)
        .orderBy("seq")
        .limit(1)
        .executeTakeFirst();
      if (next === undefined || next.created_at >= before) return false;
      last = next.seq + BATCH - 1;
      await metastore
        .deleteFrom("query_runs")
        .where("seq", ">=", next.seq)
        .where("seq", "<=", last)
        .where("created_at", "<", before)
        .where("status", "<>", "running")
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom("results")
                .select("results.id")
                .whereRef("results.id", "=", "query_runs.result_id"),
            ),
          ),
        )
        .execute();
      return true;
    });
  }

  async #trimJobs(before: string): Promise<boolean> {
    const { metastore } = this.#parts;
    const ended = metastore
      .selectFrom("jobs")
      .select("seq")
      .where("completed_at", "is not", null)
      .where("completed_at", "<", before)
      .orderBy("completed_at")
      .limit(BATCH);
    const { numDeletedRows } = await metastore
      .deleteFrom("jobs")
      .where("seq", "in", ended)
      .executeTakeFirst();
    return numDeletedRows >= BATCH;
  }

  async #trimLoads(before: string): Promise<boolean> {
    const { metastore } = this.#parts;
    const settled = metastore
      .selectFrom("loads")
      .select("id")
      .where("response", "is not", null)
      .where("created_at", "<", before)
      .orderBy("created_at")
      .limit(BATCH);
    const { numDeletedRows } = await metastore
      .deleteFrom("loads")
      .where("id", "in", settled)
      .executeTakeFirst();
    return numDeletedRows >= BATCH;
  }
}

/** Does a step as long as there is more, and lets others have their turn in between. */
async function repeat(signal: AbortSignal, step: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted && (await step())) await setImmediate();
}
