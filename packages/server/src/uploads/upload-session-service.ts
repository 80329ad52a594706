import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  type CreateUploadRequest,
  type FinalizeUploadPart,
  UPLOAD_MAX_PARTS,
} from "@hotdata/contract";
import { accessDenied, badRequest, invalidField, notFound } from "../http/api-error.ts";
import { type ObjectStore, ObjectTooLargeError } from "../storage/object-store.ts";
import { checkParts } from "./check-parts.ts";
import { isFinalizeToken } from "./finalize-token.ts";
import { type OpenedSession, openSession } from "./open-session.ts";
import type { UploadPartAddress } from "./upload-address.ts";
import type { UploadSpace } from "./upload-service.ts";
import type { UploadPart, UploadPartStore } from "./upload-part-store.ts";
import type { UploadStore } from "./upload-store.ts";
import { uploadTooLarge } from "./upload-too-large.ts";
import { type Upload, type UploadOwner, fileKey, isVisibleTo } from "./upload.ts";

export interface UploadSessionServiceParts {
  readonly store: UploadStore;
  readonly partStore: UploadPartStore;
  readonly objects: ObjectStore;
  readonly space: UploadSpace;
  readonly maxUploadBytes: number;
}

export interface SessionProof {
  readonly owner: UploadOwner;
  readonly uploadId: string;
  readonly finalizeToken: string;
}

export interface PartBody {
  /** As declared by the client; undefined when it did not. */
  readonly contentLength: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
  /** Fires when the client left or the server stops. */
  readonly signal: AbortSignal;
}

/** Bounds one answer: every part has an address in it. */
const MAX_ADDRESSES = 20_000;

/** Upload sessions: opened, filled part by part at signed addresses, and finalized into one file. */
export class UploadSessionService {
  readonly #parts: UploadSessionServiceParts;

  constructor(parts: UploadSessionServiceParts) {
    this.#parts = parts;
  }

  /** Opens a session for each file, or for none when one is refused. */
  async open(
    owner: UploadOwner,
    files: readonly CreateUploadRequest[],
  ): Promise<readonly OpenedSession[]> {
    const { maxUploadBytes } = this.#parts;
    const sessions = files.map((file) => openSession(owner, file, maxUploadBytes));
    refuseTooManyAddresses(sessions);
    const declared = files.map((file) => file.declared_size_bytes ?? 0);
    await this.#parts.space.admit(
      owner.workspaceId,
      declared.reduce((sum, bytes) => sum + bytes, 0),
    );
    await this.#parts.store.insert(sessions.map(({ upload }) => upload));
    return sessions;
  }

  /** The session, when parts of it may be sent; numbers must be possible ones. */
  async getForMinting(proof: SessionProof, partNumbers: readonly number[]): Promise<Upload> {
    const session = await this.#getOpen(proof);
    if (session.mode === "single") {
      throw badRequest("A single upload has no parts; send the file to the session's url.");
    }
    const last = lastPartNumber(session);
    const beyond = partNumbers.find((partNumber) => partNumber > last);
    if (beyond !== undefined) {
      throw invalidField(
        "part_numbers",
        `The upload has ${last} parts; there is no part ${beyond}.`,
      );
    }
    return session;
  }

  /** Stores a part sent to its signed address; an earlier one of this number is replaced. */
  async putPart(
    { uploadId, partNumber }: UploadPartAddress,
    { contentLength, body, signal }: PartBody,
  ): Promise<UploadPart> {
    const { objects, partStore } = this.#parts;
    const session = await this.#parts.store.findAnywhere(uploadId);
    if (session === undefined || isExpired(session)) throw sessionGone();
    if (session.status !== "open") throw alreadyFinalized();
    const { maxBytes, refusal } = await this.#roomFor(session, partNumber);
    if ((contentLength ?? 0) > maxBytes) throw refusal;
    await this.#parts.space.admit(session.workspaceId, contentLength ?? 0);
    const objectKey = `${uploadId}/part-${partNumber}-${randomUUID()}`;
    const stored = await objects
      .put(objectKey, body, { maxBytes, signal })
      .catch((error: unknown) => {
        throw error instanceof ObjectTooLargeError ? refusal : error;
      });
    const part = { partNumber, objectKey, sizeBytes: stored.sizeBytes, etag: stored.sha256 };
    const outcome = await partStore.put(uploadId, part);
    if (!outcome.stored) {
      await objects.delete(objectKey);
      throw alreadyFinalized();
    }
    if (outcome.replacedKey !== undefined) await objects.delete(outcome.replacedKey);
    return part;
  }

  /** Joins the parts into the file; the session ends. When it refuses, the session stays open. */
  async finalize(
    proof: SessionProof,
    named: readonly FinalizeUploadPart[] | undefined,
  ): Promise<Upload & { readonly sizeBytes: number }> {
    const { store, objects } = this.#parts;
    const session = await this.#getOpen(proof);
    if (!(await store.move(session.id, "open", "finalizing"))) throw alreadyFinalized();
    const { sizeBytes, stored } = await this.#complete(session, named).catch(
      async (error: unknown) => {
        await store.move(session.id, "finalizing", "open");
        throw error;
      },
    );
    // The file is whole; what a crash leaves of its parts goes when the upload is consumed.
    for (const { objectKey } of stored) await objects.delete(objectKey);
    return { ...session, status: "pending", sizeBytes };
  }

  async #complete(session: Upload, named: readonly FinalizeUploadPart[] | undefined) {
    const { store, partStore, maxUploadBytes } = this.#parts;
    const stored = await partStore.list(session.id);
    const parts = checkParts(session, named, stored);
    const sizeBytes = sizeOf(parts);
    // Parts sent at the same time did not know of each other.
    if (sizeBytes > maxUploadBytes) throw uploadTooLarge(maxUploadBytes);
    await this.#join(session, parts);
    await store.complete(session.id, sizeBytes);
    return { sizeBytes, stored };
  }

  async #join(session: Upload, parts: readonly UploadPart[]): Promise<void> {
    const { objects } = this.#parts;
    const { checksumSha256 } = session;
    const key = fileKey(session.id);
    const [first, ...others] = parts;
    if (first !== undefined && others.length === 0) {
      if (checksumSha256 !== undefined && checksumSha256 !== first.etag) {
        throw wrongChecksum(first.etag, checksumSha256);
      }
      return objects.copy(first.objectKey, key);
    }
    const joined = await objects.compose(
      key,
      parts.map(({ objectKey }) => objectKey),
    );
    assert.equal(joined.sizeBytes, sizeOf(parts), "a part is not as long as it was when it came");
    if (checksumSha256 === undefined) return;
    const sha256 = await objects.sha256(key);
    if (sha256 === checksumSha256) return;
    await objects.delete(key);
    throw wrongChecksum(sha256, checksumSha256);
  }

  async #getOpen({ owner, uploadId, finalizeToken }: SessionProof): Promise<Upload> {
    const session = await this.#parts.store.find(owner.workspaceId, uploadId);
    if (session === undefined || isExpired(session) || !isVisibleTo(session, owner)) {
      throw notFound(`Upload session '${uploadId}' not found.`);
    }
    const { finalizeTokenHash } = session;
    if (finalizeTokenHash === undefined || !isFinalizeToken(finalizeToken, finalizeTokenHash)) {
      throw badRequest("X-Upload-Finalize-Token is not the finalize_token of this session.");
    }
    if (session.status !== "open") throw alreadyFinalized();
    return session;
  }

  /** How large a part may be: as planned, and no more than the whole upload may still take. */
  async #roomFor({ id, partSizeBytes }: Upload, partNumber: number): Promise<Room> {
    const { partStore, maxUploadBytes } = this.#parts;
    const left = Math.max(maxUploadBytes - (await partStore.sizeWithout(id, partNumber)), 0);
    if (partSizeBytes === undefined || partSizeBytes > left) {
      return { maxBytes: left, refusal: uploadTooLarge(maxUploadBytes) };
    }
    return { maxBytes: partSizeBytes, refusal: partTooLarge(partNumber, partSizeBytes) };
  }
}

interface Room {
  readonly maxBytes: number;
  /** What a larger part is answered with. */
  readonly refusal: Error;
}

function refuseTooManyAddresses(sessions: readonly OpenedSession[]): void {
  const count = sessions.reduce(
    (sum, { plan }) => sum + (plan.mode === "single" ? 1 : (plan.partCount ?? 0)),
    0,
  );
  if (count <= MAX_ADDRESSES) return;
  throw invalidField(
    "uploads",
    `The files have ${count} parts together, more than ${MAX_ADDRESSES}; name fewer files at once or ask for larger parts.`,
  );
}

function lastPartNumber({ declaredSizeBytes, partSizeBytes }: Upload): number {
  if (declaredSizeBytes === undefined || partSizeBytes === undefined) return UPLOAD_MAX_PARTS;
  return Math.ceil(declaredSizeBytes / partSizeBytes);
}

function isExpired({ expiresAt }: Upload): boolean {
  return expiresAt !== undefined && expiresAt.getTime() <= Date.now();
}

function alreadyFinalized(): Error {
  return badRequest("The upload was already finalized; load it, or open a new session.");
}

function sessionGone(): Error {
  return accessDenied("The upload session of this address is gone; open a new one.");
}

function partTooLarge(partNumber: number, maxBytes: number): Error {
  return badRequest(
    `Part ${partNumber} may have at most ${maxBytes} bytes, the session's part_size.`,
  );
}

function wrongChecksum(received: string, declared: string): Error {
  return badRequest(
    `The file's SHA-256 is ${received}, but ${declared} was declared; send the parts again, or open a new session.`,
  );
}

function sizeOf(parts: readonly UploadPart[]): number {
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
