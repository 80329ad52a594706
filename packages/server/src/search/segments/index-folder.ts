import { randomUUID } from "node:crypto";
import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMissing, makeDurableFolder, syncPath } from "../../lake/catalog/durable-files.ts";

/** How long a segment that is in no scan any more stays after its last use. */
const UNUSED_MS = 600_000;
const UNFINISHED = ".tmp";

/**
 * Files of one index. A file is there whole or not at all: it is written under another name first,
 * and what a killed process left under such a name is removed when the folder is opened.
 */
export class IndexFolder {
  readonly path: string;
  readonly #names = new Set<string>();
  readonly #usedAt = new Map<string, number>();
  #opened: Promise<void> | undefined;
  #current: ReadonlySet<string> | undefined;

  constructor(path: string) {
    this.path = path;
  }

  /** To be called before anything else. */
  open(): Promise<void> {
    this.#opened ??= this.#open().catch((error: unknown) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  has(fileName: string): boolean {
    return this.#names.has(fileName);
  }

  pathOf(fileName: string): string {
    return join(this.path, fileName);
  }

  /** Makes the folder where it is missing. */
  make(): Promise<void> {
    return makeDurableFolder(this.path);
  }

  /** Has a file written, to the path that `write` is given, and puts it in its place. */
  async write(fileName: string, write: (path: string) => Promise<void>): Promise<void> {
    await this.make();
    const unfinished = this.pathOf(`${fileName}.${randomUUID()}${UNFINISHED}`);
    try {
      await write(unfinished);
      await syncPath(unfinished);
      await rename(unfinished, this.pathOf(fileName));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await syncPath(this.path);
    this.#names.add(fileName);
  }

  async delete(fileName: string): Promise<void> {
    this.#names.delete(fileName);
    await rm(this.pathOf(fileName), { force: true });
  }

  /** Notes that the segments of these names are in use. */
  touch(names: Iterable<string>): void {
    const now = Date.now();
    for (const name of names) this.#usedAt.set(name, now);
  }

  /** Names of the segments of the newest scan: others go when they are not used any more. */
  keep(names: ReadonlySet<string>): void {
    this.#current = names;
  }

  /** Removes what belongs to no data file of the newest scan and was not used for ten minutes. */
  async sweep(): Promise<void> {
    if (this.#current === undefined) return;
    const limit = Date.now() - UNUSED_MS;
    for (const fileName of await namesIn(this.path)) {
      const name = fileName.split(".", 1)[0] ?? fileName;
      if (this.#current.has(name) || (this.#usedAt.get(name) ?? 0) > limit) continue;
      const { mtimeMs } = await stat(this.pathOf(fileName)).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs > limit) continue;
      this.#usedAt.delete(name);
      await this.delete(fileName);
    }
  }

  async sizeBytes(): Promise<number> {
    const names = await namesIn(this.path);
    const sizes = await Promise.all(
      names.map((name) =>
        stat(this.pathOf(name))
          .then(({ size }) => size)
          .catch(() => 0),
      ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  }

  async #open(): Promise<void> {
    for (const name of await namesIn(this.path)) {
      if (name.endsWith(UNFINISHED)) await rm(this.pathOf(name), { recursive: true, force: true });
      else this.#names.add(name);
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
