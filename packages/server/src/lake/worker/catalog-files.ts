import { randomUUID } from "node:crypto";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { CatalogCache, ReservedDatabases } from "../catalog/catalog-cache.ts";
import { createCatalog } from "../catalog/create-catalog.ts";
import { isMissing, syncPath } from "../catalog/durable-files.ts";
import type { LakePaths } from "../catalog/lake-paths.ts";
import { DELETED_PREFIX } from "../catalog/recover-files.ts";

/** Folders of databases: made, filled with a catalog, and removed. */
export class CatalogFiles implements ReservedDatabases {
  readonly #paths: LakePaths;
  readonly #template: Uint8Array;

  constructor(paths: LakePaths, template: Uint8Array) {
    this.#paths = paths;
    this.#template = template;
  }

  create(databaseId: string, schemas: readonly string[]): Promise<void> {
    return createCatalog(this.#template, {
      file: this.#paths.catalogFile(databaseId),
      unfinished: this.#paths.unfinishedCatalog(),
      dataPath: this.#paths.data(databaseId),
      schemas,
    });
  }

  /** An empty folder is a database whose catalog is made when it is first used. */
  async reserve(databaseIds: readonly string[]): Promise<void> {
    for (const id of databaseIds) await mkdir(this.#paths.database(id), { recursive: true });
    await syncPath(this.#paths.databases);
  }

  async has(databaseId: string): Promise<boolean> {
    const hasCatalog = await exists(this.#paths.catalogFile(databaseId));
    return !hasCatalog && (await exists(this.#paths.database(databaseId)));
  }

  makeCatalog(databaseId: string): Promise<void> {
    return this.create(databaseId, []);
  }

  async remove(databaseIds: readonly string[], catalogs: CatalogCache): Promise<void> {
    const { databases } = this.#paths;
    const doomed: string[] = [];
    for (const id of databaseIds) {
      // Renamed first: it is gone at once, even if removing its files is cut short.
      const to = join(databases, `${DELETED_PREFIX}${id}-${randomUUID()}`);
      const isThere = await catalogs.retire(id, () => moved(this.#paths.database(id), to));
      if (isThere) doomed.push(to);
    }
    await syncPath(databases);
    for (const folder of doomed) await rm(folder, { recursive: true, force: true });
    for (const id of databaseIds) {
      await rm(this.#paths.stagingOf(id), { recursive: true, force: true });
    }
  }
}

async function moved(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
