import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { SourceError } from "../source-error.ts";
import { SpaceWatch } from "./space-watch.ts";

const CHUNK_BYTES = 1024 * 1024;

export interface PackedFile {
  /** Is removed. */
  readonly path: string;
  readonly compression: "gzip" | "zstd";
  readonly label: string;
  readonly maxBytes: number;
}

/**
 * Unpacks a file to another one: whatever it becomes, it stays within the limit.
 * @throws {SourceError} `unreadable` beyond the limit, and for what does not unpack
 */
export async function unpackFile(
  { path, compression, label, maxBytes }: PackedFile,
  target: string,
  signal: AbortSignal,
): Promise<void> {
  const space = new SpaceWatch(target);
  let sizeBytes = 0;
  async function* measured(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) {
        throw new SourceError("unreadable", `${label} unpacks to more than ${maxBytes} bytes.`);
      }
      await space.admit(piece.length);
      yield piece;
    }
  }
  const unpack =
    compression === "gzip"
      ? createGunzip({ chunkSize: CHUNK_BYTES })
      : createZstdDecompress({ chunkSize: CHUNK_BYTES });
  try {
    const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
    await pipeline(file, unpack, measured, createWriteStream(target, { flags: "wx" }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (!isZlibError(error)) throw error;
    throw new SourceError(
      "unreadable",
      `${label} is damaged: it does not unpack as ${compression}.`,
    );
  } finally {
    await rm(path, { force: true });
  }
}

function isZlibError(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  return typeof error.code === "string" && /^(Z_|ZSTD_|ERR_ZSTD|ERR_BUFFER)/.test(error.code);
}
