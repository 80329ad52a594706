import type { Logger } from "../http/request-context.ts";
import { DatabaseNotFoundError, type Lake } from "../lake/lake.ts";
import type { DatabaseTidier } from "./database-tidier.ts";
import type { FileCompactor } from "./file-compactor.ts";
import type { DueTask, UpkeepSchedule } from "./upkeep-schedule.ts";

export interface UpkeepServiceParts {
  readonly lake: Lake;
  readonly schedule: UpkeepSchedule;
  readonly compactor: FileCompactor;
  readonly tidier: DatabaseTidier;
  /** Told when files of a database were merged. */
  readonly onMerged: (databaseId: string) => void;
  readonly listDatabaseIds: () => Promise<readonly string[]>;
  readonly log: Logger;
}

/** Between two tasks, so that upkeep never takes a processor for itself. */
const PAUSE_MS = 10;
/** Sleeps are cut into pieces of this length, which timers can count. */
const LONGEST_SLEEP_MS = 3_600_000;
/** After a failure, whose reason may have gone by then. */
const RETRY_MS = 600_000;
/** A merge that was overtaken by another change. */
const OVERTAKEN_MS = 2_000;
/** A merge that takes longer is given up. */
const COMPACTION_LIMIT_MS = 3_600_000;

/** Looks after the databases in the background, one task at a time. */
export class UpkeepService {
  readonly #parts: UpkeepServiceParts;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: UpkeepServiceParts) {
    this.#parts = parts;
  }

  /** Every database is looked at once, and then whenever it changes. */
  async start(): Promise<void> {
    const { lake, schedule, listDatabaseIds } = this.#parts;
    lake.onChanged((databaseId) => {
      schedule.changed(databaseId);
      this.#wake();
    });
    for (const databaseId of await listDatabaseIds()) schedule.add(databaseId);
    this.#wake();
  }

  /** Returns when the task under way has ended. */
  async close(): Promise<void> {
    this.#stopping.abort(new Error("the server is shutting down"));
    clearTimeout(this.#timer);
    await this.#running;
  }

  #wake(): void {
    if (this.#running !== undefined || this.#stopping.signal.aborted) return;
    clearTimeout(this.#timer);
    const waitMs = Math.max(PAUSE_MS, Math.min(this.#parts.schedule.waitMs(), LONGEST_SLEEP_MS));
    this.#timer = setTimeout(() => {
      this.#running = this.#runNext().finally(() => {
        this.#running = undefined;
        this.#wake();
      });
    }, waitMs).unref();
  }

  async #runNext(): Promise<void> {
    const { schedule, log } = this.#parts;
    const due = schedule.next();
    if (due === undefined) return;
    const { databaseId, task } = due;
    schedule.begin(due);
    try {
      await this.#run(due);
    } catch (error) {
      if (this.#stopping.signal.aborted) return;
      if (error instanceof DatabaseNotFoundError) return schedule.forget(databaseId);
      if (task === "tidy") schedule.tidyAgain(databaseId, RETRY_MS);
      else schedule.compactAgain(databaseId, RETRY_MS);
      log.warn({ err: error, database_id: databaseId, task }, "database upkeep failed");
    }
  }

  async #run({ databaseId, task }: DueTask): Promise<void> {
    if (task === "compact") return this.#compact(databaseId);
    const { schedule, tidier, log } = this.#parts;
    const { nextInMs, ...done } = await tidier.tidy(databaseId);
    schedule.tidyAgain(databaseId, nextInMs);
    if (done.expiredSnapshots + done.removedFiles > 0) {
      log.debug({ database_id: databaseId, ...done }, "database tidied");
    }
  }

  async #compact(databaseId: string): Promise<void> {
    const { schedule, compactor, onMerged, log } = this.#parts;
    const limit = AbortSignal.timeout(COMPACTION_LIMIT_MS);
    const signal = AbortSignal.any([this.#stopping.signal, limit]);
    const outcome = await compactor.compactOnce(databaseId, signal);
    if (outcome === "none") return;
    if (outcome === "outdated") return schedule.compactAgain(databaseId, OVERTAKEN_MS);
    onMerged(databaseId);
    // There may be more to merge; and the merged files are of old snapshots only now.
    schedule.compactAgain(databaseId, 0);
    schedule.tidyAgain(databaseId, 0);
    log.debug({ database_id: databaseId, ...outcome }, "files merged");
  }
}
