import { LoadManagedTableRequest, type LoadManagedTableResponse } from "@hotdata/contract";
import type { Kysely } from "kysely";
import { notFound } from "../http/api-error.ts";
import type { JobService } from "../jobs/job-service.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { KeptData } from "./kept-data.ts";
import type { LoadExecution } from "./load-execution.ts";
import { loadIdOf } from "./load-identity.ts";
import type { LoadInputs } from "./load-input.ts";
import type { LoadJob } from "./load-job.ts";
import type { LoadLedger } from "./load-ledger.ts";
import type { LoadRequest, LoadTarget } from "./load-request.ts";
import type { LoadStore, StoredLoad } from "./load-store.ts";
import type { Admission } from "../admission/admission.ts";
import { parseLoad } from "./parse-load.ts";
import type { WriteGate } from "../concurrency/write-gate.ts";

export interface LoadServiceParts {
  readonly execution: LoadExecution;
  readonly ledger: LoadLedger;
  readonly inputs: LoadInputs;
  readonly store: LoadStore;
  readonly kept: KeptData;
  readonly jobs: JobService;
  /** Of jobs for one table: they load in the order they were submitted in. */
  readonly jobTurns: WriteGate;
  /** Who may load while the caller waits. */
  readonly admission: Pick<Admission, "enter">;
}

/**
 * Loads files into managed tables, while the caller waits or as a job. The rows become visible in
 * one catalog transaction, or not at all.
 */
export class LoadService {
  readonly #parts: LoadServiceParts;

  constructor(parts: LoadServiceParts) {
    this.#parts = parts;
  }

  /**
   * Settles what a stopped server left under way: a load that was committed is done, another one is
   * as if it had never been sent. Those of unfinished jobs stay for their jobs.
   */
  async recover(): Promise<void> {
    const { store, kept, inputs } = this.#parts;
    await inputs.clear();
    for (const load of await store.listAbandoned()) await this.#settle(load);
    await kept.sweep(await store.listDataFiles());
  }

  /**
   * Loads while the caller waits. A request that was sent before gets its first answer.
   * @throws {ApiError} OVERLOADED when there are too many; nothing was done then.
   */
  async load(request: LoadRequest, signal: AbortSignal): Promise<LoadManagedTableResponse> {
    const place = this.#parts.admission.enter(request.target.workspaceId);
    try {
      return await this.#loadNow(request, signal);
    } finally {
      place.leave();
    }
  }

  /** Leaves the load to a job, which goes on after a restart; returns the job's id. */
  async submit(request: LoadRequest, body: LoadManagedTableRequest): Promise<string> {
    const { execution, kept, ledger } = this.#parts;
    await execution.check(request);
    const { input, target } = request;
    const submit = (loadId: string, handle?: Kysely<MetastoreTables>) =>
      this.#submitJob(target, loadId, handle);
    const dataFile = input.kind === "data" ? await kept.put(input.csvText) : undefined;
    try {
      const { load, isNew } = await ledger.enter(request, { body, dataFile, submit });
      if (isNew && load.jobId !== undefined) return load.jobId;
      await kept.remove(dataFile);
      // The same request again, e.g. because its answer got lost.
      if (load.jobId !== undefined && load.response === undefined) return load.jobId;
      return await submit(load.id);
    } catch (error) {
      await kept.remove(dataFile);
      throw error;
    }
  }

  /** Does the load of a job, unless it was done before the server was stopped. */
  run(job: LoadJob, signal: AbortSignal): Promise<LoadManagedTableResponse> {
    const { execution, store, ledger, kept, jobTurns } = this.#parts;
    const turn = JSON.stringify([job.databaseId, job.schema, job.table]);
    return jobTurns.run(turn, { isShared: false, signal }, async () => {
      const load = await store.find(job.loadId);
      if (load === undefined) throw notFound("The load is gone: its database was deleted.");
      if (load.response !== undefined) return load.response;
      const response = await execution.run(load.id, await this.#requestOf(load), signal);
      await ledger.finish(load, response);
      await kept.remove(load.dataFile);
      return response;
    });
  }

  /** Gives up the load of a job that failed. */
  async giveUp({ loadId }: LoadJob): Promise<void> {
    const { store, ledger, kept } = this.#parts;
    const load = await store.find(loadId);
    if (load === undefined || load.response !== undefined) return;
    await ledger.cancel(load);
    await kept.remove(load.dataFile);
  }

  async #loadNow(request: LoadRequest, signal: AbortSignal): Promise<LoadManagedTableResponse> {
    const { execution, ledger } = this.#parts;
    if (!mustBeEntered(request)) return execution.run(loadIdOf(request), request, signal);
    const { load, isNew } = await ledger.enter(request);
    if (!isNew) return doneBefore(load);
    try {
      const response = await execution.run(load.id, request, signal);
      await ledger.finish(load, response);
      return response;
    } catch (error) {
      await ledger.cancel(load);
      throw error;
    }
  }

  #submitJob(
    { workspaceId, databaseId, schema, table }: LoadTarget,
    loadId: string,
    handle: Kysely<MetastoreTables> | undefined,
  ): Promise<string> {
    const payload: LoadJob = { loadId, databaseId, schema, table };
    return this.#parts.jobs.submit(
      { workspaceId, databaseId, type: "managed_load", payload },
      handle,
    );
  }

  async #requestOf({ target, requestJson, dataFile }: StoredLoad): Promise<LoadRequest> {
    const data = dataFile === undefined ? undefined : await this.#parts.kept.get(dataFile);
    const body = LoadManagedTableRequest.parse(JSON.parse(requestJson ?? "{}"));
    return { ...parseLoad({ ...body, data }), target };
  }

  async #settle(load: StoredLoad): Promise<void> {
    const { execution, ledger } = this.#parts;
    try {
      const response = await execution.findDone(load.id, load.target);
      if (response !== undefined) return await ledger.finish(load, response);
    } catch {
      // Its catalog is gone or cannot be read now; a repeated request looks there again.
    }
    await ledger.cancel(load);
  }
}

/** Loads that can be sent twice without harm, or cannot be told apart, leave no record. */
function mustBeEntered({ input, idempotencyKey }: LoadRequest): boolean {
  return input.kind === "uploads" || idempotencyKey !== undefined;
}

function doneBefore({ response }: StoredLoad): LoadManagedTableResponse {
  if (response === undefined) throw new Error("a load that is under way was taken for done");
  return response;
}
