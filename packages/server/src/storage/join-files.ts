import { type FileHandle, open } from "node:fs/promises";

const BUFFER_BYTES = 1_024 ** 2;

/** Writes the files one after the other into a new one, durably; returns its size in bytes. */
export async function joinFiles(target: string, sources: readonly string[]): Promise<number> {
  await using file = await open(target, "wx");
  // One buffer for all: reading and writing happen off the event loop, and nothing piles up.
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let sizeBytes = 0;
  for (const source of sources) sizeBytes += await append(file, source, buffer);
  await file.sync();
  return sizeBytes;
}

async function append(target: FileHandle, path: string, buffer: Buffer): Promise<number> {
  await using source = await open(path, "r");
  let sizeBytes = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer);
    if (bytesRead === 0) return sizeBytes;
    // Unlike `write`, this goes on until every byte is written.
    await target.writeFile(buffer.subarray(0, bytesRead));
    sizeBytes += bytesRead;
  }
}
