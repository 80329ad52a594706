import { toStream } from "../core/binary-body.ts";
import type { FinalizeUploadResponse } from "../generated/models.ts";
import { sizeOf } from "./byte-source.ts";
import { wrongSize } from "./upload-source-error.ts";
import type { UploadRun } from "./upload-run.ts";

const PIECE_BYTES = 1_024 ** 2;

/** Sends everything in one request, for servers that hand out no addresses. */
export async function sendWhole(
  run: UploadRun,
  contentType: string | undefined,
): Promise<FinalizeUploadResponse> {
  const { uploads, source, options, signal } = run;
  const { sizeBytes: totalBytes } = source;
  options.onProgress?.({ sentBytes: 0, totalBytes });
  const body = source.whole ?? toStream(piecesOf(run));
  const { id, ...upload } = await uploads.uploadFile(body, { contentType, signal });
  options.onProgress?.({ sentBytes: upload.sizeBytes, totalBytes: upload.sizeBytes });
  return { uploadId: id, ...upload };
}

async function* piecesOf({ source, options, fail }: UploadRun): AsyncGenerator<Uint8Array> {
  const { sizeBytes: totalBytes } = source;
  try {
    for (let sentBytes = 0; ; options.onProgress?.({ sentBytes, totalBytes })) {
      const piece = await source.read(sentBytes, PIECE_BYTES);
      const size = sizeOf(piece);
      sentBytes += size;
      if (size > 0) yield piece instanceof Blob ? new Uint8Array(await piece.arrayBuffer()) : piece;
      if (size === PIECE_BYTES) continue;
      if (totalBytes !== undefined && sentBytes !== totalBytes)
        throw wrongSize(sentBytes, totalBytes);
      return await source.finish?.();
    }
  } catch (error) {
    fail(error); // Through `fetch` it would arrive as a broken connection.
    throw error;
  }
}
