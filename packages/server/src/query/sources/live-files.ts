import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Folders for rows that a statement reads from an outside source. They lie where statements that may
 * read the source's copies can read files, and nowhere that a backup or a start would keep them.
 */
export class LiveFiles {
  readonly #folder: string;
  /** Sources whose folder is there: it is made once, not for each read. */
  readonly #known = new Set<string>();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "staging", "live");
  }

  /** An empty folder, which goes with everything in it when it is disposed. */
  async open(connectionId: string): Promise<LiveFolder> {
    const parent = join(this.#folder, connectionId);
    if (!this.#known.has(connectionId)) await mkdir(parent, { recursive: true });
    this.#known.add(connectionId);
    const path = join(parent, randomUUID());
    await mkdir(path);
    const remove = (): Promise<void> => rm(path, { recursive: true, force: true });
    return { path, [Symbol.asyncDispose]: remove };
  }
}

export interface LiveFolder extends AsyncDisposable {
  /** Absolute. */
  readonly path: string;
}
