import type { ApiClient } from "../core/api-client.ts";
import type { BinaryBody } from "../core/binary-body.ts";
import type { FinalizeUploadResponse } from "../generated/models.ts";
import { UploadsApi as GeneratedUploadsApi } from "../generated/uploads-api.ts";
import type { SourceOpener } from "./open-source.ts";
import type { UploadOptions } from "./upload-options.ts";

/**
 * Files to load, sent at once or in parts.
 *
 * @typeParam S - what can be uploaded.
 */
export class UploadsApi<S = BinaryBody> extends GeneratedUploadsApi {
  readonly #client: ApiClient;
  readonly #open: SourceOpener | undefined;

  /**
   * @param open - how sources of other kinds are read; bytes and streams of bytes by default.
   * @internal
   */
  constructor(client: ApiClient, open?: SourceOpener) {
    super(client);
    this.#client = client;
    this.#open = open;
  }

  /**
   * Uploads a file of any size: in parts, several at a time, each of which is sent again by itself
   * when it fails. Of a stream no more than `concurrency` parts are in memory; parts of a `Blob` or
   * `File` are read as they are sent.
   *
   * @param source - What to upload.
   * @param options - Name, type, parts at a time, progress; see {@link UploadOptions}.
   * @returns the upload, whose `uploadId` a load takes.
   * @throws ApiException when the server refuses the file, or a part again and again.
   * @throws ConnectionError when no connection lasts for a part. When it is the last step's answer
   *   that was lost, the upload may be complete nonetheless; upload again.
   * @throws UploadSourceError when the source has not as many bytes as it should.
   * @throws TimeoutError when it is not complete after `timeoutMs`.
   */
  async upload(source: S, options: UploadOptions = {}): Promise<FinalizeUploadResponse> {
    // Loaded when it is needed: most clients of a page only ask.
    const { openSource, sendSource } = await import("./upload.ts");
    const opened = await (this.#open ?? openSource)(source, options.sizeBytes);
    return sendSource(this.#client, this, opened, options);
  }
}
