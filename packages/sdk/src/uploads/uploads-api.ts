import type { ApiClient } from "../core/api-client.ts";
import type { BinaryBody } from "../core/binary-body.ts";
import type { FinalizeUploadResponse } from "../generated/models.ts";
import { UploadsApi as GeneratedUploadsApi } from "../generated/uploads-api.ts";
import { openSource } from "./open-source.ts";
import { sendSource } from "./send-source.ts";
import type { UploadOptions } from "./upload-options.ts";

/** Files to load, sent at once or in parts. */
export class UploadsApi extends GeneratedUploadsApi {
  readonly #client: ApiClient;

  constructor(client: ApiClient) {
    super(client);
    this.#client = client;
  }

  /**
   * Uploads a file of any size: in parts, several at a time, each of which is sent again by itself
   * when it fails. Of a stream no more than `concurrency` parts are in memory; parts of a `Blob` or
   * `File` are read as they are sent.
   *
   * @returns the upload, whose `uploadId` a load takes.
   * @throws ApiException when the server refuses the file, or a part again and again.
   * @throws ConnectionError when no connection lasts for a part. When it is the last step's answer
   *   that was lost, the upload may be complete nonetheless; upload again.
   * @throws TimeoutError when it is not complete after `timeoutMs`.
   */
  async upload(source: BinaryBody, options: UploadOptions = {}): Promise<FinalizeUploadResponse> {
    return sendSource(this.#client, this, openSource(source, options.sizeBytes), options);
  }
}
