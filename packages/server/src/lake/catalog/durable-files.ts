import { mkdir, open, rm } from "node:fs/promises";
import { dirname } from "node:path";

/** Forces a file's bytes, or a folder's entries, to the disk. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder with its parents, so that it is still there after a power cut. */
export async function makeDurableFolder(path: string): Promise<void> {
  const firstMade = await mkdir(path, { recursive: true });
  if (firstMade === undefined) return;
  for (let folder = path; ; folder = dirname(folder)) {
    await syncPath(dirname(folder));
    if (folder === firstMade || folder === dirname(folder)) return;
  }
}

/** Removes a file that may be gone already. */
export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** True when a file-system call failed because nothing is at its path. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
