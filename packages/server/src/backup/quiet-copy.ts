import { constants, copyFileSync, statSync } from "node:fs";
import { isMissing } from "../lake/catalog/durable-files.ts";

/** Younger files are left alone: two changes of one moment could not be told apart. */
const SETTLED_MS = 3_000;

/** A copy of an SQLite file that nobody was writing to, and how to tell that nobody has since. */
export class QuietCopy {
  readonly #file: string;
  readonly #state: string;

  private constructor(file: string, state: string) {
    this.#file = file;
    this.#state = state;
  }

  /**
   * Undefined when part of the state is in the log beside the file, or it was just changed, or it is
   * not there any more.
   */
  static make(file: string, target: string): QuietCopy | undefined {
    const state = stateOf(file);
    if (state === undefined) return undefined;
    try {
      copyFileSync(file, target, constants.COPYFILE_FICLONE);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
    return new QuietCopy(file, state);
  }

  /** Whether the copy is still the whole state of the file. Only while nobody can begin to write. */
  isCurrent(): boolean {
    return stateOf(this.#file) === this.#state;
  }
}

/** Every change goes through one of the logs or into the file, and changes its time there. */
function stateOf(file: string): string | undefined {
  const facts = statSync(file, { throwIfNoEntry: false });
  if (facts === undefined || Date.now() - facts.mtimeMs < SETTLED_MS) return undefined;
  for (const log of ["-wal", "-journal"]) {
    const { size = 0 } = statSync(file + log, { throwIfNoEntry: false }) ?? {};
    if (size > 0) return undefined;
  }
  const { ino, size, mtimeMs, ctimeMs } = facts;
  return [ino, size, mtimeMs, ctimeMs].join(" ");
}
