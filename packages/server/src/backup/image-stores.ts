import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { PinnedStore } from "./pinned-store.ts";
import { QuietCopy } from "./quiet-copy.ts";

/** More would need too many open files; those beyond are copied while changes wait. */
const MAX_OPEN = 1_000;

/** SQLite files of a data folder, all as they were at one time. */
export class ImageStores implements Disposable {
  readonly #dataDir: string;
  readonly #imageDir: string;
  readonly #copies = new Map<string, QuietCopy>();
  readonly #pinned = new Map<string, PinnedStore>();

  constructor(dataDir: string, imageDir: string) {
    this.#dataDir = dataDir;
    this.#imageDir = imageDir;
  }

  /** Copies stores at rest ahead of time, so that {@link fix} has only to look whether they still are. */
  prepare(paths: readonly string[]): void {
    for (const path of paths) {
      const copy = QuietCopy.make(join(this.#dataDir, path), this.#targetOf(path));
      if (copy !== undefined) this.#copies.set(path, copy);
    }
  }

  /** Fixes a store's state, quickly: changes are waiting. */
  async fix(path: string): Promise<void> {
    if (this.#copies.get(path)?.isCurrent() === true) return;
    const target = this.#targetOf(path);
    rmSync(target, { force: true });
    const store = new PinnedStore(join(this.#dataDir, path));
    this.#pinned.set(path, store);
    if (store.copyIfQuiet(target)) this.#close(path, store);
    else if (this.#pinned.size > MAX_OPEN) await this.#copy(path, store);
  }

  /** Reads from a store in the state that was fixed. */
  read<T>(path: string, look: (database: DatabaseSync) => T): T {
    const pinned = this.#pinned.get(path);
    if (pinned !== undefined) return look(pinned.database);
    const url = pathToFileURL(this.#targetOf(path));
    // The copy is ours alone: no locks, and no files beside it.
    url.searchParams.set("immutable", "1");
    const database = new DatabaseSync(url, { readOnly: true });
    try {
      return look(database);
    } finally {
      database.close();
    }
  }

  /** Copies those whose state could only be fixed. */
  async finish(): Promise<void> {
    for (const [path, store] of this.#pinned) await this.#copy(path, store);
  }

  [Symbol.dispose](): void {
    for (const [path, store] of this.#pinned) this.#close(path, store);
  }

  async #copy(path: string, store: PinnedStore): Promise<void> {
    await store.copyTo(this.#targetOf(path));
    this.#close(path, store);
  }

  #close(path: string, store: PinnedStore): void {
    this.#pinned.delete(path);
    store.close();
  }

  #targetOf(path: string): string {
    const target = join(this.#imageDir, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  }
}
