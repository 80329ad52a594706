import { z } from "zod";
import { int64, timestamp } from "./timestamp.ts";

/** What clients see. A finished session is `ready`; its older kin, the raw upload, is `pending`. */
export const UPLOAD_STATUSES = ["pending", "ready", "processing", "consumed"] as const;
export type ListedUploadStatus = (typeof UPLOAD_STATUSES)[number];

const uploadFields = {
  id: z.string().describe("Upload id; the `upload_id` of a load."),
  status: z.string().describe("State of the upload: `pending`, `ready`, `processing`, `consumed`."),
  size_bytes: int64.describe("Size in bytes."),
  content_type: z.string().nullish().describe("Content type it was sent with."),
  created_at: timestamp.describe("When the upload was made."),
};

export const UploadResponse = z
  .object(uploadFields)
  .meta({ id: "UploadResponse", description: "The file that was received." });
export type UploadResponse = z.infer<typeof UploadResponse>;

export const UploadInfo = z
  .object(uploadFields)
  .meta({ id: "UploadInfo", description: "An upload in a listing." });
export type UploadInfo = z.infer<typeof UploadInfo>;

export const ListUploadsResponse = z
  .object({ uploads: z.array(UploadInfo).describe("The uploads, newest first.") })
  .meta({ id: "ListUploadsResponse", description: "Uploads of a workspace." });
export type ListUploadsResponse = z.infer<typeof ListUploadsResponse>;
