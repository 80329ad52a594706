import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, isAbsolute, join, relative } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { isMissing, removeFile } from "../catalog/durable-files.ts";
import { flagOf, integerOf, textOf } from "../catalog/row-values.ts";
import { parseSnapshotTime } from "../catalog/snapshot-text.ts";

export interface UnneededFiles {
  /** Taken out of the catalog's tables and scheduled for deletion. */
  readonly scheduled: readonly ScheduledFile[];
  /** Absolute paths of files that the catalog does not know. */
  readonly orphans: readonly string[];
  /** Files whose grace period has not passed. */
  readonly waiting: number;
}

export interface ScheduledFile {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
}

interface Search {
  readonly catalog: Catalog;
  /** Holds files that a load is about to publish. */
  readonly stagingDir: string;
  readonly graceMs: number;
}

/** Finds files that no snapshot has, and that have had none for the grace period. */
export async function findUnneededFiles(search: Search): Promise<UnneededFiles> {
  const { catalog, graceMs } = search;
  const limit = Date.now() - graceMs;
  const due: ScheduledFile[] = [];
  let waiting = 0;
  for (const { scheduledAt, ...file } of await catalog.read(() => scheduledFiles(catalog))) {
    if (scheduledAt <= limit) due.push(file);
    else waiting += 1;
  }
  return { scheduled: due, orphans: await findOrphans(search), waiting };
}

/** Removes what {@link findUnneededFiles} found; returns how many files that were. */
export async function removeUnneededFiles(
  catalog: Catalog,
  { scheduled, orphans }: Pick<UnneededFiles, "scheduled" | "orphans">,
): Promise<number> {
  // Another program may have begun to use an orphan meanwhile.
  const known = await catalog.read(() => knownNames(catalog));
  const unknown = orphans.filter((path) => !known.has(basename(path)));
  for (const path of unknown) await removeFile(path);
  for (const { path } of scheduled) await removeFile(path);
  // Only now: after a crash the files are still listed, and removing them again does no harm.
  if (scheduled.length > 0) {
    await catalog.write(() =>
      catalog.run(
        "DELETE FROM ducklake_files_scheduled_for_deletion WHERE data_file_id IN " +
          "(SELECT value FROM json_each(?))",
        JSON.stringify(scheduled.map(({ id }) => id)),
      ),
    );
  }
  return scheduled.length + unknown.length;
}

/** Those below the data folder: what lies elsewhere is not ours to remove. */
function scheduledFiles(catalog: Catalog): (ScheduledFile & { readonly scheduledAt: number })[] {
  const inUse = namesOf(catalog, FILES_IN_USE);
  return catalog.all("SELECT * FROM ducklake_files_scheduled_for_deletion").flatMap((row) => {
    const text = textOf(row, "path");
    const path = flagOf(row, "path_is_relative") ? join(catalog.dataPath, text) : text;
    if (!isBelow(catalog.dataPath, path) || inUse.has(basename(path))) return [];
    const scheduledAt = parseSnapshotTime(textOf(row, "schedule_start")).getTime();
    return [{ id: integerOf(row, "data_file_id"), path, scheduledAt }];
  });
}

/**
 * The data folder is listed first and the catalog read last: a file that is published meanwhile is
 * seen in the staging folder or in the catalog.
 */
async function findOrphans({ catalog, stagingDir, graceMs }: Search): Promise<string[]> {
  const files = await listFiles(catalog.dataPath);
  const staged = new Set((await listFiles(stagingDir)).map((path) => basename(path)));
  const known = await catalog.read(() => knownNames(catalog));
  const limit = Date.now() - graceMs;
  const orphans: string[] = [];
  for (const path of files) {
    const name = basename(path);
    if (staged.has(name) || known.has(name)) continue;
    if (await isOlder(path, limit)) orphans.push(path);
  }
  return orphans;
}

/** A link made later counts as well: a fork's files are as old as the fork. */
async function isOlder(path: string, limit: number): Promise<boolean> {
  try {
    const { ctimeMs, mtimeMs } = await stat(path);
    return Math.max(ctimeMs, mtimeMs) <= limit;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const FILES_IN_USE =
  "SELECT path FROM ducklake_data_file UNION ALL SELECT path FROM ducklake_delete_file";

/** Names of files are unique, wherever they lie. */
function knownNames(catalog: Catalog): ReadonlySet<string> {
  return namesOf(
    catalog,
    `${FILES_IN_USE} UNION ALL SELECT path FROM ducklake_files_scheduled_for_deletion`,
  );
}

function namesOf(catalog: Catalog, sql: string): ReadonlySet<string> {
  return new Set(catalog.all(sql).map((row) => basename(textOf(row, "path"))));
}

function isBelow(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below !== "" && !below.startsWith("..") && !isAbsolute(below);
}

async function listFiles(folder: string): Promise<string[]> {
  let entries: Dirent[];
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
