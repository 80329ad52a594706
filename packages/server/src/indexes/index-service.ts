import type { CreateIndexRequest, IndexInfoResponse } from "@hotdata/contract";
import { ApiError, conflict, invalidField, notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { JobService } from "../jobs/job-service.ts";
import { isSameName } from "../lake/columns/planned-column.ts";
import { CatalogBusyError, UnreadableTableError } from "../lake/lake.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { IndexBuilder } from "./index-builder.ts";
import { indexInfo } from "./index-models.ts";
import type { IndexRefresher } from "./index-refresher.ts";
import type { NewIndex, RecordedIndex } from "./index-row.ts";
import type { IndexStore } from "./index-store.ts";
import type { RowSource } from "./indexed-rows.ts";
import { type PlannedIndex, planIndex } from "./plan-index.ts";
import type { Embeddings } from "./search-index-of.ts";
import type { IndexOwner } from "./table-index.ts";

export interface IndexServiceParts {
  readonly metastore: Metastore;
  readonly store: IndexStore;
  readonly rows: RowSource;
  readonly builder: IndexBuilder;
  readonly refresher: IndexRefresher;
  readonly embeddings: Embeddings;
  readonly jobs: JobService;
  /** Says whether there is room for more. */
  readonly space: { admit(workspaceId: string, bytes: number): Promise<void> };
}

/** What an index is made on. */
export interface IndexTarget {
  readonly workspaceId: string;
  readonly owner: IndexOwner;
  /** The table's name in messages. */
  readonly shownTable: string;
}

/** Indexes of tables and datasets: made, listed and deleted; the refresher keeps them up to date. */
export class IndexService {
  readonly #parts: IndexServiceParts;

  constructor(parts: IndexServiceParts) {
    this.#parts = parts;
  }

  /** Takes away what a stopped server was building and no job will finish. */
  async recover(): Promise<void> {
    for (const index of await this.#parts.store.listAbandoned()) {
      try {
        await this.#giveUp(index);
      } catch (error) {
        // One catalog that cannot be changed now must not keep the server from starting.
        if (!(error instanceof CatalogBusyError || error instanceof UnreadableTableError))
          throw error;
      }
    }
  }

  /** Builds an index; when this cannot be done, nothing stays of it. */
  async create(target: IndexTarget, request: CreateIndexRequest, signal: AbortSignal) {
    const index = await this.#plan(target, request);
    await this.#insert(index, target);
    return this.#build({ ...index, figures: undefined }, signal);
  }

  /** Leaves the building to a job; returns the job's id. */
  async submit(target: IndexTarget, request: CreateIndexRequest): Promise<string> {
    const { workspaceId, owner } = target;
    const index = await this.#plan(target, request);
    const type = owner.kind === "table" ? "create_index" : "create_dataset_index";
    const databaseId = owner.kind === "table" ? owner.databaseId : undefined;
    const job = { workspaceId, databaseId, type, payload: { indexId: index.id } } as const;
    return this.#parts.metastore.transaction().execute(async (transaction) => {
      const jobId = await this.#parts.jobs.submit(job, transaction);
      const outcome = await this.#parts.store.insert({ ...index, jobId }, transaction);
      if (outcome !== "inserted") throw refusal(outcome, index, target);
      return jobId;
    });
  }

  /** The work of a job; after a restart it is done again from where it stood. */
  async run(indexId: string, signal: AbortSignal): Promise<IndexInfoResponse> {
    const index = await this.#parts.store.find(indexId);
    if (index === undefined) throw gone();
    if (index.status === "ready") return indexInfo(index);
    const figures = await this.#parts.builder.build(index, signal);
    return this.#finish(index, figures);
  }

  /** Nothing stays of an index whose job has failed. */
  async abandon(indexId: string): Promise<void> {
    const index = await this.#parts.store.find(indexId);
    if (index?.status === "pending") await this.#giveUp(index);
  }

  list(owner: IndexOwner): Promise<readonly RecordedIndex[]> {
    return this.#parts.store.listOf(owner);
  }

  /** @throws {ApiError} NOT_FOUND */
  async delete({ owner, shownTable }: IndexTarget, name: string): Promise<void> {
    const index = await this.#parts.store.findOf(owner, name);
    if (index === undefined) throw notFound(`Index '${name}' not found on '${shownTable}'.`);
    await this.#giveUp(index);
  }

  async #plan(target: IndexTarget, request: CreateIndexRequest): Promise<NewIndex> {
    const { workspaceId, owner, shownTable } = target;
    if (owner.kind === "dataset" && (request.index_type ?? "sorted") === "sorted") {
      throw invalidField(
        "index_type",
        "A dataset's rows keep the order of their source, so that it has no sorted index: put ORDER BY " +
          "into its query, or send index_type `bm25` or `vector`.",
      );
    }
    const columns = await this.#parts.rows.columnsOf(workspaceId, owner);
    const planned = planIndex(request, columns, shownTable);
    await this.#refuseTaken(target, request);
    await this.#refuseOutput(target, planned);
    await this.#checkProvider(workspaceId, planned);
    await this.#parts.space.admit(workspaceId, 0);
    const now = new Date().toISOString();
    return {
      id: createId("indx"),
      workspaceId,
      owner,
      name: request.index_name,
      ...planned,
      description: request.description,
      jobId: undefined,
      status: "pending",
      createdAt: now,
      updatedAt: now,
    };
  }

  async #refuseTaken({ owner, shownTable }: IndexTarget, request: CreateIndexRequest) {
    const indexes = await this.#parts.store.listOf(owner);
    if (indexes.some(({ name }) => isSameName(name, request.index_name))) {
      throw nameTaken(request.index_name, shownTable);
    }
    const sorted = indexes.find(({ type }) => type === "sorted");
    if (sorted === undefined || (request.index_type ?? "sorted") !== "sorted") return;
    throw conflict(
      `'${shownTable}' is sorted by the index '${sorted.name}' (${sorted.columns.join(", ")}), and a ` +
        "table has one order; delete that index first.",
    );
  }

  /** Vectors of another index may be shown under the same name already. */
  async #refuseOutput({ owner, shownTable }: IndexTarget, { columns, embedded }: PlannedIndex) {
    const output = columns[0];
    if (embedded === null || output === undefined) return;
    const indexes = await this.#parts.store.listOf(owner);
    const other = indexes.find(
      (index) => index.embedded !== null && isSameName(index.columns[0] ?? "", output),
    );
    if (other === undefined) return;
    throw conflict(
      `The index '${other.name}' of '${shownTable}' shows its vectors as '${output}' already; send ` +
        "another output_column.",
    );
  }

  async #checkProvider(workspaceId: string, { embedded }: PlannedIndex): Promise<void> {
    if (embedded === null) return;
    const { providerId, dimensions } = embedded;
    try {
      await this.#parts.embeddings.resolve(workspaceId, providerId, dimensions);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "NOT_FOUND") throw error;
      throw invalidField("embedding_provider_id", error.message);
    }
  }

  async #insert(index: NewIndex, target: IndexTarget): Promise<void> {
    const outcome = await this.#parts.store.insert(index);
    if (outcome !== "inserted") throw refusal(outcome, index, target);
  }

  async #build(index: RecordedIndex, signal: AbortSignal): Promise<IndexInfoResponse> {
    try {
      const figures = await this.#parts.builder.build(index, signal);
      return await this.#finish(index, figures);
    } catch (error) {
      // Should this fail as well, the next start takes it away.
      await this.#giveUp(index).catch(() => undefined);
      throw error;
    }
  }

  async #finish(index: RecordedIndex, figures: RecordedIndex["figures"]) {
    const { store, refresher } = this.#parts;
    // Rows may have come while it was built.
    if (!(await store.finish(index.id, figures))) throw gone();
    if (index.type !== "sorted") refresher.add(index.owner);
    return indexInfo((await store.find(index.id)) ?? { ...index, status: "ready", figures });
  }

  async #giveUp(index: RecordedIndex): Promise<void> {
    const { builder, store, refresher } = this.#parts;
    // An index that could not take the table's order must not take it from the one that has it.
    const others = await store.listOf(index.owner);
    const isOnly = !others.some(({ id, type }) => type === "sorted" && id !== index.id);
    if (isOnly) await builder.takeBack(index);
    await store.delete(index.id);
    refresher.wake();
  }
}

function refusal(why: "taken" | "no owner", { name }: NewIndex, { shownTable }: IndexTarget) {
  return why === "taken"
    ? nameTaken(name, shownTable)
    : notFound(`'${shownTable}' was deleted meanwhile.`);
}

function nameTaken(name: string, shownTable: string) {
  return conflict(
    `Index '${name}' already exists on '${shownTable}'; delete it or send another name.`,
  );
}

function gone() {
  return conflict("The index or its table was deleted while the index was built.");
}
