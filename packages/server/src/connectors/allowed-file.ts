import type { BigIntStats } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { isAbsolute, resolve, sep } from "node:path";
import { SourceError } from "./source-error.ts";

/** A file of this machine that a connection may read. */
export interface AllowedFile {
  /** Without links. */
  readonly path: string;
  /** Changes whenever the file is replaced or written. */
  readonly version: string;
}

/**
 * Finds a file that lies in one of the folders, links followed. Of files elsewhere nothing is told,
 * not even whether they exist.
 * @throws {SourceError} `refused`
 */
export async function findAllowedFile(
  path: string,
  folders: readonly string[],
): Promise<AllowedFile> {
  const given = resolve(path);
  const realFolders = await Promise.all(folders.map(realOf));
  const isNamedInside = [...folders, ...realFolders].some((folder) => isBelow(given, folder));
  if (!isAbsolute(path) || !isNamedInside) throw outside();
  const real = await realOf(given);
  const facts = real === undefined ? undefined : await factsOf(real);
  if (real === undefined || facts === undefined) {
    throw new SourceError("refused", "There is no file at `path` that this server may read.");
  }
  if (!realFolders.some((folder) => isBelow(real, folder))) throw outside();
  if (!facts.isFile()) throw new SourceError("refused", "What `path` names is not a file.");
  return { path: real, version: versionOf(facts) };
}

/** What tells a file's states apart; undefined for a file that is not there. */
export async function fileVersion(path: string): Promise<string | undefined> {
  const facts = await factsOf(path);
  return facts && versionOf(facts);
}

function versionOf({ dev, ino, size, mtimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs].join(":");
}

async function factsOf(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch {
    return undefined;
  }
}

async function realOf(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    return undefined;
  }
}

function isBelow(path: string, folder: string | undefined): boolean {
  if (folder === undefined) return false;
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function outside(): SourceError {
  return new SourceError(
    "refused",
    "The file is not in a folder that connections may read. The folders are named in the setting " +
      "HOTDATA_CONNECTION_FOLDERS.",
  );
}
