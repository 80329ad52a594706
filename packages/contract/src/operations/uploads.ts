import { z } from "zod";
import { keyErrors, nestedError } from "../documented-error.ts";
import {
  BatchCreateUploadRequest,
  BatchCreateUploadResponse,
  CreateUploadRequest,
  FinalizeUploadRequest,
  FinalizeUploadResponse,
  MintUploadPartsRequest,
  MintUploadPartsResponse,
  UploadSessionResponse,
} from "../models/upload-session.ts";
import { ListUploadsResponse, UPLOAD_STATUSES, UploadResponse } from "../models/upload.ts";
import type { Operation } from "../operation.ts";
import { listParameter } from "../query-parameter.ts";

const sessionParams = z.object({ upload_id: z.string().describe("Upload id.") });

const sessionHeaders = z.object({
  "x-upload-finalize-token": z
    .string({ error: "is required: the `finalize_token` of the upload session" })
    .describe("The session's `finalize_token`."),
});

const noAddresses = nestedError(
  "This server hands out no upload addresses (`PRESIGN_UNSUPPORTED`).",
);

export const listUploads = {
  id: "list_uploads",
  api: "UploadsApi",
  method: "GET",
  path: "/v1/files",
  summary: "List uploads, newest first",
  auth: "workspace",
  narrowestKey: "database",
  query: z.object({
    status: listParameter(
      UPLOAD_STATUSES,
      "Keep uploads in these states, separated by commas; all that are complete when left out.",
    ),
  }),
  responses: {
    200: { description: "The uploads.", model: ListUploadsResponse },
    400: nestedError("There is no such state."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const uploadFile = {
  id: "upload_file",
  api: "UploadsApi",
  method: "POST",
  path: "/v1/files",
  summary: "Upload a file as the request's body; `Content-Type` tells its format",
  description:
    "For files that can well be sent again when the connection breaks; an upload session takes large ones in parts. An upload belongs to no table until it is loaded.",
  auth: "workspace",
  sandboxTokens: true,
  narrowestKey: "database",
  headers: z.object({
    "content-type": z.string().optional().describe("Content type of the file."),
  }),
  body: { contentType: "application/octet-stream", required: true },
  responses: {
    201: { description: "The upload.", model: UploadResponse },
    400: nestedError("The body is empty or larger than the server accepts."),
    ...keyErrors,
  },
} as const satisfies Operation;

export const createUploadSession = {
  id: "create_upload_session_handler",
  api: "UploadsApi",
  method: "POST",
  path: "/v1/uploads",
  summary: "Open an upload session for one file",
  description:
    "The answer has addresses for the bytes: one PUT, or one for each part. Finalizing makes them an upload that can be loaded.",
  auth: "workspace",
  sandboxTokens: true,
  narrowestKey: "database",
  body: { contentType: "application/json", required: true, model: CreateUploadRequest },
  responses: {
    201: {
      description: "The session: where to send the bytes, and the token to finish it with.",
      model: UploadSessionResponse,
    },
    400: nestedError("The file is too large, or a field is not accepted."),
    ...keyErrors,
    501: noAddresses,
  },
} as const satisfies Operation;

export const createUploadSessionsBatch = {
  id: "create_upload_sessions_batch_handler",
  api: "UploadsApi",
  method: "POST",
  path: "/v1/uploads/batch",
  summary: "Open an upload session for each of several files",
  description:
    "Each is used as one that was opened alone. When a file is refused, no session is opened.",
  auth: "workspace",
  sandboxTokens: true,
  narrowestKey: "database",
  body: { contentType: "application/json", required: true, model: BatchCreateUploadRequest },
  responses: {
    201: {
      description: "The sessions, in the order of the files.",
      model: BatchCreateUploadResponse,
    },
    400: nestedError("A file is too large, or a field is not accepted; no session was opened."),
    ...keyErrors,
    501: noAddresses,
  },
} as const satisfies Operation;

export const mintUploadParts = {
  id: "mint_upload_parts_handler",
  api: "UploadsApi",
  method: "POST",
  path: "/v1/uploads/{upload_id}/parts",
  summary: "Get addresses for parts of a multipart upload",
  description: "For uploads whose size was not told, and for addresses that have run out.",
  auth: "workspace",
  sandboxTokens: true,
  narrowestKey: "database",
  params: sessionParams,
  headers: sessionHeaders,
  body: { contentType: "application/json", required: true, model: MintUploadPartsRequest },
  responses: {
    200: { description: "The addresses, by part.", model: MintUploadPartsResponse },
    400: nestedError("A part number or the token is not accepted, or the upload has no parts."),
    ...keyErrors,
    404: nestedError("There is no such upload session."),
    501: noAddresses,
  },
} as const satisfies Operation;

export const finalizeUpload = {
  id: "finalize_upload_handler",
  api: "UploadsApi",
  method: "POST",
  path: "/v1/uploads/{upload_id}/finalize",
  summary: "Finish an upload, so that it can be loaded",
  description: "Only the first call does it. All parts must have been sent.",
  auth: "workspace",
  sandboxTokens: true,
  narrowestKey: "database",
  params: sessionParams,
  headers: sessionHeaders,
  body: { contentType: "application/json", required: false, model: FinalizeUploadRequest },
  responses: {
    200: { description: "The upload, ready to be loaded.", model: FinalizeUploadResponse },
    400: nestedError("The token, a part or the size is wrong, or the upload was finished before."),
    ...keyErrors,
    404: nestedError("There is no such upload session."),
  },
} as const satisfies Operation;
