import type { FinalizeUploadPart } from "@hotdata/contract";
import { badRequest, invalidField } from "../http/api-error.ts";
import { MIN_PART_BYTES } from "./part-plan.ts";
import type { UploadPart } from "./upload-part-store.ts";
import type { Upload } from "./upload.ts";

type NamedParts = readonly FinalizeUploadPart[];

/**
 * The stored parts that make up the file, in order, after all rules of finalizing were checked.
 * @throws {ApiError} BAD_REQUEST that names the part and the rule.
 */
export function checkParts(
  session: Upload,
  named: NamedParts | undefined,
  stored: readonly UploadPart[],
): readonly UploadPart[] {
  const parts = choose(session, named, stored);
  for (const part of parts.slice(0, -1)) checkPartSize(session, part);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  const { declaredSizeBytes } = session;
  if (declaredSizeBytes !== undefined && sizeBytes !== declaredSizeBytes) {
    throw badRequest(
      `The upload has ${sizeBytes} bytes, but ${declaredSizeBytes} were declared; send what is missing, or open a new session.`,
    );
  }
  if (declaredSizeBytes === undefined && sizeBytes === 0) {
    throw badRequest("The upload is empty; send at least one byte.");
  }
  return parts;
}

function choose(
  { mode }: Upload,
  named: NamedParts | undefined,
  stored: readonly UploadPart[],
): readonly UploadPart[] {
  if (named !== undefined) return namedParts(named, stored);
  if (mode !== "single") {
    throw invalidField(
      "parts",
      "parts is required for a multipart upload: every part with its e_tag.",
    );
  }
  if (stored.length > 0) return stored;
  throw badRequest("No file was sent; PUT its bytes to the session's url first.");
}

function namedParts(named: NamedParts, stored: readonly UploadPart[]): readonly UploadPart[] {
  const byNumber = new Map(stored.map((part) => [part.partNumber, part]));
  return named.map(({ part_number: partNumber, e_tag: etag }, i) => {
    if (partNumber !== i + 1) {
      throw invalidField(
        `parts.${i}.part_number`,
        `parts must name every part by ascending number from 1; ${partNumber} stands where ${i + 1} belongs.`,
      );
    }
    const part = byNumber.get(partNumber);
    if (part === undefined) {
      throw invalidField(`parts.${i}`, `Part ${partNumber} was not received; send it again.`);
    }
    if (etag.replaceAll('"', "") !== part.etag) {
      throw invalidField(
        `parts.${i}.e_tag`,
        `The e_tag of part ${partNumber} is not the ETag that its last PUT was answered with.`,
      );
    }
    return part;
  });
}

/** For parts before the last one. Where the size was declared, the cuts are known to the byte. */
function checkPartSize(
  { declaredSizeBytes, partSizeBytes = 0 }: Upload,
  { partNumber, sizeBytes }: UploadPart,
): void {
  if (declaredSizeBytes !== undefined && sizeBytes !== partSizeBytes) {
    throw badRequest(
      `Part ${partNumber} has ${sizeBytes} bytes; every part but the last must have part_size, ${partSizeBytes} bytes.`,
    );
  }
  if (sizeBytes < MIN_PART_BYTES) {
    throw badRequest(
      `Part ${partNumber} has ${sizeBytes} bytes; every part but the last must have at least ${MIN_PART_BYTES} bytes.`,
    );
  }
}
