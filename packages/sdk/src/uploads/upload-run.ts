import type { ApiClient } from "../core/api-client.ts";
import type { UploadsApi } from "../generated/uploads-api.ts";
import type { ByteSource } from "./byte-source.ts";
import type { UploadOptions } from "./upload-options.ts";

/** One upload in progress. */
export interface UploadRun {
  readonly client: ApiClient;
  readonly uploads: UploadsApi;
  readonly source: ByteSource;
  readonly options: UploadOptions;
  /** Ends everything that the upload does. */
  readonly signal: AbortSignal;
  /** Ends it with this error. */
  readonly fail: (error: unknown) => void;
}
