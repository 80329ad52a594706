import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { PinnedStore } from "./pinned-store.ts";

interface OpenStore {
  readonly path: string;
  readonly store: PinnedStore;
}

/** More would need too many open files; those beyond are copied while changes wait. */
const MAX_OPEN = 1_000;

/** SQLite files of a data folder, all as they were at one time. */
export class ImageStores implements Disposable {
  readonly #dataDir: string;
  readonly #imageDir: string;
  readonly #open: OpenStore[] = [];

  constructor(dataDir: string, imageDir: string) {
    this.#dataDir = dataDir;
    this.#imageDir = imageDir;
  }

  /** Fixes a store's state; `look` reads from it at once. */
  async add<T>(path: string, look: (store: PinnedStore) => T): Promise<T> {
    const store = new PinnedStore(join(this.#dataDir, path));
    let isDone = true;
    try {
      const seen = look(store);
      const target = this.#targetOf(path);
      isDone = store.copyIfQuiet(target);
      if (!isDone && this.#open.length >= MAX_OPEN) {
        await store.copyTo(target);
        isDone = true;
      }
      if (!isDone) this.#open.push({ path, store });
      return seen;
    } catch (error) {
      isDone = true;
      throw error;
    } finally {
      if (isDone) store.close();
    }
  }

  /** Copies those whose state could only be fixed. */
  async finish(): Promise<void> {
    for (const { path, store } of this.#open.splice(0)) {
      try {
        await store.copyTo(this.#targetOf(path));
      } finally {
        store.close();
      }
    }
  }

  [Symbol.dispose](): void {
    for (const { store } of this.#open.splice(0)) store.close();
  }

  #targetOf(path: string): string {
    const target = join(this.#imageDir, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  }
}
