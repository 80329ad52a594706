import type { Logger } from "../http/request-context.ts";
import type { Search } from "../search/search.ts";
import type { IndexBuilder } from "./index-builder.ts";
import type { RecordedIndex } from "./index-row.ts";
import type { IndexStore } from "./index-store.ts";
import type { IndexOwner } from "./table-index.ts";

export interface IndexRefresherParts {
  readonly store: IndexStore;
  readonly builder: IndexBuilder;
  readonly search: Pick<Search, "remove">;
  readonly log: Logger;
}

/** Commits in this time are indexed together; searches do not wait for it. */
const DELAY_MS = 100;
/** An index that takes longer is left to its next search. */
const LIMIT_MS = 3_600_000;

/**
 * Brings indexes up to date after commits, one at a time, and removes the files of deleted ones.
 * A search finds rows that came a moment ago all the same: this only spares it the work.
 */
export class IndexRefresher {
  readonly #parts: IndexRefresherParts;
  readonly #stopping = new AbortController();
  /** Ids of databases and datasets that have indexes with files. */
  #owners = new Set<string>();
  readonly #changed = new Set<string>();
  /** Versions of tables, by the index that has all of their rows. */
  readonly #versions = new Map<string, string>();
  #isWoken = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: IndexRefresherParts) {
    this.#parts = parts;
  }

  /** Nothing is indexed for a start: a table that is at rest has its files, or is searched never. */
  async start(): Promise<void> {
    this.#owners = new Set(await this.#parts.store.listOwnerIds());
    this.wake();
  }

  /** There is a new index on a table or dataset. */
  add(owner: IndexOwner): void {
    const id = owner.kind === "table" ? owner.databaseId : owner.datasetId;
    this.#owners.add(id);
    this.changed(id);
  }

  /** A database or dataset has other rows. */
  changed(ownerId: string): void {
    if (!this.#owners.has(ownerId)) return;
    this.#changed.add(ownerId);
    this.wake();
  }

  /** Says that there may be something to do. */
  wake(): void {
    this.#isWoken = true;
    if (this.#running !== undefined || this.#timer !== undefined) return;
    if (this.#stopping.signal.aborted) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#isWoken = false;
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
        if (this.#isWoken) this.wake();
      });
    }, DELAY_MS).unref();
  }

  /** Returns when what is under way has stopped. */
  async close(): Promise<void> {
    this.#stopping.abort(new Error("the server is shutting down"));
    clearTimeout(this.#timer);
    await this.#running;
  }

  async #run(): Promise<void> {
    const { store, log } = this.#parts;
    try {
      await this.#removeFiles();
      const owners = [...this.#changed];
      this.#changed.clear();
      for (const ownerId of owners) {
        const indexes = await store.listSearchedOf(ownerId);
        if (indexes.length === 0) this.#owners.delete(ownerId);
        for (const index of indexes) await this.#refresh(index);
      }
    } catch (error) {
      if (!this.#stopping.signal.aborted) log.error({ err: error }, "indexes were not refreshed");
    }
  }

  async #refresh(index: RecordedIndex): Promise<void> {
    const { builder, store, log } = this.#parts;
    const stopping = this.#stopping.signal;
    if (stopping.aborted) return;
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(LIMIT_MS)]);
    const knownVersion = this.#versions.get(index.id);
    try {
      const refreshed = await builder.refresh(index, { knownVersion, signal });
      if (refreshed === undefined) return;
      this.#versions.set(index.id, refreshed.version);
      const none = { rowCount: 0, unmergedRowCount: 0, sizeBytes: 0, dimensions: null };
      await store.recordFigures(index.id, refreshed.figures ?? none);
    } catch (error) {
      if (stopping.aborted) return;
      log.warn({ err: error, index_id: index.id }, "an index was not refreshed");
    }
  }

  async #removeFiles(): Promise<void> {
    const { store, search, log } = this.#parts;
    for (const removed of await store.listRemoved()) {
      this.#versions.delete(removed.id);
      try {
        await search.remove(removed);
        await store.forgetRemoved(removed.id);
      } catch (error) {
        log.warn({ err: error, index_id: removed.id }, "files of an index were not removed");
      }
    }
  }
}
