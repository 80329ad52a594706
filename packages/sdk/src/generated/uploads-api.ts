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
  /** The session's `finalizeToken`. */
  readonly xUploadFinalizeToken: string;
}

/** Options of {@link UploadsApi.finalizeUpload}. */
export interface FinalizeUploadOptions extends CallOptions {
  /** The session's `finalizeToken`. */
  readonly xUploadFinalizeToken: string;
}

/** Files to load, sent at once or in parts. */
export class UploadsApi {
  readonly #client: ApiClient;

  /** @param client - Sends the calls. */
  constructor(client: ApiClient) {
    this.#client = client;
  }

  /**
   * List uploads, newest first.
   *
   * @param options - `status`; `signal` and `timeoutMs` as with every call.
   * @returns The uploads.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: There is no such state.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   */
  listUploads(options: ListUploadsOptions = {}): Promise<ListUploadsResponse> {
    return this.#client.call(LIST_UPLOADS, { query: { status: options.status } }, options);
  }

  /**
   * List uploads, newest first. {@link UploadsApi.listUploads} returns single answers.
   *
   * The server sends all in one answer.
   *
   * @param options - Filters; `limit` is the most items in all, `pageSize` the most in one answer;
   * `timeoutMs` holds for each answer.
   * @returns The items, to loop over or to collect with `toArray()`; nothing is sent before that.
   * @throws {@link ApiException} as {@link UploadsApi.listUploads} does, while it is read.
   */
  list(options: ListingOptions<ListUploadsOptions> = {}): Listing<UploadInfo> {
    return onePage(LIST_UPLOADS, "uploads", () => this.listUploads(options), options);
  }

  /**
   * Upload a file as the request's body; `Content-Type` tells its format.
   *
   * For files that can well be sent again when the connection breaks; an upload session takes large
   * ones in parts. An upload belongs to no table until it is loaded.
   *
   * @param data - The file's bytes.
   * @param options - `contentType`; `signal` and `timeoutMs` as with every call.
   * @returns The upload.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The body is empty or larger than the server
   * accepts.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @example
   * ```ts
   * const csv = new Blob(["id,city\n1,Lisbon\n"], { type: "text/csv" });
   * const upload = await hotdata.uploads.uploadFile(csv);
   * await hotdata.databases.loadDatabaseTable(databaseId, "main", "orders", {
   *   mode: "replace",
   *   uploadId: upload.id,
   * });
   * ```
   */
  uploadFile(data: BinaryBody, options: UploadFileOptions = {}): Promise<UploadResponse> {
    return this.#client.call(
      UPLOAD_FILE,
      { body: data, contentType: options.contentType },
      options,
    );
  }

  /**
   * Open an upload session for one file.
   *
   * The answer has addresses for the bytes: one PUT, or one for each part. Finalizing makes them an
   * upload that can be loaded.
   *
   * @param request - A file to upload.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The session: where to send the bytes, and the token to finish it with.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The file is too large, or a field is not
   * accepted.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 501 `PRESIGN_UNSUPPORTED`: This server hands out no upload
   * addresses.
   * @example
   * ```ts
   * const session = await hotdata.uploads.createUploadSession({ declaredSizeBytes: file.size });
   * if (session.url) await fetch(session.url, { method: "PUT", body: file, headers: session.headers });
   * await hotdata.uploads.finalizeUpload(
   *   session.uploadId,
   *   {},
   *   { xUploadFinalizeToken: session.finalizeToken },
   * );
   * ```
   */
  createUploadSession(
    request: CreateUploadRequest,
    options: CallOptions = {},
  ): Promise<UploadSessionResponse> {
    return this.#client.call(CREATE_UPLOAD_SESSION, { body: request }, options);
  }

  /**
   * Open an upload session for each of several files.
   *
   * Each is used as one that was opened alone. When a file is refused, no session is opened.
   *
   * @param request - Several files to upload.
   * @param options - `signal` ends the call early; `timeoutMs` is its time limit in milliseconds,
   * instead of the client's.
   * @returns The sessions, in the order of the files.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A file is too large, or a field is not
   * accepted; no session was opened.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 501 `PRESIGN_UNSUPPORTED`: This server hands out no upload
   * addresses.
   */
  createUploadSessionsBatch(
    request: BatchCreateUploadRequest,
    options: CallOptions = {},
  ): Promise<BatchCreateUploadResponse> {
    return this.#client.call(CREATE_UPLOAD_SESSIONS_BATCH, { body: request }, options);
  }

  /**
   * Get addresses for parts of a multipart upload.
   *
   * For uploads whose size was not told, and for addresses that have run out.
   *
   * @param uploadId - Upload id.
   * @param request - Parts that need an address.
   * @param options - `xUploadFinalizeToken`; `signal` and `timeoutMs` as with every call.
   * @returns The addresses, by part.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: A part number or the token is not accepted, or
   * the upload has no parts.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such upload session.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
   * @throws {@link ApiException} 501 `PRESIGN_UNSUPPORTED`: This server hands out no upload
   * addresses.
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
   * Only the first call does it. All parts must have been sent.
   *
   * @param uploadId - Upload id.
   * @param request - What was sent; nothing for a single PUT.
   * @param options - `xUploadFinalizeToken`; `signal` and `timeoutMs` as with every call.
   * @returns The upload, ready to be loaded.
   * @throws {@link ApiException} 400 `BAD_REQUEST`: The token, a part or the size is wrong, or the
   * upload was finished before.
   * @throws {@link ApiException} 401: The key is missing (`missing_authorization`) or not valid
   * (`unauthorized`).
   * @throws {@link ApiException} 403 `ACCESS_DENIED`: The key's scope does not reach this.
   * @throws {@link ApiException} 404 `NOT_FOUND`: There is no such upload session.
   * @throws {@link ApiException} 429 `OVERLOADED`: The key's requests of this minute are used up.
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
   * @param request - What was sent; nothing for a single PUT.
   * @param options - As of {@link UploadsApi.finalizeUpload}.
   * @returns The upload, ready to be loaded.
   * @throws {@link ApiException} as {@link UploadsApi.finalizeUpload} does.
   */
  finalize(
    uploadId: string,
    request: FinalizeUploadRequest | undefined,
    options: FinalizeUploadOptions,
  ): Promise<FinalizeUploadResponse> {
    return this.finalizeUpload(uploadId, request, options);
  }
}
