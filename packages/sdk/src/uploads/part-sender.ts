import type { ApiClient } from "../core/api-client.ts";
import { ApiException } from "../core/api-exception.ts";
import { toFetchBody } from "../core/binary-body.ts";
import { ConnectionError } from "../core/errors.ts";
import { HotdataError } from "../core/hotdata-error.ts";
import { backoffMs } from "../core/retry-policy.ts";
import { sleep } from "../core/sleep.ts";
import type { UploadsApi } from "../generated/uploads-api.ts";
import type { UploadSessionResponse } from "../generated/models.ts";
import { sizeOf } from "./byte-source.ts";

/** Addresses live half an hour or so; older ones than this are not tried. */
const ADDRESS_LIFE_MS = 600_000;
const LONGEST_WAIT_MS = 120_000;
const BASE_LIMIT_MS = 60_000;
const SLOWEST_BYTES_PER_MS = 32;

export interface PartSenderParts {
  readonly client: ApiClient;
  readonly uploads: UploadsApi;
  readonly openSession: () => Promise<UploadSessionResponse>;
  readonly attemptTimeoutMs: number | undefined;
  readonly signal: AbortSignal;
}

/** Sends the parts of one upload, each as often as it takes, within reason. */
export class PartSender {
  readonly #parts: PartSenderParts;
  readonly #openedAt = Date.now();
  #session: UploadSessionResponse;

  constructor(parts: PartSenderParts, session: UploadSessionResponse) {
    this.#parts = parts;
    this.#session = session;
  }

  /** The present one: a file of one part gets another when its address has expired. */
  get session(): UploadSessionResponse {
    return this.#session;
  }

  /** Returns the part's ETag. @throws the last failure. */
  async send(partNumber: number, part: Blob | Uint8Array): Promise<string> {
    const { client, signal } = this.#parts;
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#put(await this.#address(partNumber, attempt), part, attempt);
      } catch (error) {
        signal.throwIfAborted();
        if (attempt >= client.maxRetries || !isPassing(error)) throw error;
        if (hasExpired(error) && this.#session.url) {
          this.#session = await this.#parts.openSession();
        }
        await sleep(delayMs(error, attempt), signal);
      }
    }
  }

  /** That of the session at first, a fresh one for each repetition. */
  async #address(partNumber: number, attempt: number): Promise<string> {
    const { url, partUrls, uploadId, finalizeToken } = this.#session;
    if (url) return url;
    const given = partUrls?.[partNumber - 1];
    const isFresh = attempt === 0 && Date.now() - this.#openedAt < ADDRESS_LIFE_MS;
    if (given !== undefined && isFresh) return given;
    const { parts } = await this.#parts.uploads.mintUploadParts(
      uploadId,
      { partNumbers: [partNumber] },
      { xUploadFinalizeToken: finalizeToken, signal: this.#parts.signal },
    );
    return parts[0]?.url ?? "";
  }

  /** Sends nothing but the bytes and what the session tells to send with them. */
  async #put(url: string, part: Blob | Uint8Array, attempt: number): Promise<string> {
    const { client, signal, attemptTimeoutMs } = this.#parts;
    const { headers, url: single } = this.#session;
    const limitMs = attemptTimeoutMs ?? BASE_LIMIT_MS + sizeOf(part) / SLOWEST_BYTES_PER_MS;
    const etag = await client.send(
      {
        operation: "put_upload_part",
        method: "PUT",
        url,
        headers: new Headers(headers),
        body: toFetchBody(part),
        idempotent: true,
        reads: false,
        repeatable: false,
        redirect: "error",
      },
      { signal, timeoutMs: Infinity, attemptTimeoutMs: limitMs * 2 ** attempt },
      async (response) => {
        await response.arrayBuffer();
        return response.headers.get("etag");
      },
    );
    if (etag || single) return etag ?? "";
    throw new ConnectionError("put_upload_part: the answer has no ETag");
  }
}

function hasExpired(error: unknown): boolean {
  return error instanceof ApiException && error.status === 403;
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof ApiException)) return error instanceof HotdataError && error.retryable;
  return error.status >= 500 || error.status === 429 || error.status === 408 || hasExpired(error);
}

function delayMs(error: unknown, attempt: number): number {
  const asked = error instanceof ApiException ? error.retryAfterSeconds : undefined;
  // Many bytes are worth more patience than a call.
  return asked === undefined ? backoffMs(attempt + 2) : Math.min(asked * 1_000, LONGEST_WAIT_MS);
}
