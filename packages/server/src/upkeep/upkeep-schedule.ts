/** When a database is to be looked after again, in milliseconds of `performance.now()`. */
interface Due {
  tidyAt: number;
  compactAt: number;
  /** Changes since files were last merged. */
  changes: number;
}

/** A duty of one database: expiry and removal, or the merging of files. */
export interface DueTask {
  readonly databaseId: string;
  readonly task: "tidy" | "compact";
}

export interface UpkeepPace {
  /** A database that changes is tidied no more often than this. */
  readonly intervalMs: number;
  /** Files are merged after this time without the changes that call for it at once. */
  readonly compactDelayMs: number;
  /** So many changes call for merging at once; without it nothing is merged. */
  readonly compactAfterChanges: number | undefined;
}

/** Another program may change a database unnoticed: each is looked after this often in any case. */
const LONGEST_MS = 24 * 3_600_000;

/** Remembers which database needs what, and when. */
export class UpkeepSchedule {
  readonly #pace: UpkeepPace;
  readonly #due = new Map<string, Due>();

  constructor(pace: UpkeepPace) {
    this.#pace = pace;
  }

  /** At the start everything may be needed. */
  add(databaseId: string): void {
    if (this.#due.has(databaseId)) return;
    const compactAt = this.#pace.compactAfterChanges === undefined ? Infinity : 0;
    this.#due.set(databaseId, { tidyAt: 0, compactAt, changes: 0 });
  }

  changed(databaseId: string): void {
    const { intervalMs, compactDelayMs, compactAfterChanges } = this.#pace;
    const now = performance.now();
    const due = this.#due.get(databaseId) ?? { tidyAt: Infinity, compactAt: Infinity, changes: 0 };
    due.changes += 1;
    due.tidyAt = Math.min(due.tidyAt, now + intervalMs);
    if (compactAfterChanges !== undefined) {
      const isUrgent = due.changes >= compactAfterChanges;
      due.compactAt = Math.min(due.compactAt, isUrgent ? now : now + compactDelayMs);
    }
    this.#due.set(databaseId, due);
  }

  /** Before a task begins: what changes meanwhile counts for the next time. */
  begin({ databaseId, task }: DueTask): void {
    const due = this.#due.get(databaseId);
    if (due === undefined) return;
    if (task === "tidy") {
      due.tidyAt = Infinity;
      return;
    }
    due.compactAt = Infinity;
    due.changes = 0;
  }

  tidyAgain(databaseId: string, inMs: number): void {
    const due = this.#due.get(databaseId);
    const delayMs = Math.min(Math.max(inMs, this.#pace.intervalMs), LONGEST_MS);
    if (due !== undefined) due.tidyAt = Math.min(due.tidyAt, performance.now() + delayMs);
  }

  compactAgain(databaseId: string, inMs: number): void {
    const due = this.#due.get(databaseId);
    if (due !== undefined) due.compactAt = Math.min(due.compactAt, performance.now() + inMs);
  }

  forget(databaseId: string): void {
    this.#due.delete(databaseId);
  }

  /** The task that has been due for longest, merging first; undefined when none is. */
  next(): DueTask | undefined {
    const now = performance.now();
    let found: (DueTask & { readonly at: number }) | undefined;
    for (const [databaseId, { tidyAt, compactAt }] of this.#due) {
      const isCompaction = compactAt <= now;
      const at = isCompaction ? compactAt : tidyAt;
      if (at > now || (found !== undefined && found.at <= at)) continue;
      found = { databaseId, task: isCompaction ? "compact" : "tidy", at };
    }
    return found && { databaseId: found.databaseId, task: found.task };
  }

  /** Milliseconds until a task is due; Infinity without any. */
  waitMs(): number {
    let earliest = Infinity;
    for (const { tidyAt, compactAt } of this.#due.values()) {
      earliest = Math.min(earliest, tidyAt, compactAt);
    }
    return Math.max(0, earliest - performance.now());
  }
}
