import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/**
 * Writes a stream to a file, which appears, or takes the place of an older one, only when all of
 * it is there.
 */
export async function writeFileWhole(
  path: string,
  content: ReadableStream<Uint8Array>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const partPath = `${path}.${randomUUID()}.part`;
  try {
    await pipeline(content, createWriteStream(partPath, { flags: "wx", flush: true }), { signal });
    await rename(partPath, path);
  } catch (error) {
    await rm(partPath, { force: true });
    throw error;
  }
}
