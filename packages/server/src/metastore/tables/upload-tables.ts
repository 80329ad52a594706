import type { Generated } from "kysely";

export type UploadMode = "raw" | "single" | "multipart";
export type UploadStatus = "open" | "finalizing" | "pending" | "processing" | "consumed";

export interface UploadTables {
  uploads: {
    /** Order of creation. */
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    /** Set when a key of one database sent it. */
    database_id: string | null;
    mode: UploadMode;
    status: UploadStatus;
    /** Null until the upload is complete. */
    size_bytes: number | null;
    /** Null for raw uploads and for streaming sessions. */
    declared_size_bytes: number | null;
    part_size_bytes: number | null;
    content_type: string | null;
    content_encoding: string | null;
    filename: string | null;
    checksum_sha256: string | null;
    finalize_token_hash: string | null;
    /** End of an unfinished session; null once the upload is complete. */
    expires_at: string | null;
    created_at: string;
  };
  upload_parts: {
    upload_id: string;
    part_number: number;
    object_key: string;
    size_bytes: number;
    etag: string;
  };
}
