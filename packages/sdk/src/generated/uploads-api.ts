// Generated from openapi.json by packages/sdk/scripts/generate.ts: do not edit.
import type { ApiClient } from "../core/api-client.ts";
import type { BinaryBody } from "../core/binary-body.ts";
import type { CallOptions, Operation } from "../core/operation.ts";
import type { ListingOptions } from "../listing/listing-options.ts";
import type { Listing } from "../listing/listing.ts";
import { onePage } from "../listing/pages.ts";
import {
  batchCreateUploadRequest,
  batchCreateUploadResponse,
  createUploadRequest,
  finalizeUploadRequest,
  finalizeUploadResponse,
  listUploadsResponse,
  mintUploadPartsRequest,
  mintUploadPartsResponse,
  uploadResponse,
  uploadSessionResponse,
} from "./descriptors.ts";
import type {
  BatchCreateUploadRequest,
  BatchCreateUploadResponse,
  CreateUploadRequest,
  FinalizeUploadRequest,
  FinalizeUploadResponse,
  ListUploadsResponse,
  MintUploadPartsRequest,
  MintUploadPartsResponse,
  UploadInfo,
  UploadResponse,
  UploadSessionResponse,
} from "./models.ts";

const LIST_UPLOADS: Operation<ListUploadsResponse> = {
  id: "list_uploads",
  method: "GET",
  path: "/v1/files",
  auth: "workspace",
  responses: { 200: listUploadsResponse },
};

const UPLOAD_FILE: Operation<UploadResponse> = {
  id: "upload_file",
  method: "POST",
  path: "/v1/files",
  auth: "workspace",
  body: "binary",
  responses: { 201: uploadResponse },
};

const CREATE_UPLOAD_SESSION: Operation<UploadSessionResponse> = {
  id: "create_upload_session_handler",
  method: "POST",
  path: "/v1/uploads",
  auth: "workspace",
  body: createUploadRequest,
  responses: { 201: uploadSessionResponse },
};

const CREATE_UPLOAD_SESSIONS_BATCH: Operation<BatchCreateUploadResponse> = {
  id: "create_upload_sessions_batch_handler",
  method: "POST",
  path: "/v1/uploads/batch",
  auth: "workspace",
  body: batchCreateUploadRequest,
  responses: { 201: batchCreateUploadResponse },
};

const MINT_UPLOAD_PARTS: Operation<MintUploadPartsResponse> = {
  id: "mint_upload_parts_handler",
  method: "POST",
  path: "/v1/uploads/{upload_id}/parts",
  auth: "workspace",
  body: mintUploadPartsRequest,
  responses: { 200: mintUploadPartsResponse },
};

const FINALIZE_UPLOAD: Operation<FinalizeUploadResponse> = {
  id: "finalize_upload_handler",
  method: "POST",
  path: "/v1/uploads/{upload_id}/finalize",
  auth: "workspace",
  body: finalizeUploadRequest,
  responses: { 200: finalizeUploadResponse },
  onlyOnce: true,
};

/** Options of {@link UploadsApi.listUploads}. */
export interface ListUploadsOptions extends CallOptions {
  /** Keep uploads in these states, separated by commas; all that are complete when left out. */
  readonly status?: string | undefined;
}

/** Options of {@link UploadsApi.uploadFile}. */
export interface UploadFileOptions extends CallOptions {
  /** Media type of the data. Default: a Blob's own type, else `application/octet-stream`. */
  readonly contentType?: string | undefined;
}

/** Options of {@link UploadsApi.mintUploadParts}. */
export interface MintUploadPartsOptions extends CallOptions {
  /** The session's `finalize_token`. */
  readonly xUploadFinalizeToken: string;
}

/** Options of {@link UploadsApi.finalizeUpload}. */
export interface FinalizeUploadOptions extends CallOptions {
  /** The session's `finalize_token`. */
  readonly xUploadFinalizeToken: string;
}

/** Files to load, sent at once or in parts. */
export class UploadsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    this.#client = client;
  }

  /** List uploads, newest first. */
  listUploads(options: ListUploadsOptions = {}): Promise<ListUploadsResponse> {
    return this.#client.call(LIST_UPLOADS, { query: { status: options.status } }, options);
  }

  /**
   * List uploads, newest first. {@link UploadsApi.listUploads} returns single answers.
   *
   * The server sends all in one answer.
   */
  list(options: ListingOptions<ListUploadsOptions> = {}): Listing<UploadInfo> {
    return onePage(LIST_UPLOADS, "uploads", () => this.listUploads(options), options);
  }

  /** Upload a file as the request's body; `Content-Type` tells its format. */
  uploadFile(data: BinaryBody, options: UploadFileOptions = {}): Promise<UploadResponse> {
    return this.#client.call(
      UPLOAD_FILE,
      { body: data, contentType: options.contentType },
      options,
    );
  }

  /** Open an upload session for one file. */
  createUploadSession(
    request: CreateUploadRequest,
    options: CallOptions = {},
  ): Promise<UploadSessionResponse> {
    return this.#client.call(CREATE_UPLOAD_SESSION, { body: request }, options);
  }

  /** Open an upload session for each of several files. */
  createUploadSessionsBatch(
    request: BatchCreateUploadRequest,
    options: CallOptions = {},
  ): Promise<BatchCreateUploadResponse> {
    return this.#client.call(CREATE_UPLOAD_SESSIONS_BATCH, { body: request }, options);
  }

  /**
   * Get addresses for parts of a multipart upload.
   *
   * @param uploadId - Upload id.
   */
  mintUploadParts(
    uploadId: string,
    request: MintUploadPartsRequest,
    options: MintUploadPartsOptions,
  ): Promise<MintUploadPartsResponse> {
    return this.#client.call(
      MINT_UPLOAD_PARTS,
      {
        path: [uploadId],
        headers: { "X-Upload-Finalize-Token": options.xUploadFinalizeToken },
        body: request,
      },
      options,
    );
  }

  /**
   * Finish an upload, so that it can be loaded.
   *
   * @param uploadId - Upload id.
   */
  finalizeUpload(
    uploadId: string,
    request: FinalizeUploadRequest | undefined,
    options: FinalizeUploadOptions,
  ): Promise<FinalizeUploadResponse> {
    return this.#client.call(
      FINALIZE_UPLOAD,
      {
        path: [uploadId],
        headers: { "X-Upload-Finalize-Token": options.xUploadFinalizeToken },
        body: request,
      },
      options,
    );
  }

  /**
   * Finish an upload, so that it can be loaded. The same as {@link UploadsApi.finalizeUpload}.
   *
   * @param uploadId - Upload id.
   */
  finalize(
    uploadId: string,
    request: FinalizeUploadRequest | undefined,
    options: FinalizeUploadOptions,
  ): Promise<FinalizeUploadResponse> {
    return this.finalizeUpload(uploadId, request, options);
  }
}
