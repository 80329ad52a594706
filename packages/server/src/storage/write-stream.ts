import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { ObjectTooLargeError, type PutOptions, type StoredObject } from "./object-store.ts";

const BUFFER_BYTES = 1_024 ** 2;

/** Writes what comes into a new file, durably; a partial file is left to the caller to remove. */
export async function writeStream(
  path: string,
  body: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: PutOptions,
): Promise<StoredObject> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  async function* measured(): AsyncGenerator<Uint8Array> {
    for await (const piece of body) {
      sizeBytes += piece.length;
      if (sizeBytes > maxBytes) throw new ObjectTooLargeError(maxBytes);
      hash.update(piece);
      yield piece;
    }
  }
  // `flush` makes the file durable before it is closed.
  const file = createWriteStream(path, { flags: "wx", flush: true, highWaterMark: BUFFER_BYTES });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  file.once("close", resolve);
  try {
    await pipeline(measured(), file, { signal });
  } finally {
    // What is given up early may still be about to be made, after the caller has removed it.
    await closed;
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}
