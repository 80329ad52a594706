import { link, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative } from "node:path";
import { makeDurableFolder, syncPath } from "../catalog/durable-files.ts";
import type { LakePaths } from "../catalog/lake-paths.ts";

/** Where a staged file goes: the table's folder below the data folder. Both are relative paths. */
export function placeOfStaged(stagedPath: string): string {
  // Its own folder in the staging area belongs to one plan.
  return join(dirname(dirname(stagedPath)), basename(stagedPath));
}

/** The absolute path of a staged file among the data files. */
export function targetOf(paths: LakePaths, databaseId: string, stagedPath: string): string {
  const below = relative(paths.stagingOf(databaseId), stagedPath);
  if (below === "" || below.startsWith("..") || isAbsolute(below)) {
    throw new Error(`${stagedPath} is no staged file of the database ${databaseId}`);
  }
  return join(paths.data(databaseId), placeOfStaged(below));
}

/**
 * Gives a staged file its place among the data files. The staged name stays until the catalog knows
 * the file, so that a later start can tell an unfinished load from a data file. The file's bytes are
 * durable then, its new name is once its folder was synced.
 */
export async function placeFile(stagedPath: string, target: string): Promise<void> {
  await syncPath(stagedPath);
  await makeDurableFolder(dirname(target));
  await linkOnce(stagedPath, target);
}

/** A commit that is repeated finds the file in its place. */
async function linkOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!exists || (await stat(from)).ino !== (await stat(to)).ino) throw error;
  }
}
