import { SharedWork } from "../../concurrency/shared-work.ts";
import type { CopyOutcome } from "./table-copies.ts";

type MakeCopy = (signal: AbortSignal) => Promise<CopyOutcome>;

/** Copies of one table, one after the other; the first one is under way. */
export class CopyQueue {
  readonly #copies: SharedWork<CopyOutcome>[] = [];

  get isEmpty(): boolean {
    return this.#copies.length === 0;
  }

  /** One that was begun before will do. */
  joinAny(make: MakeCopy, signal: AbortSignal): Promise<CopyOutcome> {
    const open = this.#copies.find(({ isStopped }) => !isStopped);
    return (open ?? this.#add(make)).join(signal);
  }

  /** Only one that begins from now on will do: it has all that is in the source by now. */
  joinNext(make: MakeCopy, signal: AbortSignal): Promise<CopyOutcome> {
    const open = this.#copies.slice(1).find(({ isStopped }) => !isStopped);
    return (open ?? this.#add(make)).join(signal);
  }

  /** Returns when none is under way any more. */
  async stop(reason: Error): Promise<void> {
    const copies = [...this.#copies];
    for (const copy of copies) copy.stop(reason);
    for (const copy of copies) await copy.settled();
  }

  #add(make: MakeCopy): SharedWork<CopyOutcome> {
    const before = this.#copies.at(-1);
    const copy = new SharedWork(async (signal) => {
      await before?.settled();
      signal.throwIfAborted();
      return make(signal);
    });
    this.#copies.push(copy);
    void copy.settled().then(() => this.#copies.splice(this.#copies.indexOf(copy), 1));
    return copy;
  }
}
