import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { RESTORE_MARK } from "../data-dir/check-restored.ts";
import { ServerLock } from "../data-dir/server-lock.ts";
import { syncPath } from "../lake/catalog/durable-files.ts";
import { readdressFile } from "../lake/catalog/readdress.ts";
import { BackupError } from "./backup-error.ts";
import { checkFile } from "./check-backup.ts";
import { checkRoom, copyFiles, inTurns, makeFolders, syncFolders } from "./copy-files.ts";
import { CATALOG, DATABASES } from "./folder-layout.ts";
import { BACKED_UP, type Manifest, readManifest } from "./manifest.ts";

export interface RestoreOptions {
  readonly from: string;
  /** An empty folder, or one that is not there. */
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/**
 * Makes a data folder from a backup. A mark keeps servers from it until all is there, as recorded and
 * on the disk.
 * @throws {BackupError}
 */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { from, signal } = options;
  const dataDir = resolve(options.dataDir);
  const manifest = await readManifest(from);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if ((await readdir(dataDir)).length > 0) {
    throw new BackupError(`${dataDir} is not empty; restore into a new folder`);
  }
  const mark = join(dataDir, RESTORE_MARK);
  await writeFile(mark, "This folder was not restored whole.\n", { flag: "wx", flush: true });
  await checkRoom(
    dataDir,
    manifest.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  const lock = ServerLock.take(dataDir);
  try {
    await copyAll(manifest, { from: join(from, BACKED_UP), to: dataDir, signal });
    await readdressCatalogs(manifest, dataDir);
    await rm(mark);
    await syncPath(dataDir);
  } finally {
    lock.release();
  }
  return manifest;
}

async function copyAll(
  { files, emptyFolders }: Manifest,
  folders: { readonly from: string; readonly to: string; readonly signal: AbortSignal },
): Promise<void> {
  const expected = new Map(files.map((file) => [file.path, file]));
  const paths = files.map(({ path }) => ({ path, mayLink: false }));
  const copied = await copyFiles(paths, folders);
  for (const { path, sizeBytes, sha256 } of copied) {
    const file = expected.get(path);
    if (file?.sizeBytes === sizeBytes && file.sha256 === sha256) continue;
    const problem = file && (await checkFile(folders.from, file));
    throw new BackupError(`the backup is damaged: ${problem ?? `${path}: was not copied right`}`);
  }
  await makeFolders(emptyFolders, folders.to);
  await syncFolders([...files.map(({ path }) => dirname(path)), ...emptyFolders], folders.to);
}

/** Catalogs say where their files lie, for clients that read them without this server. */
async function readdressCatalogs({ files }: Manifest, dataDir: string): Promise<void> {
  const catalogs = files.filter(
    ({ path }) => path.startsWith(`${DATABASES}/`) && path.endsWith(`/${CATALOG}`),
  );
  await inTurns(catalogs, async ({ path }) => {
    const file = join(dataDir, path);
    readdressFile(file, join(dirname(file), "data"));
    await syncPath(file);
  });
}
