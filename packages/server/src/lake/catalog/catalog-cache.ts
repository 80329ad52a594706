import { DatabaseNotFoundError } from "../lake.ts";
import { Catalog, type CatalogLocation, type CatalogOptions } from "./catalog.ts";
import type { LakePaths } from "./lake-paths.ts";

interface Entry {
  readonly catalog: Promise<Catalog>;
  users: number;
  /** Called when the last user has left. */
  readonly whenIdle: (() => void)[];
}

export interface CatalogCacheOptions extends CatalogOptions {
  readonly paths: LakePaths;
  /** How many catalogs stay open although nobody uses them. */
  readonly openCatalogs: number;
  /** Databases whose catalogs are made when they are first needed. */
  readonly reserved: ReservedDatabases;
}

export interface ReservedDatabases {
  has(databaseId: string): Promise<boolean>;
  makeCatalog(databaseId: string): Promise<void>;
}

/** Keeps the catalogs used last open. */
export class CatalogCache {
  readonly #options: CatalogCacheOptions;
  /** In order of use, the oldest first. */
  readonly #entries = new Map<string, Entry>();
  readonly #retired = new Set<string>();

  constructor(options: CatalogCacheOptions) {
    this.#options = options;
  }

  /** The catalog stays open until `work` is done. */
  async use<T>(databaseId: string, work: (catalog: Catalog) => T | Promise<T>): Promise<T> {
    const entry = this.#enter(databaseId);
    try {
      return await work(await entry.catalog);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) for (const proceed of entry.whenIdle.splice(0)) proceed();
      await this.#closeOldest();
    }
  }

  /** Like {@link use}, for work that has nothing to do in a database without a catalog. */
  async useMade<T>(
    databaseId: string,
    work: (catalog: Catalog) => T | Promise<T>,
  ): Promise<T | undefined> {
    const isOpen = this.#entries.has(databaseId) || this.#retired.has(databaseId);
    if (!isOpen && (await this.#options.reserved.has(databaseId))) return undefined;
    return this.use(databaseId, work);
  }

  /** Lets its users finish, refuses new ones, and closes the catalog; `work` then has it alone. */
  async retire<T>(databaseId: string, work: () => Promise<T>): Promise<T> {
    this.#retired.add(databaseId);
    try {
      const entry = this.#entries.get(databaseId);
      if (entry !== undefined) await this.#close(databaseId, entry);
      return await work();
    } finally {
      this.#retired.delete(databaseId);
    }
  }

  async closeAll(): Promise<void> {
    for (const [databaseId, entry] of this.#entries) await this.#close(databaseId, entry);
  }

  #enter(databaseId: string): Entry {
    if (this.#retired.has(databaseId)) {
      throw new DatabaseNotFoundError(`the database ${databaseId} is being deleted`);
    }
    const entry = this.#entries.get(databaseId) ?? this.#open(databaseId);
    this.#entries.delete(databaseId);
    this.#entries.set(databaseId, entry);
    entry.users += 1;
    return entry;
  }

  #open(databaseId: string): Entry {
    const { paths } = this.#options;
    const location = {
      databaseId,
      file: paths.catalogFile(databaseId),
      dataPath: paths.data(databaseId),
    };
    const catalog = this.#openOrMake(location);
    const entry: Entry = { catalog, users: 0, whenIdle: [] };
    catalog.catch(() => {
      if (this.#entries.get(databaseId) === entry) this.#entries.delete(databaseId);
    });
    return entry;
  }

  async #openOrMake(location: CatalogLocation): Promise<Catalog> {
    try {
      return await Catalog.open(location, this.#options);
    } catch (error) {
      const { reserved } = this.#options;
      if (!(error instanceof DatabaseNotFoundError)) throw error;
      if (!(await reserved.has(location.databaseId))) throw error;
      await reserved.makeCatalog(location.databaseId);
      return Catalog.open(location, this.#options);
    }
  }

  async #closeOldest(): Promise<void> {
    if (this.#entries.size <= this.#options.openCatalogs) return;
    for (const [databaseId, entry] of this.#entries) {
      if (entry.users === 0) return this.#close(databaseId, entry);
    }
  }

  async #close(databaseId: string, entry: Entry): Promise<void> {
    if (entry.users > 0) await new Promise<void>((proceed) => entry.whenIdle.push(proceed));
    if (this.#entries.get(databaseId) === entry) this.#entries.delete(databaseId);
    const catalog = await entry.catalog.catch(() => undefined);
    catalog?.close();
  }
}
