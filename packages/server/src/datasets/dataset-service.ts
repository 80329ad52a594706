import type { CreateDatasetRequest, RefreshDatasetResponse } from "@hotdata/contract";
import { workspaceNotFound } from "../http/access-error.ts";
import { conflict, invalidField, notFound } from "../http/api-error.ts";
import type { WriteGate } from "../concurrency/write-gate.ts";
import { createId } from "../ids/create-id.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { checkRefreshable } from "./check-refreshable.ts";
import type { Dataset, DatasetVersion } from "./dataset.ts";
import type { DatasetContent } from "./dataset-content.ts";
import type { DatasetFiles } from "./dataset-files.ts";
import type { DatasetSources } from "./dataset-sources.ts";
import type { DatasetChanges, DatasetStore, NewVersion, PageOf } from "./dataset-store.ts";
import type { PreparedSource } from "./prepared-source.ts";
import { tableNameOf } from "./table-name.ts";

/** Says whether there is room for more rows. */
export interface DatasetSpace {
  /** @throws {ApiError} when there is none. */
  admit(workspaceId: string, bytes: number): Promise<void>;
}

export interface DatasetServiceParts {
  readonly metastore: Metastore;
  readonly store: DatasetStore;
  readonly files: DatasetFiles;
  readonly content: DatasetContent;
  readonly sources: DatasetSources;
  readonly space: DatasetSpace;
  readonly jobs: JobService;
  /** Told when a dataset shows other rows. */
  readonly onNewRows: (datasetId: string) => void;
  /** Refreshes of one dataset come one after the other. */
  readonly refreshes: WriteGate;
}

export interface NewDataset {
  readonly workspaceId: string;
  /** `main`, or a sandbox's id. */
  readonly schema: string;
  /** Database that a query source reads. */
  readonly databaseId: string | undefined;
  readonly request: CreateDatasetRequest;
}

/** A dataset with the version that SQL reads. */
export interface ShownDataset {
  readonly dataset: Dataset;
  readonly shown: DatasetVersion;
}

/** A refresh of a dataset; by a job when there is an id of one. */
interface Refresh {
  readonly workspaceId: string;
  readonly datasetId: string;
  readonly jobId?: string;
}

/** Tables that belong to a workspace: made of files and queries, kept in versions. */
export class DatasetService {
  readonly #parts: DatasetServiceParts;

  constructor(parts: DatasetServiceParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} CONFLICT when the name is taken, and whatever is wrong with the source */
  async create(call: NewDataset, signal: AbortSignal): Promise<Dataset> {
    const { workspaceId, schema, databaseId, request } = call;
    const { label, source } = request;
    const { sources, space, store } = this.#parts;
    const table = tableNameOf(label, request.table_name);
    if ((await store.findNamed(workspaceId, { schema, table })) !== undefined) {
      throw nameTaken(schema, table);
    }
    await space.admit(workspaceId, 0);
    const prepared = await sources.ofRequest(
      { workspaceId, databaseId, sandboxId: sandboxOf(schema), label, source },
      signal,
    );
    const named = { id: createId("data"), workspaceId, label, schema, table };
    return this.#withRows(workspaceId, { prepared }, signal, (version) =>
      this.#insert({ ...named, createdAt: version.createdAt }, prepared, version),
    );
  }

  /** @throws {ApiError} NOT_FOUND */
  async get(workspaceId: string, id: string): Promise<ShownDataset> {
    const { store } = this.#parts;
    const dataset = await this.#known(workspaceId, id);
    const { pinnedVersion, latestVersion } = dataset;
    const shown = await store.findVersion(id, pinnedVersion ?? latestVersion);
    // Deleted in between.
    if (shown === undefined) throw unknownDataset(id);
    return { dataset, shown };
  }

  list(workspaceId: string, page: PageOf): Promise<readonly Dataset[]> {
    return this.#parts.store.list(workspaceId, page);
  }

  /** @throws {ApiError} NOT_FOUND */
  async listVersions(workspaceId: string, id: string, page: PageOf) {
    await this.#known(workspaceId, id);
    return this.#parts.store.listVersions(id, page);
  }

  /** @throws {ApiError} NOT_FOUND; CONFLICT for a name that is taken; BAD_REQUEST */
  async update(workspaceId: string, id: string, changes: DatasetChanges): Promise<Dataset> {
    const { label, table: given, pinnedVersion } = changes;
    const table = given === undefined ? undefined : tableNameOf("", given);
    const outcome = await this.#parts.store.change(workspaceId, id, {
      label,
      table,
      pinnedVersion,
    });
    if (outcome === "unknown") throw unknownDataset(id);
    if (outcome === "taken") throw nameTaken(undefined, table);
    if (outcome !== "no such version") {
      if (pinnedVersion !== undefined) this.#parts.onNewRows(id);
      return outcome;
    }
    throw invalidField(
      "pinned_version",
      `Dataset '${id}' has no version ${pinnedVersion}; GET /v1/datasets/${id}/versions lists them.`,
    );
  }

  /** @throws {ApiError} NOT_FOUND */
  async delete(workspaceId: string, id: string): Promise<void> {
    if (!(await this.#parts.content.delete(workspaceId, id))) throw unknownDataset(id);
  }

  /**
   * Reads the dataset's source again: its rows are the next version.
   * @throws {ApiError} NOT_FOUND; BAD_REQUEST for a source that cannot be read again
   */
  refresh(refresh: Refresh, signal: AbortSignal): Promise<RefreshDatasetResponse> {
    const { datasetId } = refresh;
    return this.#parts.refreshes.run(datasetId, { isShared: false, signal }, () =>
      this.#refresh(refresh, signal),
    );
  }

  /** Leaves a refresh to a job, which goes on after a restart; returns the job's id. */
  async submitRefresh(workspaceId: string, datasetId: string): Promise<string> {
    const { origin } = await this.#known(workspaceId, datasetId);
    checkRefreshable(origin);
    const payload = { datasetId };
    return this.#parts.jobs.submit({ workspaceId, type: "dataset_refresh", payload });
  }

  async #refresh(refresh: Refresh, signal: AbortSignal): Promise<RefreshDatasetResponse> {
    const { workspaceId, datasetId, jobId } = refresh;
    const { space, sources, store } = this.#parts;
    // A crash may have come between the version and the job's end.
    const done = jobId === undefined ? undefined : await store.findVersionOfJob(jobId);
    if (done !== undefined) return refreshed(done);
    const { origin, schema } = await this.#known(workspaceId, datasetId);
    await space.admit(workspaceId, 0);
    const prepared = await sources.ofOrigin({ workspaceId, sandboxId: sandboxOf(schema) }, origin);
    return this.#withRows(workspaceId, { prepared, jobId }, signal, async (version) => {
      const added = await store.addVersion(workspaceId, datasetId, version);
      if (added === undefined) throw unknownDataset(datasetId);
      this.#parts.onNewRows(datasetId);
      return refreshed(added);
    });
  }

  /** Writes a version's file, then records it; when either fails, nothing stays of it. */
  async #withRows<T>(
    workspaceId: string,
    { prepared, jobId }: { readonly prepared: PreparedSource; readonly jobId?: string | undefined },
    signal: AbortSignal,
    record: (version: NewVersion) => Promise<T>,
  ): Promise<T> {
    const { files, space } = this.#parts;
    const id = createId("dver");
    let recorded: T;
    try {
      await using work = await files.openWork(workspaceId, id);
      const { path, ...rows } = await prepared.write(work.dir, signal);
      await space.admit(workspaceId, rows.sizeBytes);
      await files.keep(workspaceId, id, path);
      const createdAt = new Date().toISOString();
      recorded = await record({ id, sourceType: prepared.type, ...rows, createdAt, jobId });
    } catch (error) {
      await files.remove(workspaceId, id);
      await prepared.abandon?.();
      throw error;
    }
    await prepared.afterwards?.();
    return recorded;
  }

  #insert(
    named: Omit<Dataset, "origin" | "latestVersion" | "pinnedVersion" | "updatedAt">,
    prepared: PreparedSource,
    version: NewVersion,
  ): Promise<Dataset> {
    const { metastore, store } = this.#parts;
    return metastore.transaction().execute(async (transaction) => {
      const { workspaceId, schema } = named;
      if (!(await store.hasWorkspace(workspaceId, transaction))) throw workspaceNotFound();
      if (!(await store.hasSchema(workspaceId, schema, transaction))) {
        throw conflict(`The sandbox '${schema}' was deleted while the dataset was made.`);
      }
      const dataset: Dataset = {
        ...named,
        origin: await prepared.record(transaction),
        latestVersion: 1,
        pinnedVersion: undefined,
        updatedAt: named.createdAt,
      };
      const isNew = await store.insert(dataset, version, transaction);
      if (!isNew) throw nameTaken(named.schema, named.table);
      return dataset;
    });
  }

  async #known(workspaceId: string, id: string): Promise<Dataset> {
    const dataset = await this.#parts.store.find(workspaceId, id);
    if (dataset === undefined) throw unknownDataset(id);
    return dataset;
  }
}

/** The sandbox whose schema this is. */
function sandboxOf(schema: string): string | undefined {
  return schema === "main" ? undefined : schema;
}

function refreshed({ datasetId, version, createdAt }: DatasetVersion): RefreshDatasetResponse {
  return { id: datasetId, version, status: "ready", created_at: createdAt };
}

function unknownDataset(id: string) {
  return notFound(`Dataset '${id}' not found.`);
}

function nameTaken(schema: string | undefined, table: string | undefined) {
  const name = schema === undefined ? `'${table}'` : `'${schema}.${table}'`;
  return conflict(`A dataset with the table ${name} exists already; send another table_name.`);
}
