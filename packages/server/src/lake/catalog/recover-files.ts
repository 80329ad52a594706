import type { Dirent } from "node:fs";
import { mkdir, readdir, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { CatalogBusyError, DatabaseNotFoundError, UnreadableTableError } from "../lake.ts";
import { placeOfStaged } from "../write/place-file.ts";
import type { Catalog } from "./catalog.ts";
import type { CatalogCache } from "./catalog-cache.ts";
import { isMissing, removeFile } from "./durable-files.ts";
import type { LakePaths } from "./lake-paths.ts";

/** A folder on its way out; what is left of it at a start is removed. */
export const DELETED_PREFIX = ".deleted-";

/** Clears away what a process left that was killed: unfinished loads, creations and deletions. */
export async function recoverFiles(paths: LakePaths, catalogs: CatalogCache): Promise<void> {
  await rm(paths.unfinished, { recursive: true, force: true });
  await mkdir(paths.unfinished, { recursive: true });
  // There may be many databases: nothing here looks into those that were at rest.
  const databases = new Set(await listFolders(paths.databases));
  for (const name of databases) {
    if (!name.startsWith(DELETED_PREFIX)) continue;
    await rm(join(paths.databases, name), { recursive: true, force: true });
  }
  for (const databaseId of await listFolders(paths.staging)) {
    const staging = join(paths.staging, databaseId);
    const files = databases.has(databaseId) ? await listFiles(staging) : [];
    const isClear = files.length === 0 || (await dropTwins(catalogs, databaseId, files));
    if (isClear) await rm(staging, { recursive: true, force: true });
  }
}

/** False when the catalog cannot tell now: that must not keep other databases from starting. */
async function dropTwins(
  catalogs: CatalogCache,
  databaseId: string,
  staged: readonly string[],
): Promise<boolean> {
  try {
    await catalogs.use(databaseId, async (catalog) => {
      for (const path of staged) {
        await removeUnlessReferenced(catalog, join(catalog.dataPath, placeOfStaged(path)));
      }
    });
    return true;
  } catch (error) {
    if (error instanceof DatabaseNotFoundError) return true;
    if (error instanceof UnreadableTableError || error instanceof CatalogBusyError) return false;
    throw error;
  }
}

/** Removes a file below the data folder, with folders that it leaves empty. */
export async function removeUnlessReferenced(catalog: Catalog, path: string): Promise<void> {
  if (await isReferenced(catalog, path)) return;
  await removeFile(path);
  for (let folder = dirname(path); folder !== catalog.dataPath; folder = dirname(folder)) {
    if (!(await removeEmptyFolder(folder))) return;
  }
}

const REFERENCED = ["ducklake_data_file", "ducklake_delete_file"]
  .map((table) => `SELECT 1 FROM ${table} WHERE path = ?1 OR substr(path, -length(?2)) = ?2`)
  .join(" UNION ALL ");

/** Whether the catalog has a data or delete file of this name; names are unique. */
function isReferenced(catalog: Catalog, path: string): Promise<boolean> {
  const name = basename(path);
  return catalog.read(() => catalog.find(REFERENCED, name, `/${name}`) !== undefined);
}

async function removeEmptyFolder(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch {
    return false;
  }
}

/** What is in a folder; nothing when it does not exist. */
async function list(folder: string, recursive = false): Promise<Dirent[]> {
  try {
    return await readdir(folder, { recursive, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function listFolders(folder: string): Promise<string[]> {
  return (await list(folder)).filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Paths of all files below a folder, relative to it. */
async function listFiles(folder: string): Promise<string[]> {
  const files = (await list(folder, true)).filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}
