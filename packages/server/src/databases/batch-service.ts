import { conflict, notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { Lake } from "../lake/lake.ts";
import type { WriteGate } from "../concurrency/write-gate.ts";
import { type Batch, nameInBatch, type NewBatch } from "./batch.ts";
import type { BatchStore } from "./batch-store.ts";
import type { DatabaseService } from "./database-service.ts";
import { newDatabase } from "./new-database.ts";

export interface BatchServiceParts {
  readonly store: BatchStore;
  readonly databases: DatabaseService;
  readonly lake: Lake;
  readonly jobs: JobService;
  /** Keeps filling and deleting a batch apart. */
  readonly gate: WriteGate;
}

export interface Filling {
  readonly requested: number;
  readonly created: number;
  readonly isCancelled: boolean;
}

/** So many databases of a batch appear together. */
const MADE_AT_ONCE = 250;

/** Databases that are made many at a time, and deleted together. */
export class BatchService {
  readonly #parts: BatchServiceParts;

  constructor(parts: BatchServiceParts) {
    this.#parts = parts;
  }

  /** Records a batch, which a job fills. A repeated idempotency key gets the first batch. */
  async create(request: NewBatch): Promise<Batch> {
    const { store, jobs } = this.#parts;
    const { workspaceId, idempotencyKey: key } = request;
    return store.transact(async (handle) => {
      const earlier =
        key === undefined ? undefined : await store.findByKey(workspaceId, key, handle);
      if (earlier?.isCancelled === true) throw beingDeleted(earlier.id);
      if (earlier !== undefined) return earlier;
      const id = createId("dbat");
      const type = "bulk_create_databases";
      const jobId = await jobs.submit({ workspaceId, type, payload: { batchId: id } }, handle);
      await store.insert({ ...request, id, jobId }, handle);
      return { ...request, id, jobId, createdCount: 0, isCancelled: false };
    });
  }

  /** @throws {ApiError} NOT_FOUND */
  async get(workspaceId: string, batchId: string): Promise<Batch> {
    const batch = await this.#parts.store.find(batchId);
    if (batch !== undefined && batch.workspaceId === workspaceId) return batch;
    throw notFound(`Batch '${batchId}' not found.`);
  }

  /**
   * Stops filling a batch and deletes it with its databases; returns how many those were.
   * @throws {ApiError} NOT_FOUND; CONFLICT when rows were loaded into one of them.
   */
  async delete(workspaceId: string, batchId: string, signal: AbortSignal): Promise<number> {
    const { store, databases, lake, gate } = this.#parts;
    await this.get(workspaceId, batchId);
    return gate.run(batchId, { isShared: false, signal }, async () => {
      const ids = await store.listDatabaseIds(batchId);
      const holder = await lake.findWithRows(ids);
      if (holder !== undefined) {
        throw conflict(
          `Database '${holder}' of the batch holds rows; delete it on its own first, or keep the batch.`,
        );
      }
      await store.cancel(batchId);
      await databases.deleteAll(ids);
      await store.remove(batchId);
      return ids.length;
    });
  }

  /** Makes the databases that a batch still lacks. */
  async fill(
    batchId: string,
    report: (filling: Filling) => void,
    signal: AbortSignal,
  ): Promise<Filling> {
    const { gate } = this.#parts;
    for (let last: Filling = { requested: 0, created: 0, isCancelled: true }; ;) {
      signal.throwIfAborted();
      const filling = await gate.run(batchId, { isShared: false, signal }, () =>
        this.#makeSome(batchId),
      );
      if (filling === undefined) return { ...last, isCancelled: true };
      report(filling);
      if (filling.isCancelled || filling.created === filling.requested) return filling;
      last = filling;
    }
  }

  /** Undefined when the batch was deleted. */
  async #makeSome(batchId: string): Promise<Filling | undefined> {
    const { store, databases } = this.#parts;
    const batch = await store.find(batchId);
    if (batch === undefined) return undefined;
    const { count: requested, createdCount: done, isCancelled } = batch;
    const count = isCancelled ? 0 : Math.min(MADE_AT_ONCE, requested - done);
    if (count > 0) {
      const made = Array.from({ length: count }, (_, i) => databaseOf(batch, done + i));
      await databases.reserve(made, batchId);
      const ids = made.map(({ database }) => database.id);
      await store.activate(batchId, ids);
    }
    return { requested, created: done + count, isCancelled };
  }
}

function beingDeleted(batchId: string) {
  return conflict(
    `Batch '${batchId}' of this idempotency key is being deleted; wait until it is gone, or delete it again.`,
  );
}

function databaseOf(batch: Batch, index: number) {
  const { nameTemplate } = batch;
  const name = nameTemplate === undefined ? undefined : nameInBatch(nameTemplate, index);
  return newDatabase({ ...batch, name });
}
