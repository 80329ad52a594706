import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * One line for each file under a folder, with its path and a hash of its content.
 *
 * @param isLeftOut tells by the path, relative to the folder, what changes by itself
 */
export async function listFileTree(
  folder: string,
  isLeftOut: (path: string) => boolean,
): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !isLeftOut(path));
  return Promise.all(paths.toSorted().map((path) => describeFile(folder, path)));
}

async function describeFile(folder: string, path: string): Promise<string> {
  const content = await readFile(join(folder, path));
  return `${path} ${createHash("sha256").update(content).digest("hex")}`;
}
