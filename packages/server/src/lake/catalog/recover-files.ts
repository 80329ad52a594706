import type { Dirent } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { CatalogBusyError, DatabaseNotFoundError, UnreadableTableError } from "../lake.ts";
import { placeOfStaged } from "../write/place-file.ts";
import type { Catalog } from "./catalog.ts";
import type { CatalogCache } from "./catalog-cache.ts";
import { UNFINISHED_SUFFIX } from "./create-catalog.ts";
import { isMissing, removeFile } from "./durable-files.ts";
import { CATALOG_FILE_NAME, type LakePaths } from "./lake-paths.ts";

/** A folder on its way out; what is left of it at a start is removed. */
export const DELETED_PREFIX = ".deleted-";

/** Clears away what a process left that was killed: unfinished loads, creations and deletions. */
export async function recoverFiles(paths: LakePaths, catalogs: CatalogCache): Promise<void> {
  for (const name of await listFolders(paths.databases)) {
    await recoverDatabase(paths.databases, name);
  }
  for (const databaseId of await listFolders(paths.staging)) {
    await recoverStaging(paths, catalogs, databaseId);
  }
}

async function recoverDatabase(root: string, name: string): Promise<void> {
  const folder = join(root, name);
  if (name.startsWith(DELETED_PREFIX)) return rm(folder, { recursive: true, force: true });
  const entries = (await list(folder)).map((entry) => entry.name);
  for (const entry of entries) {
    const isUnfinished = entry.startsWith(CATALOG_FILE_NAME) && entry.includes(UNFINISHED_SUFFIX);
    if (isUnfinished) await removeFile(join(folder, entry));
  }
  if (!entries.includes(CATALOG_FILE_NAME)) await removeEmptyFolder(folder);
}

async function recoverStaging(
  paths: LakePaths,
  catalogs: CatalogCache,
  databaseId: string,
): Promise<void> {
  const staging = join(paths.staging, databaseId);
  const hasDatabase = (await listFolders(paths.databases)).includes(databaseId);
  if (hasDatabase && !(await dropTwins(catalogs, databaseId, await listFiles(staging)))) return;
  await rm(staging, { recursive: true, force: true });
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
