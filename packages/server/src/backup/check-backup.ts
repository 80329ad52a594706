import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isMissing } from "../lake/catalog/durable-files.ts";
import { inTurns } from "./copy-files.ts";
import { BACKED_UP, type BackedUpFile, type Manifest } from "./manifest.ts";
import { measureFile } from "./measure-file.ts";

/** Compares a backup with its manifest, byte by byte; returns a sentence for each difference. */
export async function checkBackup(
  backupDir: string,
  manifest: Manifest,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const folder = join(backupDir, BACKED_UP);
  const problems: string[] = [];
  await inTurns(manifest.files, async (file) => {
    signal.throwIfAborted();
    const problem = await checkFile(folder, file);
    if (problem !== undefined) problems.push(problem);
  });
  const known = new Set(manifest.files.map(({ path }) => path));
  for (const path of manifest.emptyFolders) {
    if (!(await isFolder(join(folder, path)))) problems.push(`${path}: the folder is missing`);
  }
  for (const path of await listFiles(folder)) {
    if (!known.has(path)) problems.push(`${path}: is not in the manifest`);
  }
  return problems.toSorted();
}

/** What is wrong with a file; undefined when it is as recorded. */
export async function checkFile(folder: string, file: BackedUpFile): Promise<string | undefined> {
  const { path, sizeBytes, sha256 } = file;
  try {
    const found = await measureFile(join(folder, path));
    if (found.sizeBytes !== sizeBytes) {
      return `${path}: has ${found.sizeBytes} bytes instead of ${sizeBytes}`;
    }
    return found.sha256 === sha256 ? undefined : `${path}: its content has changed (SHA-256)`;
  } catch (error) {
    if (isMissing(error)) return `${path}: is missing`;
    const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return `${path}: cannot be read (${code})`;
  }
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .map((path) => path.replaceAll("\\", "/"));
}
