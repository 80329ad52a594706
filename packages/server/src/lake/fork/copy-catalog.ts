import { DatabaseSync } from "node:sqlite";
import type { Catalog } from "../catalog/catalog.ts";
import { readdress } from "../catalog/readdress.ts";
import { listFilesBelow } from "./forked-files.ts";

export interface CatalogCopy {
  /** Absolute path of the SQLite file to write; nothing may be there. */
  readonly file: string;
  /** Absolute path of the data folder that the copy gets. */
  readonly dataPath: string;
}

/**
 * Writes a catalog as it is now, with all its snapshots, for another data folder. Returns the files
 * that the copy needs, relative to either data folder. The copy is not forced to the disk.
 */
export async function copyCatalog(source: Catalog, copy: CatalogCopy): Promise<readonly string[]> {
  await source.copyTo(copy.file);
  const database = new DatabaseSync(copy.file);
  try {
    database.exec("PRAGMA synchronous = OFF");
    database.exec("PRAGMA journal_mode = WAL");
    const files = [...listFilesBelow(database, source.dataPath)];
    database.exec("BEGIN");
    readdress(database, source.dataPath, copy.dataPath);
    // These are the source's to remove; the copy never gets them.
    database.exec("DELETE FROM ducklake_files_scheduled_for_deletion");
    database.exec("COMMIT");
    return files;
  } finally {
    database.close();
  }
}
