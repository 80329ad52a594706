import type { UploadMode, UploadStatus } from "../metastore/tables/upload-tables.ts";

/** A file that a client sent or is sending. */
export interface Upload {
  readonly id: string;
  readonly workspaceId: string;
  readonly mode: UploadMode;
  readonly status: UploadStatus;
  /** Undefined until it is complete. */
  readonly sizeBytes: number | undefined;
  readonly declaredSizeBytes: number | undefined;
  readonly partSizeBytes: number | undefined;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly filename: string | undefined;
  readonly checksumSha256: string | undefined;
  readonly finalizeTokenHash: string | undefined;
  readonly expiresAt: Date | undefined;
  readonly createdAt: Date;
}

/** Object key of the complete file. */
export function fileKey(uploadId: string): string {
  return `${uploadId}/file`;
}
