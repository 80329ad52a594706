import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface DiskUsage {
  /** Names of files, of which several may share their bytes. */
  readonly fileCount: number;
  /** Bytes of the files, those with several names once. */
  readonly sizeBytes: number;
  /** What the file system gave them, folders included. */
  readonly allocatedBytes: number;
}

/** What is in a folder and below it, as far as the paths fit. */
export async function diskUsage(folder: string, fits = /./): Promise<DiskUsage> {
  const seen = new Set<number>();
  let [fileCount, sizeBytes, allocatedBytes] = [0, 0, 0];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!fits.test(path)) continue;
    const { ino, size, blocks } = await stat(path);
    if (entry.isFile()) fileCount += 1;
    if (seen.has(ino)) continue;
    seen.add(ino);
    allocatedBytes += blocks * 512;
    if (entry.isFile()) sizeBytes += size;
  }
  return { fileCount, sizeBytes, allocatedBytes };
}
