import type { DatabaseContent } from "../databases/database-content.ts";
import type { Engine } from "../engine/engine.ts";
import type { ResultFiles } from "./result-files.ts";
import type { ResultStore } from "./result-store.ts";

/** Results hold rows of their database: they go with it. The history of its queries stays. */
export class ResultContent implements DatabaseContent {
  readonly #engine: Engine;
  readonly #results: ResultStore;
  readonly #files: ResultFiles;

  constructor(engine: Engine, results: ResultStore, files: ResultFiles) {
    this.#engine = engine;
    this.#results = results;
    this.#files = files;
  }

  async deleteDatabase(databaseId: string): Promise<void> {
    await this.#engine.evict(databaseId);
    const ids = await this.#results.deleteOfDatabase(databaseId);
    for (const id of ids) await this.#files.remove(id);
  }
}
