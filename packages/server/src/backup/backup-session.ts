import type { BackupBarrier } from "./backup-barrier.ts";
import type { BackupStep, ChannelReply } from "./channel-messages.ts";

/** Changes under way get this long to end before a pause is given up and others may go on. */
const PAUSE_LIMIT_MS = 2_000;
const HELD_CHANGES_LIMIT_MS = 60_000;
const HELD_REMOVALS_LIMIT_MS = 15 * 60_000;

/** One backup as the server sees it. Whatever it held up goes on when it ends. */
export class BackupSession {
  readonly #barrier: BackupBarrier;
  readonly #onOverdue: () => void;
  #resumeChanges: (() => void) | undefined;
  #resumeRemovals: (() => void) | undefined;
  #limits: NodeJS.Timeout[] = [];
  #pausedAt = 0;
  #isEnded = false;

  /** @param onOverdue called when the backup has held things up for too long. */
  constructor(barrier: BackupBarrier, onOverdue: () => void) {
    this.#barrier = barrier;
    this.#onOverdue = onOverdue;
  }

  async take(step: BackupStep): Promise<ChannelReply> {
    switch (step) {
      case "pause":
        return this.#pause();
      case "resume-changes":
        return this.#releaseChanges();
      case "resume-removals":
      case "finish":
        this.end();
        return { status: "done" };
    }
  }

  /** May be called again and again. */
  end(): void {
    this.#isEnded = true;
    for (const limit of this.#limits.splice(0)) clearTimeout(limit);
    this.#resumeChanges?.();
    this.#resumeRemovals?.();
    this.#resumeChanges = undefined;
    this.#resumeRemovals = undefined;
  }

  async #pause(): Promise<ChannelReply> {
    this.end();
    this.#isEnded = false;
    const signal = AbortSignal.timeout(PAUSE_LIMIT_MS);
    try {
      // Removals first: they may take longer, and nobody waits for them.
      this.#resumeRemovals = await this.#barrier.removals.pause(signal);
      this.#pausedAt = performance.now();
      this.#resumeChanges = await this.#barrier.changes.pause(signal);
    } catch (error) {
      this.end();
      if (!signal.aborted) throw error;
      return { status: "busy" };
    }
    // The connection may have gone while changes were waited for.
    if (this.#isEnded) {
      this.end();
      return { status: "refused", reason: "the backup has ended" };
    }
    this.#limit(HELD_CHANGES_LIMIT_MS, () => this.#resumeChanges !== undefined);
    this.#limit(HELD_REMOVALS_LIMIT_MS, () => true);
    return { status: "done" };
  }

  #releaseChanges(): ChannelReply {
    if (this.#resumeChanges === undefined) return { status: "refused", reason: "nothing is held" };
    this.#resumeChanges();
    this.#resumeChanges = undefined;
    return { status: "done", heldMs: performance.now() - this.#pausedAt };
  }

  #limit(limitMs: number, isHeld: () => boolean): void {
    const check = (): void => void (isHeld() && this.#onOverdue());
    this.#limits.push(setTimeout(check, limitMs).unref());
  }
}
