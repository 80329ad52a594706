import type { CreateUploadRequest } from "@hotdata/contract";
import { invalidField } from "../http/api-error.ts";
import { createId } from "../ids/create-id.ts";
import { createFinalizeToken, hashFinalizeToken } from "./finalize-token.ts";
import { type PartPlan, planParts } from "./part-plan.ts";
import { uploadTooLarge } from "./upload-too-large.ts";
import type { Upload, UploadOwner } from "./upload.ts";

export interface OpenedSession {
  readonly upload: Upload;
  readonly plan: PartPlan;
  /** Known to the caller only. */
  readonly finalizeToken: string;
}

const SESSION_LIFE_MS = 24 * 3_600_000;
const SHA256_HEX = /^[0-9a-f]{64}$/i;
/** 32 bytes, with or without the final `=`. */
const SHA256_BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/**
 * A session for one file, not stored yet.
 * @throws {ApiError} BAD_REQUEST when the file is too large or its checksum is none.
 */
export function openSession(
  owner: UploadOwner,
  file: CreateUploadRequest,
  maxUploadBytes: number,
): OpenedSession {
  const { declared_size_bytes: declaredSizeBytes, part_size: wishedPartBytes } = file;
  if (declaredSizeBytes !== undefined && declaredSizeBytes > maxUploadBytes) {
    throw invalidField("declared_size_bytes", uploadTooLarge(maxUploadBytes).message);
  }
  const plan = planParts({ declaredSizeBytes, wishedPartBytes, maxUploadBytes });
  const finalizeToken = createFinalizeToken();
  const now = new Date();
  const upload: Upload = {
    id: createId("upld"),
    ...owner,
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

/** Hexadecimal or base64, in lower-case hexadecimal. */
function parseChecksum({ checksum_value: value }: CreateUploadRequest): string | undefined {
  if (value === undefined) return undefined;
  if (SHA256_HEX.test(value)) return value.toLowerCase();
  if (SHA256_BASE64.test(value)) return Buffer.from(value, "base64").toString("hex");
  throw invalidField(
    "checksum_value",
    "checksum_value must be a SHA-256 in hexadecimal or base64.",
  );
}
