import { constants, copyFile, link, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isMissing, syncPath } from "../catalog/durable-files.ts";

export interface LinkedFolders {
  readonly from: string;
  readonly to: string;
  /** Leaves out files that are not there; else they are an error. */
  readonly allowMissing: boolean;
}

/** There are as many threads for files. */
const AT_ONCE = 4;

/** The file system has no links, has this file linked too often, or is another one. */
export const CANNOT_LINK: ReadonlySet<unknown> = new Set([
  "EXDEV",
  "EMLINK",
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
]);

/**
 * Gives files a second name in another folder, without their bytes being copied where the file
 * system allows it. Everything is on the disk when it returns.
 * @param paths relative to both folders
 */
export async function linkFiles(paths: readonly string[], folders: LinkedFolders): Promise<void> {
  const made = new Set([folders.to]);
  for (const folder of new Set(paths.map((path) => dirname(path)))) {
    for (let part = folder; part !== "."; part = dirname(part)) made.add(join(folders.to, part));
    await mkdir(join(folders.to, folder), { recursive: true });
  }
  await inTurns(paths, (path) => linkFile(path, folders));
  // After all links: the file system then writes them in one go.
  await inTurns([...made], syncPath);
}

async function linkFile(path: string, { from, to, allowMissing }: LinkedFolders): Promise<void> {
  const [source, target] = [join(from, path), join(to, path)];
  try {
    await link(source, target);
  } catch (error) {
    if (isMissing(error) && allowMissing) return;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (!CANNOT_LINK.has(code)) throw error;
    await copyFile(source, target, constants.COPYFILE_FICLONE);
    await syncPath(target);
  }
}

async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
