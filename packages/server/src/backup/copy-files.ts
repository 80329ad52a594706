import { constants, copyFile, link, mkdir, statfs } from "node:fs/promises";
import { dirname, join } from "node:path";
import { syncPath } from "../lake/catalog/durable-files.ts";
import { CANNOT_LINK } from "../lake/fork/link-files.ts";
import { BackupError } from "./backup-error.ts";
import type { BackedUpFile } from "./manifest.ts";
import { measureFile } from "./measure-file.ts";

export interface FileToCopy {
  /** Relative to both folders. */
  readonly path: string;
  /** Gives the file a second name instead, where the file system can. */
  readonly mayLink: boolean;
}

export interface CopyFolders {
  readonly from: string;
  readonly to: string;
  readonly signal: AbortSignal;
}

/** There are as many threads for files. */
const AT_ONCE = 4;

/** Copies files into new folders, durably but for the folders, and measures what was written. */
export async function copyFiles(
  files: readonly FileToCopy[],
  { from, to, signal }: CopyFolders,
): Promise<readonly BackedUpFile[]> {
  const copied: BackedUpFile[] = [];
  await makeFolders(
    files.map(({ path }) => dirname(path)),
    to,
  );
  await inTurns(files, async ({ path, mayLink }) => {
    signal.throwIfAborted();
    const target = join(to, path);
    const isLinked = mayLink && (await tryLink(join(from, path), target));
    if (!isLinked) {
      await copyFile(
        join(from, path),
        target,
        constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL,
      );
    }
    await syncPath(target);
    copied.push({ path, ...(await measureFile(target)) });
  });
  return copied.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

export async function makeFolders(paths: readonly string[], below: string): Promise<void> {
  for (const path of new Set(paths)) {
    await mkdir(join(below, path), { recursive: true, mode: 0o700 });
  }
}

/** Forces the entries of folders and of all above them to the disk, down from `below`. */
export async function syncFolders(paths: readonly string[], below: string): Promise<void> {
  const folders = new Set<string>(["."]);
  for (const path of paths) {
    for (let folder = path; folder !== "."; folder = dirname(folder)) folders.add(folder);
  }
  await inTurns([...folders], (folder) => syncPath(join(below, folder)));
}

/** @throws {BackupError} when the file system of a folder has too little room. */
export async function checkRoom(folder: string, neededBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= neededBytes) return;
  throw new BackupError(
    `${folder} has ${bavail * bsize} bytes free, ${neededBytes} are needed; free some, or take another place`,
  );
}

export async function inTurns<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (CANNOT_LINK.has(code)) return false;
    throw error;
  }
}
