import { randomUUID } from "node:crypto";
import {
  type CreateUploadRequest,
  type FinalizeUploadPart,
  UPLOAD_MAX_PARTS,
} from "@hotdata/contract";
import { accessDenied, badRequest, invalidField, notFound } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import { type ObjectStore, ObjectTooLargeError } from "../storage/object-store.ts";
import { checkParts } from "./check-parts.ts";
import { createFinalizeToken, hashFinalizeToken, isFinalizeToken } from "./finalize-token.ts";
import { type PartPlan, planParts } from "./part-plan.ts";
import type { UploadPartAddress } from "./upload-address.ts";
import type { UploadPart, UploadPartStore } from "./upload-part-store.ts";
import type { UploadStore } from "./upload-store.ts";
import { type Upload, fileKey } from "./upload.ts";

export interface UploadSessionServiceParts {
  readonly store: UploadStore;
  readonly partStore: UploadPartStore;
  readonly objects: ObjectStore;
  readonly maxUploadBytes: number;
}

export interface OpenedSession {
  readonly upload: Upload;
  readonly plan: PartPlan;
  /** Known to the caller only. */
  readonly finalizeToken: string;
}

export interface SessionProof {
  readonly workspaceId: string;
  readonly uploadId: string;
  readonly finalizeToken: string;
}

export interface PartBody {
  /** As declared by the client; undefined when it did not. */
  readonly contentLength: number | undefined;
  readonly body: AsyncIterable<Uint8Array>;
}

const SESSION_LIFE_MS = 24 * 3_600_000;
/** Bounds one answer: every part has an address in it. */
const MAX_ADDRESSES = 20_000;
const SHA256 = /^[0-9a-f]{64}$/i;

/** Upload sessions: opened, filled part by part at signed addresses, and finalized into one file. */
export class UploadSessionService {
  readonly #parts: UploadSessionServiceParts;

  constructor(parts: UploadSessionServiceParts) {
    this.#parts = parts;
  }

  /** Opens a session for each file, or for none when one is refused. */
  async open(
    workspaceId: string,
    files: readonly CreateUploadRequest[],
  ): Promise<readonly OpenedSession[]> {
    const { maxUploadBytes } = this.#parts;
    const sessions = files.map((file) => openSession(workspaceId, file, maxUploadBytes));
    refuseTooManyAddresses(sessions);
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
    { contentLength, body }: PartBody,
  ): Promise<UploadPart> {
    const { objects, partStore } = this.#parts;
    const session = await this.#parts.store.findAnywhere(uploadId);
    if (session === undefined || isExpired(session)) throw sessionGone();
    if (session.status !== "open") throw alreadyFinalized();
    const maxBytes = await this.#roomFor(session, partNumber);
    if ((contentLength ?? 0) > maxBytes) throw partTooLarge(partNumber, maxBytes);
    const objectKey = `${uploadId}/part-${partNumber}-${randomUUID()}`;
    const stored = await objects.put(objectKey, body, { maxBytes }).catch((error: unknown) => {
      throw error instanceof ObjectTooLargeError ? partTooLarge(partNumber, maxBytes) : error;
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
    const { store, partStore, objects } = this.#parts;
    const session = await this.#getOpen(proof);
    if (!(await store.move(session.id, "open", "finalizing"))) throw alreadyFinalized();
    const stored = await partStore.list(session.id);
    const sizeBytes = await this.#complete(session, named, stored);
    // The file is whole; what a crash leaves of its parts goes when the upload is consumed.
    for (const { objectKey } of stored) await objects.delete(objectKey);
    return { ...session, status: "pending", sizeBytes };
  }

  async #complete(
    session: Upload,
    named: readonly FinalizeUploadPart[] | undefined,
    stored: readonly UploadPart[],
  ): Promise<number> {
    const { store } = this.#parts;
    try {
      const sizeBytes = await this.#join(session, checkParts(session, named, stored));
      await store.complete(session.id, sizeBytes);
      return sizeBytes;
    } catch (error) {
      await store.move(session.id, "finalizing", "open");
      throw error;
    }
  }

  async #join(session: Upload, parts: readonly UploadPart[]): Promise<number> {
    const { objects } = this.#parts;
    const key = fileKey(session.id);
    const [first, ...others] = parts;
    if (first === undefined) throw badRequest("The upload is empty; send at least one byte.");
    const keys = parts.map(({ objectKey }) => objectKey);
    let sha256 = first.etag;
    if (others.length === 0) await objects.copy(first.objectKey, key);
    else ({ sha256 } = await objects.compose(key, keys));
    const { checksumSha256 } = session;
    if (checksumSha256 !== undefined && checksumSha256 !== sha256) {
      await objects.delete(key);
      throw badRequest(`The file's SHA-256 is ${sha256}, but ${checksumSha256} was declared.`);
    }
    return parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  }

  async #getOpen({ workspaceId, uploadId, finalizeToken }: SessionProof): Promise<Upload> {
    const session = await this.#parts.store.find(workspaceId, uploadId);
    if (session === undefined || isExpired(session)) {
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
  async #roomFor(session: Upload, partNumber: number): Promise<number> {
    const { partStore, maxUploadBytes } = this.#parts;
    const others = await partStore.sizeWithout(session.id, partNumber);
    return Math.min(session.partSizeBytes ?? maxUploadBytes, maxUploadBytes - others);
  }
}

function openSession(
  workspaceId: string,
  file: CreateUploadRequest,
  maxUploadBytes: number,
): OpenedSession {
  const { declared_size_bytes: declaredSizeBytes, part_size: wishedPartBytes } = file;
  if (declaredSizeBytes !== undefined && declaredSizeBytes > maxUploadBytes) {
    throw invalidField(
      "declared_size_bytes",
      `Upload exceeds maximum size of ${maxUploadBytes} bytes.`,
    );
  }
  const plan = planParts({ declaredSizeBytes, wishedPartBytes, maxUploadBytes });
  const finalizeToken = createFinalizeToken();
  const now = new Date();
  const upload: Upload = {
    id: createId("upld"),
    workspaceId,
    mode: plan.mode,
    status: "open",
    sizeBytes: undefined,
    declaredSizeBytes,
    partSizeBytes: plan.mode === "single" ? undefined : plan.partSizeBytes,
    contentType: file.content_type,
    contentEncoding: file.content_encoding,
    filename: file.filename,
    checksumSha256: parseChecksum(file),
    finalizeTokenHash: hashFinalizeToken(finalizeToken),
    expiresAt: new Date(now.getTime() + SESSION_LIFE_MS),
    createdAt: now,
  };
  return { upload, plan, finalizeToken };
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

/** Hexadecimal or base64, in lower-case hexadecimal. */
function parseChecksum({ checksum_value: value }: CreateUploadRequest): string | undefined {
  if (value === undefined) return undefined;
  if (SHA256.test(value)) return value.toLowerCase();
  const bytes = Buffer.from(value, "base64");
  if (bytes.length === 32) return bytes.toString("hex");
  throw invalidField(
    "checksum_value",
    "checksum_value must be a SHA-256 in hexadecimal or base64.",
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
  return badRequest("The upload was already finalized.");
}

function sessionGone(): Error {
  return accessDenied("The upload session of this address is gone; open a new one.");
}

function partTooLarge(partNumber: number, maxBytes: number): Error {
  return badRequest(`Part ${partNumber} may have at most ${maxBytes} bytes.`);
}
