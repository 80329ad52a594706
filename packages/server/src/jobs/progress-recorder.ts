import type { JobProgress } from "@hotdata/contract";

/** Pause between two records of one job's progress. */
const INTERVAL_MS = 500;

/** Stores the newest progress of a job, at most a few times a second. */
export class ProgressRecorder {
  readonly #store: (progress: JobProgress) => Promise<void>;
  #newest: JobProgress | undefined;
  #storing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @param store never rejects */
  constructor(store: (progress: JobProgress) => Promise<void>) {
    this.#store = store;
  }

  report(progress: JobProgress): void {
    this.#newest = progress;
    if (this.#timer !== undefined) return;
    this.#flush();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#newest !== undefined) this.report(this.#newest);
    }, INTERVAL_MS);
  }

  /** Stores what is not stored yet. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#storing;
    this.#flush();
    await this.#storing;
  }

  #flush(): void {
    const progress = this.#newest;
    if (progress === undefined) return;
    this.#newest = undefined;
    this.#storing = this.#store(progress);
  }
}
