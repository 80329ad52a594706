import { rm } from "node:fs/promises";
import { EngineLostError, SqlError } from "../../engine/engine.ts";
import type { CallName } from "../../engine/pool/process-messages.ts";
import type { MemoryBounds } from "../../engine/pool/memory-bounds.ts";
import { PassingProcess } from "../../engine/pool/passing-process.ts";
import type { ProcessEnd } from "../../engine/pool/process-end.ts";
import { repeated } from "../../engine/pool/repeated.ts";
import type { Embedding } from "../search-index.ts";
import type { FindRequest, IndexedScan, IndexState, Search, SearchHits } from "../search.ts";
import { SearchProcess } from "./search-process.ts";
import type { RemovedIndex, SearchCalls, SearchProcessSettings } from "./search-protocol.ts";

export interface ProcessSearchSettings extends SearchProcessSettings {
  readonly memory: MemoryBounds;
  /** How long the process stays without being called. */
  readonly idleMs?: number;
}

const IDLE_MS = 600_000;
const REMOVE_LIMIT_MS = 10_000;

/**
 * Searches in one child process, which starts at the first use and ends when it was not used for
 * long. Everything that it does can be done again: when it is lost, so are no results, and a call
 * that is not suspected to have brought it down is sent once more.
 */
export class ProcessSearch implements Search {
  readonly #process: PassingProcess<SearchProcess>;
  readonly #removed = new Set<string>();

  constructor({ memory, idleMs = IDLE_MS, ...settings }: ProcessSearchSettings) {
    const start = (): Promise<SearchProcess> => SearchProcess.start(settings);
    this.#process = new PassingProcess({ start, memory, idleMs });
  }

  /** Tells when the process ended unexpectedly. */
  onLost(listener: (end: ProcessEnd) => void): void {
    this.#process.onLost(listener);
  }

  /** Process id, while the process runs. */
  get pid(): number | undefined {
    return this.#process.ready?.pid;
  }

  prepare(indexed: IndexedScan, signal: AbortSignal): Promise<IndexState> {
    return this.#ofIndex(indexed, () => this.#call("prepare", indexed, signal));
  }

  find(request: FindRequest, signal: AbortSignal): Promise<SearchHits> {
    return this.#ofIndex(request, () => this.#call("find", request, signal));
  }

  embed(
    embedding: Embedding,
    texts: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly Float32Array[]> {
    return this.#call("embed", { embedding, texts }, signal);
  }

  async remove({ id, folder }: RemovedIndex): Promise<void> {
    this.#removed.add(id);
    try {
      const limit = AbortSignal.timeout(REMOVE_LIMIT_MS);
      await this.#process.ready?.call("remove", { id, folder }, limit);
    } catch (error) {
      // With the process, whatever wrote to the folder has ended.
      if (!(error instanceof EngineLostError)) throw error;
    }
    await rm(folder, { recursive: true, force: true });
  }

  close(): Promise<void> {
    return this.#process.close();
  }

  async #ofIndex<T>({ index }: IndexedScan, work: () => Promise<T>): Promise<T> {
    if (this.#removed.has(index.id)) throw new SqlError("the index was deleted in the meantime");
    return work();
  }

  async #call<Name extends CallName<SearchCalls>>(
    name: Name,
    input: SearchCalls[Name]["input"],
    signal: AbortSignal,
  ): Promise<SearchCalls[Name]["output"]> {
    const end = this.#process.begin();
    try {
      return await repeated(async () => {
        const process = await this.#process.get(signal);
        return process.call(name, input, signal);
      });
    } finally {
      end();
    }
  }
}
