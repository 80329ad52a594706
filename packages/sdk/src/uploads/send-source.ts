import type { ApiClient } from "../core/api-client.ts";
import { ApiException } from "../core/api-exception.ts";
import type { FinalizeUploadResponse } from "../generated/models.ts";
import type { UploadsApi } from "../generated/uploads-api.ts";
import { SMALL_BYTES, sizeOf } from "./byte-source.ts";
import type { ByteSource } from "./byte-source.ts";
import { describeFile } from "./describe-file.ts";
import { PartSender } from "./part-sender.ts";
import { sendWhole } from "./send-whole.ts";
import { parseConcurrency } from "./upload-options.ts";
import type { UploadOptions } from "./upload-options.ts";
import { wrongSize } from "./upload-source-error.ts";
import type { UploadRun } from "./upload-run.ts";

/** Parts of streams are in memory as they are sent: the smallest that servers take. */
const STREAM_PART_BYTES = 5 * 1_024 ** 2;

/** Sends a source and closes it, whatever happens. */
export async function sendSource(
  client: ApiClient,
  uploads: UploadsApi,
  source: ByteSource,
  options: UploadOptions,
): Promise<FinalizeUploadResponse> {
  const failure = new AbortController();
  const { signal: outer, timeoutMs = Infinity } = options;
  const sources = outer === undefined ? [failure.signal] : [failure.signal, outer];
  const deadline = client.startDeadline("upload", { signal: AbortSignal.any(sources), timeoutMs });
  const { signal } = deadline;
  const close = async (): Promise<void> => source.close(signal.reason);
  const fail = (error: unknown): void => failure.abort(error);
  signal.addEventListener("abort", () => void close());
  try {
    signal.throwIfAborted();
    return await sendOpen({ client, uploads, source, options, signal, fail });
  } catch (error) {
    // Stops what goes on beside it. When that was stopped already, its reason is the cause.
    fail(error);
    throw signal.reason;
  } finally {
    deadline.end();
    await close();
  }
}

async function sendOpen(run: UploadRun): Promise<FinalizeUploadResponse> {
  const { client, uploads, source, options, signal } = run;
  await source.begin?.();
  signal.throwIfAborted();
  const { sizeBytes = source.sizeBytes, attemptTimeoutMs } = options;
  if (sizeBytes !== source.sizeBytes) throw wrongSize(source.sizeBytes, sizeBytes);
  const request = {
    ...describeFile(source, options),
    declaredSizeBytes: source.sizeBytes,
    partSize:
      options.partSizeBytes ?? (source.sizeBytes === undefined ? STREAM_PART_BYTES : undefined),
  };
  const openSession = () => uploads.createUploadSession(request, { signal });
  const session = await openSession().catch((error: unknown) => {
    if (error instanceof ApiException && error.status === 501) return undefined;
    throw error;
  });
  if (session === undefined) return sendWhole(run, request.contentType);
  const means = { client, uploads, openSession, attemptTimeoutMs, signal };
  const sender = new PartSender(means, session);
  const etags = await sendParts(run, sender);
  await source.finish?.();
  signal.throwIfAborted();
  const { uploadId, finalizeToken: xUploadFinalizeToken, url } = sender.session;
  const parts = url ? undefined : etags.map((eTag, i) => ({ partNumber: i + 1, eTag }));
  return uploads.finalizeUpload(uploadId, { parts }, { xUploadFinalizeToken, signal });
}

/** Several workers take the next part each, until there is none; the ETags in order. */
async function sendParts(run: UploadRun, sender: PartSender): Promise<readonly string[]> {
  const { source, options, signal } = run;
  const { sizeBytes } = source;
  const partSize = sender.session.partSize ?? sizeBytes ?? SMALL_BYTES;
  const etags: string[] = [];
  let claimed = 0;
  let sentBytes = 0;
  let isOver = false;
  const report = (totalBytes?: number) => options.onProgress?.({ sentBytes, totalBytes });
  const work = async (): Promise<void> => {
    while (!isOver) {
      const index = claimed++;
      const start = index * partSize;
      const length = Math.min(partSize, (sizeBytes ?? Infinity) - start);
      if (index > 0 && length <= 0) return;
      const part = await source.read(start, length);
      signal.throwIfAborted();
      const size = sizeOf(part);
      if (size < length) {
        if (sizeBytes !== undefined) throw wrongSize(start + size, sizeBytes);
        isOver = true;
        if (size === 0) return;
      }
      etags[index] = await sender.send(index + 1, part);
      sentBytes += size;
      report(sizeBytes);
    }
  };
  report(sizeBytes);
  await Promise.all(Array.from({ length: parseConcurrency(options.concurrency) }, work));
  if (sizeBytes === undefined) report(sentBytes);
  return etags;
}
