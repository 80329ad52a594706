import { existsSync } from "node:fs";
import { mkdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import manifest from "../../package.json" with { type: "json" };
import { isMissing, syncPath } from "../lake/catalog/durable-files.ts";
import { BackupError } from "./backup-error.ts";
import { checkRoom, copyFiles, type FileToCopy, makeFolders, syncFolders } from "./copy-files.ts";
import { RESTORE_MARK } from "../data-dir/check-restored.ts";
import { METASTORE_FILE } from "../metastore/metastore-file.ts";
import { type FolderHold, holdFolder } from "./folder-hold.ts";
import { IMAGE_FOLDER } from "./image-folder.ts";
import { BACKED_UP, type BackedUpFile, writeManifest } from "./manifest.ts";
import { StoreBusyError } from "./pinned-store.ts";
import { type Image, takeImage } from "./take-image.ts";

export interface BackupOptions {
  readonly dataDir: string;
  /** Folder to make; nothing may be there. */
  readonly to: string;
  /** Gives immutable files a second name instead of a copy, where source and target allow it. */
  readonly isLinked: boolean;
  readonly withKeys: boolean;
  readonly signal: AbortSignal;
}

export interface BackupOutcome {
  readonly takenAt: Date;
  readonly files: readonly BackedUpFile[];
  readonly heldMs: number;
}

/** How long to try again while changes, or another program's lock, stand in the way. */
const IMAGE_LIMIT_MS = 120_000;
const IMAGE_PAUSE_MS = 1_000;

/**
 * Backs up a data folder, whether or not a server runs on it. The backup has its name only when it is
 * whole and on the disk.
 * @throws {BackupError}
 */
export async function takeBackup(options: BackupOptions): Promise<BackupOutcome> {
  const to = resolve(options.to);
  const partial = `${to}.partial`;
  await checkPlaces({ dataDir: options.dataDir, to, partial });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    const outcome = await fill(partial, options);
    await rename(partial, to);
    await syncPath(dirname(to));
    return outcome;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function fill(partial: string, options: BackupOptions): Promise<BackupOutcome> {
  const { dataDir, isLinked, withKeys, signal } = options;
  const imageDir = join(resolve(dataDir), IMAGE_FOLDER);
  await using hold = await holdFolder(dataDir);
  const image = await imageOf({ ...options, imageDir }, hold);
  const { takenAt, heldMs, emptyFolders } = image;
  const files = filesOf(image, isLinked);
  const to = join(partial, BACKED_UP);
  await mkdir(to, { mode: 0o700 });
  const neededBytes = await sizeOf(
    imageDir,
    files.filter(({ mayLink }) => !mayLink),
  );
  await checkRoom(partial, neededBytes);
  const copied = await copyFiles(files, { from: imageDir, to, signal });
  await makeFolders(emptyFolders, to);
  await syncFolders([...files.map(({ path }) => dirname(path)), ...emptyFolders], to);
  await writeManifest(partial, {
    release: manifest.version,
    takenAt: takenAt.toISOString(),
    withKeys,
    emptyFolders: [...emptyFolders],
    files: [...copied],
  });
  await syncPath(partial);
  return { takenAt, heldMs, files: copied };
}

/** SQLite files of the image are copies already, so that a second name does. */
function filesOf({ stores, sealed, others }: Image, isLinked: boolean): readonly FileToCopy[] {
  return [
    ...stores.map((path) => ({ path, mayLink: true })),
    ...sealed.map((path) => ({ path, mayLink: isLinked })),
    ...others.map((path) => ({ path, mayLink: false })),
  ];
}

async function imageOf(
  options: BackupOptions & { readonly imageDir: string },
  hold: FolderHold,
): Promise<Image> {
  const deadline = Date.now() + IMAGE_LIMIT_MS;
  for (;;) {
    options.signal.throwIfAborted();
    let obstacle = "loads or other changes that are under way have not ended";
    try {
      const image = await takeImage(options, hold);
      if (image !== undefined) return image;
    } catch (error) {
      // Another program may remove files of its own accord; the next state does without them.
      if (!(error instanceof StoreBusyError) && !isMissing(error)) throw error;
      obstacle = error instanceof Error ? error.message : obstacle;
    }
    if (Date.now() > deadline) throw new BackupError(`no backup after two minutes: ${obstacle}`);
    await sleep(IMAGE_PAUSE_MS, undefined, { signal: options.signal });
  }
}

async function checkPlaces(places: { dataDir: string; to: string; partial: string }) {
  const { dataDir, to, partial } = places;
  if (!existsSync(join(dataDir, METASTORE_FILE)) || existsSync(join(dataDir, RESTORE_MARK))) {
    throw new BackupError(`${dataDir} is no data folder of a server; name one with --data-dir`);
  }
  const isInside = !relative(resolve(dataDir), to).startsWith("..");
  if (isInside)
    throw new BackupError("the backup cannot lie in the data folder; take another place");
  if (existsSync(to)) throw new BackupError(`${to} is there already; give the backup a new name`);
  if (!existsSync(partial)) return;
  throw new BackupError(
    `${partial} is there: a backup of that name is under way or was cut short; remove ${basename(partial)} in the latter case`,
  );
}

async function sizeOf(folder: string, files: readonly FileToCopy[]): Promise<number> {
  let sizeBytes = 0;
  for (const { path } of files) sizeBytes += (await stat(join(folder, path))).size;
  return sizeBytes;
}
