import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable, Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { LoadSource, SourceFormat } from "../engine/engine.ts";
import { compressionOf, formatOf, formatOfContentType } from "../engine/file-signature.ts";
import { badRequest } from "../http/api-error.ts";

export type SniffedFile = Pick<LoadSource, "format" | "compression">;

const HEAD_BYTES = 4096;

/** Finds a file's compression from its bytes; its format as told, from the type, or the bytes. */
export async function sniffFile(
  path: string,
  format: SourceFormat | undefined,
  contentType: string | undefined,
): Promise<SniffedFile> {
  const head = await readHead(path);
  const compression = compressionOf(head);
  const text = compression === "none" ? head : await decompressedHead(path, compression);
  const found = format ?? formatOfContentType(contentType) ?? formatOf(text);
  if (found === "parquet" && compression !== "none") {
    throw badRequest("A Parquet file cannot be compressed as a whole; upload it as it is.");
  }
  return { format: found, compression };
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function decompressedHead(path: string, compression: "gzip" | "zstd"): Promise<Buffer> {
  const file = createReadStream(path);
  const unpacked = file.pipe(compression === "gzip" ? createGunzip() : createZstdDecompress());
  file.on("error", (error) => unpacked.destroy(error));
  try {
    return await firstBytes(unpacked);
  } catch (cause) {
    throw badRequest(
      `The upload looks like ${compression}, but cannot be unpacked: ${String(cause)}`,
    );
  } finally {
    file.destroy();
    unpacked.destroy();
  }
}

async function firstBytes(stream: Readable | Transform): Promise<Buffer> {
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) return Buffer.from(chunk).subarray(0, HEAD_BYTES);
  }
  return Buffer.alloc(0);
}
