import { ConfigurationError } from "../core/errors.ts";
import type { CallOptions } from "../core/operation.ts";

/** How far an upload has come. */
export interface UploadProgress {
  /** Bytes that the server has; they grow part by part, and end at the total. */
  readonly sentBytes: number;
  /** Bytes in all; undefined while a stream goes on. */
  readonly totalBytes: number | undefined;
}

/** Options of {@link UploadsApi.upload}. */
export interface UploadOptions extends CallOptions {
  /** Time limit of the whole upload in milliseconds; none by default. */
  readonly timeoutMs?: number | undefined;
  /** Name of the file, shown in messages. Default: that of a `File` or a path. */
  readonly filename?: string | undefined;
  /** Media type; tells the format to a load. Default: a Blob's own, else what the name says. */
  readonly contentType?: string | undefined;
  /** Compression, such as `gzip`. Default: what the name says. */
  readonly contentEncoding?: string | undefined;
  /** How many bytes a stream will give, if known: the total of the progress; others are an error. */
  readonly sizeBytes?: number | undefined;
  /** Parts sent at a time, from 1 to 64; default 4. A stream keeps as many in memory. */
  readonly concurrency?: number | undefined;
  /** Wished size of a part in bytes; the server adapts it. Default: the server's, mostly 8 MiB. */
  readonly partSizeBytes?: number | undefined;
  /**
   * Longest time in milliseconds that sending one part may take before it is sent again; twice as
   * long each further time. Default: 60 seconds and one more for each 32 KB.
   */
  readonly attemptTimeoutMs?: number | undefined;
  /** Told at the start and after each part. What it throws ends the upload. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

const MAX_CONCURRENCY = 64;

/** @throws {@link ConfigurationError} when it cannot be used. */
export function parseConcurrency(count = 4): number {
  if (Number.isInteger(count) && count > 0 && count <= MAX_CONCURRENCY) return count;
  throw new ConfigurationError(`concurrency must be from 1 to ${MAX_CONCURRENCY}, not ${count}`);
}
