import { createHash } from "node:crypto";
import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * One line for each file under a folder, with its path and a hash of its content; of what is no
 * regular file, such as a socket, the path alone.
 *
 * @param isLeftOut tells by the path, relative to the folder, what changes by itself
 */
export async function listFileTree(
  folder: string,
  isLeftOut: (path: string) => boolean,
): Promise<readonly string[]> {
  const pathOf = (entry: Dirent): string =>
    join(entry.parentPath, entry.name).slice(folder.length + 1);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && !isLeftOut(pathOf(entry)));
  const lines = files.map(async (entry) =>
    entry.isFile() ? describeFile(folder, pathOf(entry)) : pathOf(entry),
  );
  return (await Promise.all(lines)).toSorted();
}

async function describeFile(folder: string, path: string): Promise<string> {
  const content = await readFile(join(folder, path));
  return `${path} ${createHash("sha256").update(content).digest("hex")}`;
}
