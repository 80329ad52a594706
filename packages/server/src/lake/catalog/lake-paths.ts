import { createHash, randomUUID } from "node:crypto";
import { join, resolve } from "node:path";

/** Where the files of all databases lie. Every path is absolute. */
export class LakePaths {
  readonly databases: string;
  readonly staging: string;
  /** Catalogs that are being made: in one place, so that a start need not look into every database. */
  readonly unfinished: string;

  constructor(dataDir: string) {
    this.databases = join(resolve(dataDir), "databases");
    this.staging = join(resolve(dataDir), "staging");
    this.unfinished = join(resolve(dataDir), "unfinished");
  }

  unfinishedCatalog(): string {
    return join(this.unfinished, `${randomUUID()}.sqlite`);
  }

  database(databaseId: string): string {
    return join(this.databases, checkedId(databaseId));
  }

  catalogFile(databaseId: string): string {
    return join(this.database(databaseId), CATALOG_FILE_NAME);
  }

  data(databaseId: string): string {
    return join(this.database(databaseId), "data");
  }

  /** Has the same folders below it as the database's data folder. */
  stagingOf(databaseId: string): string {
    return join(this.staging, checkedId(databaseId));
  }
}

const CATALOG_FILE_NAME = "catalog.sqlite";

/** The sub-folder of a schema or table: its name, or a stand-in where that is no safe file name. */
export function folderNameOf(name: string): string {
  if (/^[A-Za-z0-9_-]{1,128}$/.test(name)) return name;
  return `_${createHash("sha1").update(name).digest("hex")}`;
}

function checkedId(databaseId: string): string {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(databaseId)) {
    throw new Error(`a database id must be a plain file name, not ${JSON.stringify(databaseId)}`);
  }
  return databaseId;
}
