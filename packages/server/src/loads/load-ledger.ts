import type { LoadManagedTableRequest, LoadManagedTableResponse } from "@hotdata/contract";
import type { Kysely } from "kysely";
import { ApiError, conflict } from "../http/api-error.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import type { Metastore } from "../metastore/open-metastore.ts";
import { loadIdOf, requestHashOf } from "./load-identity.ts";
import type { LoadRequest } from "./load-request.ts";
import type { LoadStore, StoredLoad } from "./load-store.ts";

type Handle = Kysely<MetastoreTables>;

/** What loads need of the uploads that they take; part of the load's own transactions. */
export interface LoadUploadClaims {
  /** @throws {ApiError} 404 unknown, 400 not finalized, 409 in use or used up. */
  claim(workspaceId: string, uploadId: string, handle: Handle): Promise<void>;
  release(uploadId: string, handle: Handle): Promise<void>;
  consume(uploadId: string, handle: Handle): Promise<void>;
  /** Removes the bytes of a consumed upload. */
  removeBytes(uploadId: string): Promise<void>;
}

/** A job for a load, submitted together with its record. */
export interface LoadJobRequest {
  readonly body: LoadManagedTableRequest;
  /** Where the rows of the body are kept. */
  readonly dataFile: string | undefined;
  submit(loadId: string, handle: Handle): Promise<string>;
}

/** A load that was entered, by this request or by one before it. */
export interface EnteredLoad {
  readonly load: StoredLoad;
  /** False when an earlier request did the load: nothing is to be done. */
  readonly isNew: boolean;
}

/** What the same request did before. */
interface EarlierLoad {
  readonly load: StoredLoad;
  /** What stands in the way while that is going on. */
  readonly problem: string;
}

export interface LoadLedgerParts {
  readonly metastore: Metastore;
  readonly store: LoadStore;
  readonly uploads: LoadUploadClaims;
}

/**
 * Sees to it that a load happens once: it is entered together with the claims on its uploads, and
 * settled together with their end.
 */
export class LoadLedger {
  readonly #parts: LoadLedgerParts;

  constructor(parts: LoadLedgerParts) {
    this.#parts = parts;
  }

  /**
   * Enters a load, or finds the one that the same request made before; for a job also one whose own
   * job has not ended.
   * @throws {ApiError} CONFLICT when that one is still under way, or was another one.
   */
  enter(request: LoadRequest, job?: LoadJobRequest): Promise<EnteredLoad> {
    return this.#parts.metastore.transaction().execute(async (handle) => {
      const earlier = await this.#findEarlier(request, handle);
      if (earlier !== undefined) {
        const isSettled = earlier.load.response !== undefined;
        const isJobOfBoth = job !== undefined && earlier.load.jobId !== undefined;
        if (!isSettled && !isJobOfBoth) throw underWay(earlier);
        return { load: earlier.load, isNew: false };
      }
      const { store, uploads } = this.#parts;
      const { input, target } = request;
      const uploadIds = input.kind === "uploads" ? input.uploadIds : [];
      for (const id of uploadIds) await uploads.claim(target.workspaceId, id, handle);
      const id = loadIdOf(request);
      const load: StoredLoad = {
        ...request,
        id,
        uploadIds,
        requestHash: requestHashOf(request),
        requestJson: job === undefined ? undefined : jsonWithoutData(job.body),
        dataFile: job?.dataFile,
        jobId: await job?.submit(id, handle),
        response: undefined,
      };
      await store.insert(load, handle);
      return { load, isNew: true };
    });
  }

  /** Records a load as done; its uploads are used up. */
  async finish(load: StoredLoad, response: LoadManagedTableResponse): Promise<void> {
    const { metastore, store, uploads } = this.#parts;
    await metastore.transaction().execute(async (handle) => {
      await store.putResponse(load.id, response, handle);
      for (const id of load.uploadIds) await uploads.consume(id, handle);
    });
    for (const id of load.uploadIds) await uploads.removeBytes(id);
  }

  /** Takes a failed load out: its uploads and its key are free again. */
  async cancel(load: StoredLoad): Promise<void> {
    const { metastore, store, uploads } = this.#parts;
    await metastore.transaction().execute(async (handle) => {
      await store.remove(load.id, handle);
      for (const id of load.uploadIds) await uploads.release(id, handle);
    });
  }

  async #findEarlier(request: LoadRequest, handle: Handle): Promise<EarlierLoad | undefined> {
    const { store } = this.#parts;
    const { idempotencyKey, input, target } = request;
    if (idempotencyKey !== undefined) {
      const load = await store.findByKey(target.workspaceId, idempotencyKey, handle);
      if (load !== undefined) return checkedByKey(load, request);
    }
    if (input.kind !== "uploads") return undefined;
    const load = await store.findByUploads(input.uploadIds, handle);
    return load && checkedByUploads(load, request);
  }
}

function checkedByKey(load: StoredLoad, request: LoadRequest): EarlierLoad {
  if (load.requestHash !== requestHashOf(request)) {
    throw conflict(
      "idempotency_key was used for another load: with other data, another mode or another table. Send a new key for a new load.",
    );
  }
  return { load, problem: "A load with this idempotency_key is still under way" };
}

function checkedByUploads(load: StoredLoad, request: LoadRequest): EarlierLoad {
  const { target, mode, key, input } = request;
  const uploadIds = input.kind === "uploads" ? input.uploadIds : [];
  const isSame =
    load.target.databaseId === target.databaseId &&
    load.target.schema === target.schema &&
    load.target.table === target.table &&
    load.mode === mode &&
    JSON.stringify([load.key ?? null, load.uploadIds]) === JSON.stringify([key ?? null, uploadIds]);
  if (isSame) return { load, problem: "The upload is being loaded by another request" };
  throw conflict(
    load.response === undefined
      ? "The upload is being loaded by another request."
      : "The upload was already loaded; upload the file again to load it once more.",
  );
}

/** A client whose connection broke sends its load again before this server has noticed. */
function underWay({ load, problem }: EarlierLoad): ApiError {
  const where = load.jobId === undefined ? "" : ` by the job '${load.jobId}'`;
  return new ApiError(
    "CONFLICT",
    `${problem}${where}; wait until it has ended, then repeat the request.`,
    { retryAfterSeconds: 1 },
  );
}

/** Inline rows are kept in a file: they would swell the metastore. */
function jsonWithoutData(body: LoadManagedTableRequest): string {
  return JSON.stringify({ ...body, data: undefined });
}
