import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { type LoadSource, SqlError } from "../../engine.ts";

const CHUNK_BYTES = 1024 * 1024;

/** Streams a file's bytes, unpacked. */
export async function* readBytes(
  { path, compression, label }: Pick<LoadSource, "path" | "compression" | "label">,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES });
  const stream = unpacked(file, compression);
  if (stream !== file) file.on("error", (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) {
      signal.throwIfAborted();
      if (chunk instanceof Uint8Array) yield Buffer.from(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (compression === "none" || error instanceof SqlError) throw error;
    throw new SqlError(`${label} is damaged: it does not unpack as ${compression}`);
  } finally {
    file.destroy();
    stream.destroy();
  }
}

function unpacked(file: Readable, compression: LoadSource["compression"]): Readable {
  switch (compression) {
    case "none":
      return file;
    case "gzip":
      return file.pipe(createGunzip({ chunkSize: CHUNK_BYTES }));
    case "zstd":
      return file.pipe(createZstdDecompress({ chunkSize: CHUNK_BYTES }));
  }
}
