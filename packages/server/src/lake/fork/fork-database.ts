import { mkdir, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { placeCatalog } from "../catalog/create-catalog.ts";
import { isMissing, removeFile, syncPath } from "../catalog/durable-files.ts";
import { copyCatalog } from "./copy-catalog.ts";
import { linkFiles } from "./link-files.ts";

export interface NewFork {
  /** Absolute path of the catalog to make; its folder must not be there yet. */
  readonly file: string;
  /** Absolute path to write it under first. */
  readonly unfinished: string;
  readonly dataPath: string;
}

/** How often a fork starts over because files of its snapshots were removed meanwhile. */
const MAX_ATTEMPTS = 3;

/**
 * Makes a database with the source's tables, history and files. The catalog gets its name last: until
 * then there is no database. Loads of the source may go on; the fork has one of their states.
 */
export async function forkDatabase(source: Catalog, fork: NewFork): Promise<void> {
  const { file, unfinished } = fork;
  const folder = dirname(file);
  await mkdir(folder);
  try {
    await copyWithFiles(source, fork);
    await placeCatalog(unfinished, file);
    await syncPath(dirname(folder));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  } finally {
    await removeFile(unfinished);
  }
}

async function copyWithFiles(source: Catalog, { unfinished, dataPath }: NewFork): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const files = await copyCatalog(source, { file: unfinished, dataPath });
    try {
      await mkdir(dataPath, { recursive: true });
      // A file that stays away is missing in the source, too, and says so when it is read.
      const allowMissing = attempt === MAX_ATTEMPTS;
      return await linkFiles(files, { from: source.dataPath, to: dataPath, allowMissing });
    } catch (error) {
      if (!isMissing(error)) throw error;
      await removeFile(unfinished);
      await rm(dataPath, { recursive: true, force: true });
    }
  }
}
