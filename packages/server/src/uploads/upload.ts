import type { UploadMode, UploadStatus } from "../metastore/tables/upload-tables.ts";

/** A file that a client sent or is sending. */
export interface Upload {
  readonly id: string;
  readonly workspaceId: string;
  /** Of the key that sent it, where that key is bound to a database: other such keys do not see it. */
  readonly databaseId: string | undefined;
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

/** Whose uploads are meant: those of a workspace, or those of one database's keys. */
export type UploadOwner = Pick<Upload, "workspaceId" | "databaseId">;

/** Keys of whole workspaces see every upload of theirs. */
export function isVisibleTo(
  upload: UploadOwner,
  { workspaceId, databaseId }: UploadOwner,
): boolean {
  if (upload.workspaceId !== workspaceId) return false;
  return databaseId === undefined || upload.databaseId === databaseId;
}

/** Object key of the complete file. */
export function fileKey(uploadId: string): string {
  return `${uploadId}/file`;
}
