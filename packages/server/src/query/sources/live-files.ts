import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Empty folders of one source that are kept. */
const MAX_CLEAN = 4;

/**
 * Folders for rows that a statement reads from an outside source. They lie where statements that may
 * read the source's copies can read files, and nowhere that a backup or a start would keep them.
 */
export class LiveFiles {
  readonly #folder: string;
  /** Sources whose folder is there: it is made once, not for each read. */
  readonly #known = new Set<string>();
  /** Folders that nothing was written to, by source: most reads are small. */
  readonly #clean = new Map<string, string[]>();

  constructor(dataDir: string) {
    this.#folder = join(dataDir, "staging", "live");
  }

  /** An empty folder, which goes with everything in it when it is disposed. */
  async open(connectionId: string): Promise<LiveFolder> {
    const parent = join(this.#folder, connectionId);
    if (!this.#known.has(connectionId)) await mkdir(parent, { recursive: true });
    this.#known.add(connectionId);
    const clean = this.#clean.get(connectionId) ?? [];
    this.#clean.set(connectionId, clean);
    const known = clean.pop();
    const path = known ?? join(parent, randomUUID());
    if (known === undefined) await mkdir(path);
    return new LiveFolder(path, clean);
  }
}

export class LiveFolder implements AsyncDisposable {
  /** Absolute. */
  readonly path: string;
  readonly #clean: string[];
  #isClean = false;

  /** @param clean where a folder that is still empty is left to the next who needs one */
  constructor(path: string, clean: string[]) {
    this.path = path;
    this.#clean = clean;
  }

  /** To be called when nothing was written to it, nor will be. */
  keepClean(): void {
    this.#isClean = true;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#isClean && this.#clean.length < MAX_CLEAN) this.#clean.push(this.path);
    else await rm(this.path, { recursive: true, force: true });
  }
}
