import type { DatabaseContent } from "../databases/database-content.ts";
import type { Engine } from "../engine/engine.ts";
import type { ResultFiles } from "./result-files.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { ResultStore } from "./result-store.ts";

/** Results hold rows of their database: they go with it, or with the workspace they were made in. */
export class ResultContent implements DatabaseContent, WorkspaceContent {
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
    await this.#removeFiles(await this.#results.deleteOfDatabase(databaseId));
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.#removeFiles(await this.#results.deleteOfWorkspace(workspaceId));
  }

  /** Frees the rows and files of results whose time is over. */
  async deleteExpired(signal?: AbortSignal): Promise<void> {
    for (;;) {
      signal?.throwIfAborted();
      const ids = await this.#results.deleteExpired();
      if (ids.length === 0) return;
      await this.#removeFiles(ids);
    }
  }

  async #removeFiles(resultIds: readonly string[]): Promise<void> {
    for (const id of resultIds) await this.#files.remove(id);
  }
}
