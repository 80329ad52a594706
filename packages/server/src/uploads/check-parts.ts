import type { FinalizeUploadPart } from "@hotdata/contract";
import { badRequest, invalidField } from "../http/api-error.ts";
import type { UploadPart } from "./upload-part-store.ts";
import type { Upload } from "./upload.ts";

/**
 * The stored parts that make up the file, in order, after all rules of finalizing were checked.
 * @throws {ApiError} BAD_REQUEST that names the part and the rule.
 */
export function checkParts(
  session: Upload,
  named: readonly FinalizeUploadPart[] | undefined,
  stored: readonly UploadPart[],
): readonly UploadPart[] {
  const parts = session.mode === "single" ? singlePart(named, stored) : namedParts(named, stored);
  checkPartSizes(session, parts);
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

function singlePart(
  named: readonly FinalizeUploadPart[] | undefined,
  stored: readonly UploadPart[],
): readonly UploadPart[] {
  if (named !== undefined) return namedParts(named, stored);
  if (stored.length === 0)
    throw badRequest("No file was sent; PUT its bytes to the session's url first.");
  return stored;
}

function namedParts(
  named: readonly FinalizeUploadPart[] | undefined,
  stored: readonly UploadPart[],
): readonly UploadPart[] {
  if (named === undefined) {
    throw invalidField(
      "parts",
      "parts is required for a multipart upload: every part with its e_tag.",
    );
  }
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

function checkPartSizes({ partSizeBytes }: Upload, parts: readonly UploadPart[]): void {
  if (partSizeBytes === undefined) return;
  const wrong = parts.slice(0, -1).find((part) => part.sizeBytes !== partSizeBytes);
  if (wrong === undefined) return;
  throw badRequest(
    `Part ${wrong.partNumber} has ${wrong.sizeBytes} bytes; every part but the last must have part_size, ${partSizeBytes} bytes.`,
  );
}
