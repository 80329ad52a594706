import { z } from "zod";
import { optionalCollection, optionalField, optionalText } from "../request-field.ts";
import { int64, timestamp } from "./timestamp.ts";

/** Highest part number of a multipart upload. */
export const UPLOAD_MAX_PARTS = 10_000;
/** Most part addresses that one call hands out. */
export const UPLOAD_MINT_MAX_PARTS = 1_000;
/** Most sessions that one batch opens. */
export const UPLOAD_BATCH_MAX_SESSIONS = 1_000;

const partNumber = z
  .int()
  .min(1, "must be at least 1")
  .max(UPLOAD_MAX_PARTS, `must be at most ${UPLOAD_MAX_PARTS}`);

export const CreateUploadRequest = z
  .object({
    filename: optionalText(z.string().max(1024, "must have at most 1024 characters")).describe(
      "Name of the file, shown in error messages.",
    ),
    content_type: optionalText(z.string().max(255, "must have at most 255 characters")).describe(
      "Content type of the file; tells its format when a load does not.",
    ),
    content_encoding: optionalText(
      z.string().max(255, "must have at most 255 characters"),
    ).describe("Compression of the file, such as `gzip`."),
    declared_size_bytes: optionalField(int64).describe(
      "Exact size in bytes. Leave it out to stream parts without knowing the size.",
    ),
    part_size: optionalField(int64).describe("Wished part size in bytes; the server adapts it."),
    checksum_algo: optionalText(z.enum(["sha256"], { error: "must be sha256" })).describe(
      "Algorithm of `checksum_value`.",
    ),
    checksum_value: optionalText(z.string()).describe("Checksum of the whole file."),
  })
  .meta({ id: "CreateUploadRequest", description: "A file to upload." });
export type CreateUploadRequest = z.infer<typeof CreateUploadRequest>;

export const UploadSessionResponse = z
  .object({
    upload_id: z.string().describe("Upload id."),
    mode: z.string().describe("`single`: one PUT to `url`; `multipart`: a PUT for each part."),
    finalize_token: z
      .string()
      .describe("Proof of ownership for finalize and part addresses; shown only here."),
    headers: z.record(z.string(), z.string()).describe("Headers to send with every PUT."),
    url: z.string().nullish().describe("Address of the one PUT of a `single` upload."),
    part_urls: z
      .array(z.string())
      .nullish()
      .describe("Addresses of all parts in order; absent when the size is not known."),
    part_size: int64.nullish().describe("Bytes of each part but the last, in a multipart upload."),
  })
  .meta({ id: "UploadSessionResponse", description: "All that is needed to send one file." });
export type UploadSessionResponse = z.infer<typeof UploadSessionResponse>;

export const BatchCreateUploadRequest = z
  .object({
    uploads: z
      .array(CreateUploadRequest)
      .min(1, "must name at least one file")
      .max(UPLOAD_BATCH_MAX_SESSIONS, `must name at most ${UPLOAD_BATCH_MAX_SESSIONS} files`)
      .describe("The files."),
  })
  .meta({ id: "BatchCreateUploadRequest", description: "Several files to upload." });
export type BatchCreateUploadRequest = z.infer<typeof BatchCreateUploadRequest>;

export const BatchCreateUploadResponse = z
  .object({
    uploads: z.array(UploadSessionResponse).describe("One session for each file, in their order."),
  })
  .meta({ id: "BatchCreateUploadResponse", description: "The upload sessions that were opened." });
export type BatchCreateUploadResponse = z.infer<typeof BatchCreateUploadResponse>;

export const MintUploadPartsRequest = z
  .object({
    part_numbers: z
      .array(partNumber)
      .min(1, "must name at least one part")
      .max(UPLOAD_MINT_MAX_PARTS, `must name at most ${UPLOAD_MINT_MAX_PARTS} parts at once`)
      .describe("Numbers of the parts, from 1."),
  })
  .meta({ id: "MintUploadPartsRequest", description: "Parts that need an address." });
export type MintUploadPartsRequest = z.infer<typeof MintUploadPartsRequest>;

export const MintedUploadPartResponse = z
  .object({
    part_number: z.int().min(1).describe("Number of the part, from 1."),
    url: z.string().describe("Short-lived address of the part's PUT."),
  })
  .meta({ id: "MintedUploadPartResponse", description: "The address of one part." });
export type MintedUploadPartResponse = z.infer<typeof MintedUploadPartResponse>;

export const MintUploadPartsResponse = z
  .object({
    parts: z.array(MintedUploadPartResponse).describe("The addresses, by ascending part number."),
  })
  .meta({ id: "MintUploadPartsResponse", description: "Addresses of parts." });
export type MintUploadPartsResponse = z.infer<typeof MintUploadPartsResponse>;

export const FinalizeUploadPart = z
  .object({
    part_number: partNumber.describe("Number of the part, from 1."),
    e_tag: z
      .string()
      .min(1, "must not be empty")
      .describe("The `ETag` header that the part's PUT answered with, unchanged."),
  })
  .meta({ id: "FinalizeUploadPart", description: "One part that was sent." });
export type FinalizeUploadPart = z.infer<typeof FinalizeUploadPart>;

export const FinalizeUploadRequest = z
  .object({
    parts: optionalCollection(z.array(FinalizeUploadPart).max(UPLOAD_MAX_PARTS)).describe(
      "All parts of a multipart upload, by ascending number.",
    ),
  })
  .meta({ id: "FinalizeUploadRequest", description: "What was sent; nothing for a single PUT." });
export type FinalizeUploadRequest = z.infer<typeof FinalizeUploadRequest>;

export const FinalizeUploadResponse = z
  .object({
    upload_id: z.string().describe("Upload id; the `upload_id` of a load."),
    status: z.string().describe("State of the upload; `ready`."),
    size_bytes: int64.describe("Size in bytes, as received."),
    content_type: z.string().nullish().describe("Content type of the file."),
    created_at: timestamp.describe("When the session was opened."),
  })
  .meta({ id: "FinalizeUploadResponse", description: "The upload that is ready to be loaded." });
export type FinalizeUploadResponse = z.infer<typeof FinalizeUploadResponse>;
