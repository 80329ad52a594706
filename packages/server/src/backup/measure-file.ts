import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

const READ_BYTES = 1_024 ** 2;

export interface FileMeasures {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Reads a file from beginning to end. */
export async function measureFile(path: string): Promise<FileMeasures> {
  await using file = await open(path, "r");
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(READ_BYTES);
  let sizeBytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
    if (bytesRead === 0) return { sizeBytes, sha256: hash.digest("hex") };
    hash.update(buffer.subarray(0, bytesRead));
    sizeBytes += bytesRead;
  }
}
