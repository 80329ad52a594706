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
  /** When that of the first one has; undefined without any. */
  readonly nextAt: Date | undefined;
}

export interface ScheduledFile {
  readonly id: number;
  /** Absolute. */
  readonly path: string;
}

interface DatedFile {
  /** Absolute. */
  readonly path: string;
  /** Since when nobody needs it, as far as can be told. */
  readonly sinceMs: number;
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
  const scheduled = await catalog.read(() => scheduledFiles(catalog));
  const orphans = await findOrphans(search);
  const waiting = [...scheduled, ...orphans].filter(({ sinceMs }) => sinceMs > limit);
  return {
    scheduled: scheduled.filter(({ sinceMs }) => sinceMs <= limit),
    orphans: orphans.filter(({ sinceMs }) => sinceMs <= limit).map(({ path }) => path),
    waiting: waiting.length,
    nextAt: firstDue(waiting, graceMs),
  };
}

function firstDue(waiting: readonly DatedFile[], graceMs: number): Date | undefined {
  if (waiting.length === 0) return undefined;
  const first = waiting.reduce((least, { sinceMs }) => Math.min(least, sinceMs), Infinity);
  return new Date(first + graceMs);
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
function scheduledFiles(catalog: Catalog): (ScheduledFile & DatedFile)[] {
  const inUse = namesOf(catalog, FILES_IN_USE);
  return catalog.all("SELECT * FROM ducklake_files_scheduled_for_deletion").flatMap((row) => {
    const text = textOf(row, "path");
    const path = flagOf(row, "path_is_relative") ? join(catalog.dataPath, text) : text;
    if (!isBelow(catalog.dataPath, path) || inUse.has(basename(path))) return [];
    const sinceMs = parseSnapshotTime(textOf(row, "schedule_start")).getTime();
    return [{ id: integerOf(row, "data_file_id"), path, sinceMs }];
  });
}

/**
 * The data folder is listed first and the catalog read last: a file that is published meanwhile is
 * seen in the staging folder or in the catalog.
 */
async function findOrphans({ catalog, stagingDir }: Search): Promise<DatedFile[]> {
  const files = await listFiles(catalog.dataPath);
  const staged = new Set((await listFiles(stagingDir)).map((path) => basename(path)));
  const known = await catalog.read(() => knownNames(catalog));
  const orphans: DatedFile[] = [];
  for (const path of files) {
    const name = basename(path);
    if (staged.has(name) || known.has(name)) continue;
    const sinceMs = await lastTouched(path);
    if (sinceMs !== undefined) orphans.push({ path, sinceMs });
  }
  return orphans;
}

/** A link made later counts as well: a fork's files are as old as the fork. */
async function lastTouched(path: string): Promise<number | undefined> {
  try {
    const { ctimeMs, mtimeMs } = await stat(path);
    return Math.max(ctimeMs, mtimeMs);
  } catch (error) {
    if (isMissing(error)) return undefined;
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
