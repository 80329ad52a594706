import { randomUUID } from "node:crypto";
import { link, mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { UNFINISHED_SUFFIX } from "../catalog/create-catalog.ts";
import { isMissing, removeFile, syncPath } from "../catalog/durable-files.ts";
import { copyCatalog } from "./copy-catalog.ts";
import { linkFiles } from "./link-files.ts";

export interface NewFork {
  /** Absolute path of the catalog to make; its folder must not be there yet. */
  readonly file: string;
  readonly dataPath: string;
}

/** How often a fork starts over because files of its snapshots were removed meanwhile. */
const MAX_ATTEMPTS = 3;

/**
 * Makes a database with the source's tables, history and files. The catalog gets its name last: until
 * then there is no database. Loads of the source may go on; the fork has one of their states.
 */
export async function forkDatabase(source: Catalog, fork: NewFork): Promise<void> {
  const folder = dirname(fork.file);
  const unfinished = `${fork.file}.${randomUUID()}${UNFINISHED_SUFFIX}`;
  await mkdir(folder);
  try {
    await copyWithFiles(source, { ...fork, file: unfinished });
    await syncPath(unfinished);
    await link(unfinished, fork.file);
    await removeFile(unfinished);
    await syncPath(folder);
    await syncPath(dirname(folder));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function copyWithFiles(source: Catalog, fork: NewFork): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const files = await copyCatalog(source, fork);
    try {
      await mkdir(fork.dataPath, { recursive: true });
      // A file that stays away is missing in the source, too, and says so when it is read.
      const allowMissing = attempt === MAX_ATTEMPTS;
      return await linkFiles(files, { from: source.dataPath, to: fork.dataPath, allowMissing });
    } catch (error) {
      if (!isMissing(error)) throw error;
      await removeFile(fork.file);
      await rm(fork.dataPath, { recursive: true, force: true });
    }
  }
}
