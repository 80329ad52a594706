import type { Kysely } from "kysely";
import { badRequest, conflict, invalidField, notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import type { MetastoreTables } from "../metastore/metastore-tables.ts";
import { type ObjectStore, ObjectTooLargeError } from "../storage/object-store.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { UploadFilter } from "./shown-status.ts";
import { type Upload, type UploadOwner, fileKey, isVisibleTo } from "./upload.ts";
import { uploadTooLarge } from "./upload-too-large.ts";
import type { UploadStore } from "./upload-store.ts";

/** Says whether there is room for more bytes. */
export interface UploadSpace {
  /** @throws {ApiError} when there is none. */
  admit(workspaceId: string, bytes: number): Promise<void>;
}

export interface UploadServiceParts {
  readonly store: UploadStore;
  readonly objects: ObjectStore;
  readonly space: UploadSpace;
  readonly maxUploadBytes: number;
}

export interface RawUpload {
  readonly owner: UploadOwner;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  /** As declared by the client; undefined when it did not. */
  readonly contentLength: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Fires when the client left or the server stops. */
  readonly signal: AbortSignal;
}

type Handle = Kysely<MetastoreTables>;

/** What a load needs of an upload that it claimed. */
export interface ClaimedUpload {
  /** Absolute path of the bytes. */
  readonly path: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly filename: string | undefined;
}

const UPLOAD_ID = /^[A-Za-z0-9_-]{1,128}$/;
const SWEEP_BATCH = 100;

/** Complete uploads: received in one request, listed, and handed to loads. */
export class UploadService implements WorkspaceContent {
  readonly #parts: UploadServiceParts;

  constructor(parts: UploadServiceParts) {
    this.#parts = parts;
  }

  /** Frees what a crash left claimed and removes bytes that belong to no upload. */
  async recover(): Promise<void> {
    const { store, objects } = this.#parts;
    await store.releaseInterrupted();
    const kept = await store.listKept();
    for (const root of await objects.listRoots()) {
      if (!kept.has(root)) await objects.deleteRoot(root);
    }
  }

  /** Stores a request's body as an upload; nothing stays of one that did not arrive whole. */
  async receive(raw: RawUpload): Promise<Upload & { readonly sizeBytes: number }> {
    const { store, objects, space, maxUploadBytes } = this.#parts;
    if (raw.contentLength === 0) throw emptyUpload();
    if ((raw.contentLength ?? 0) > maxUploadBytes) throw uploadTooLarge(maxUploadBytes);
    await space.admit(raw.owner.workspaceId, raw.contentLength ?? 0);
    const id = createId("upld");
    try {
      const { sizeBytes } = await objects.put(fileKey(id), raw.body, {
        maxBytes: maxUploadBytes,
        signal: raw.signal,
      });
      if (sizeBytes === 0) throw emptyUpload();
      const upload = newRawUpload(id, raw, sizeBytes);
      await store.insert([upload]);
      return upload;
    } catch (error) {
      await objects.deleteRoot(id);
      throw error instanceof ObjectTooLargeError ? uploadTooLarge(maxUploadBytes) : error;
    }
  }

  /** Newest first. */
  list(owner: UploadOwner, filters: readonly UploadFilter[]): AsyncIterable<Upload> {
    return this.#parts.store.list(owner, filters);
  }

  /** @throws {ApiError} NOT_FOUND unless the owner sees all of these uploads. */
  async checkVisible(owner: UploadOwner, uploadIds: readonly string[]): Promise<void> {
    for (const uploadId of uploadIds) {
      const upload = await this.#parts.store.find(owner.workspaceId, uploadId);
      if (upload === undefined || !isVisibleTo(upload, owner)) {
        throw notFound(`Upload '${uploadId}' not found.`);
      }
    }
  }

  /**
   * Takes an upload for one load, until it is released or consumed. Like those two, it can be a step
   * of the load's own transaction.
   * @throws {ApiError} 404 unknown, 400 not finalized, 409 claimed or consumed by another load.
   */
  async claim(workspaceId: string, uploadId: string, handle?: Handle): Promise<void> {
    if (!UPLOAD_ID.test(uploadId)) throw invalidField("upload_id", "upload_id is malformed.");
    const { store } = this.#parts;
    const upload = await store.find(workspaceId, uploadId, handle);
    if (upload === undefined) throw notFound(`Upload '${uploadId}' not found.`);
    const isClaimed = await store.move(uploadId, "pending", "processing", handle);
    if (!isClaimed) throw unclaimable(upload);
  }

  /** Whether it is there no more because something was made of it. */
  async isConsumed(workspaceId: string, uploadId: string): Promise<boolean> {
    return (await this.#parts.store.find(workspaceId, uploadId))?.status === "consumed";
  }

  /** Gives a claimed upload back, so that it can be loaded again. */
  async release(uploadId: string, handle?: Handle): Promise<void> {
    await this.#parts.store.move(uploadId, "processing", "pending", handle);
  }

  /** Marks a claimed upload as loaded; its bytes are to be removed then. */
  async consume(uploadId: string, handle?: Handle): Promise<void> {
    await this.#parts.store.move(uploadId, "processing", "consumed", handle);
  }

  /** Those that a crash leaves behind are removed at the next start. */
  async removeBytes(uploadId: string): Promise<void> {
    await this.#parts.objects.deleteRoot(uploadId);
  }

  /** Where the bytes of a claimed upload are. */
  async open(workspaceId: string, uploadId: string): Promise<ClaimedUpload> {
    const { store, objects } = this.#parts;
    const upload = await store.find(workspaceId, uploadId);
    if (upload === undefined) throw notFound(`Upload '${uploadId}' not found.`);
    const { contentType, contentEncoding, filename } = upload;
    return { path: objects.location(fileKey(uploadId)), contentType, contentEncoding, filename };
  }

  /** Deletes sessions that were not finalized in time; returns how many. */
  async deleteExpired(signal: AbortSignal): Promise<number> {
    let count = 0;
    while (!signal.aborted) {
      const expired = await this.#parts.store.listExpired(SWEEP_BATCH);
      for (const id of expired) await this.#removeOpen(id);
      count += expired.length;
      if (expired.length < SWEEP_BATCH) break;
    }
    return count;
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    const { store, objects } = this.#parts;
    for (const id of await store.listIds(workspaceId)) {
      await store.remove(id);
      await objects.deleteRoot(id);
    }
  }

  /** Its bytes go last: those that a crash leaves behind are removed at the next start. */
  async #removeOpen(uploadId: string): Promise<void> {
    const { store, objects } = this.#parts;
    if (await store.removeOpen(uploadId)) await objects.deleteRoot(uploadId);
  }
}

function newRawUpload(id: string, raw: RawUpload, sizeBytes: number) {
  return {
    id,
    ...raw.owner,
    mode: "raw",
    status: "pending",
    sizeBytes,
    declaredSizeBytes: undefined,
    partSizeBytes: undefined,
    contentType: raw.contentType,
    contentEncoding: raw.contentEncoding,
    filename: undefined,
    checksumSha256: undefined,
    finalizeTokenHash: undefined,
    expiresAt: undefined,
    createdAt: new Date(),
  } as const;
}

function emptyUpload(): Error {
  return badRequest("Upload cannot be empty; send the file's bytes as the request body.");
}

function unclaimable({ id, status }: Upload): Error {
  if (status === "open" || status === "finalizing") {
    return badRequest(
      `Upload '${id}' is not finalized; call POST /v1/uploads/${id}/finalize first.`,
    );
  }
  return status === "consumed"
    ? conflict(`Upload '${id}' has already been consumed; upload the file again.`)
    : conflict(`Upload '${id}' is being loaded by another request.`);
}
