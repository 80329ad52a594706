import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable, Transform } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { LoadSource, SourceFormat } from "../engine/engine.ts";
import { findEncoding } from "../engine/find-encoding.ts";
import { badRequest } from "../http/api-error.ts";

export type SniffedFile = Pick<LoadSource, "format" | "compression">;

const HEAD_BYTES = 4096;

const CONTENT_TYPES: Readonly<Record<string, SourceFormat>> = {
  "application/parquet": "parquet",
  "application/vnd.apache.parquet": "parquet",
  "application/x-parquet": "parquet",
  "text/csv": "csv",
  "application/csv": "csv",
  "text/tab-separated-values": "csv",
  "application/json": "json",
  "application/x-ndjson": "json",
  "application/jsonl": "json",
};

/** Finds a file's compression from its bytes; its format as told, from the type, or the bytes. */
export async function sniffFile(
  path: string,
  format: SourceFormat | undefined,
  contentType: string | undefined,
): Promise<SniffedFile> {
  const head = await readHead(path);
  const compression = compressionOf(head);
  const text = compression === "none" ? head : await decompressedHead(path, compression);
  const declared = CONTENT_TYPES[(contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? ""];
  const found = format ?? declared ?? formatOf(text);
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

function compressionOf(head: Buffer): LoadSource["compression"] {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  return isZstd ? "zstd" : "none";
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

/** `PAR1` starts Parquet; a first `{` or `[` means JSON; everything else is read as CSV. */
function formatOf(head: Buffer): SourceFormat {
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return "parquet";
  const text = new TextDecoder(findEncoding(head)).decode(head);
  return /^\s*[[{]/.test(text) ? "json" : "csv";
}
