import { UPLOAD_MAX_PARTS } from "@hotdata/contract";

const MEBIBYTE = 1_024 ** 2;
/** Least size of every part but the last. */
export const MIN_PART_BYTES = 5 * MEBIBYTE;
const MAX_PART_BYTES = 5_120 * MEBIBYTE;
/** Files up to this size are sent in one piece. */
const SINGLE_MAX_BYTES = 8 * MEBIBYTE;
const DEFAULT_PART_BYTES = 8 * MEBIBYTE;
/** Without a wish for smaller parts, there are no more than this: every address costs bytes. */
const COMFORTABLE_PARTS = 1_000;

/** How the bytes of an upload are cut. */
export type PartPlan =
  | { readonly mode: "single" }
  /** `partCount` is undefined when the size is not known yet. */
  | {
      readonly mode: "multipart";
      readonly partSizeBytes: number;
      readonly partCount: number | undefined;
    };

export interface PartPlanRequest {
  readonly declaredSizeBytes: number | undefined;
  readonly wishedPartBytes: number | undefined;
  readonly maxUploadBytes: number;
}

export function planParts(request: PartPlanRequest): PartPlan {
  const { declaredSizeBytes, wishedPartBytes, maxUploadBytes } = request;
  if (declaredSizeBytes === undefined) {
    const partSizeBytes = partSize(wishedPartBytes ?? DEFAULT_PART_BYTES, maxUploadBytes);
    return { mode: "multipart", partSizeBytes, partCount: undefined };
  }
  if (declaredSizeBytes <= SINGLE_MAX_BYTES) return { mode: "single" };
  const comfortable = Math.ceil(declaredSizeBytes / COMFORTABLE_PARTS / MEBIBYTE) * MEBIBYTE;
  const wished = wishedPartBytes ?? Math.max(DEFAULT_PART_BYTES, comfortable);
  const partSizeBytes = partSize(wished, declaredSizeBytes);
  const partCount = Math.ceil(declaredSizeBytes / partSizeBytes);
  return { mode: "multipart", partSizeBytes, partCount };
}

/** The wish within the limits, but large enough for the file to fit into the parts there can be. */
function partSize(wishedBytes: number, fileBytes: number): number {
  const needed = Math.ceil(fileBytes / UPLOAD_MAX_PARTS);
  return Math.min(Math.max(wishedBytes, MIN_PART_BYTES, needed), MAX_PART_BYTES);
}
