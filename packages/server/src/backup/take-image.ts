import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { DELETED_PREFIX } from "../lake/catalog/recover-files.ts";
import { listFilesBelow } from "../lake/fork/forked-files.ts";
import { METASTORE_FILE } from "../metastore/metastore-file.ts";
import { CATALOG, DATABASES, FILES_BY_ROW, listOtherFiles } from "./folder-layout.ts";
import type { FolderHold } from "./folder-hold.ts";
import { ImageStores } from "./image-stores.ts";
import { linkIntoImage } from "./link-image.ts";

export interface ImageOptions {
  readonly dataDir: string;
  /** Made here, on the same file system; removed first when it is there. */
  readonly imageDir: string;
  readonly withKeys: boolean;
}

/** A second name, or a copy, of everything that a data folder held at one time. */
export interface Image {
  readonly takenAt: Date;
  /** Relative to the image's folder; the SQLite files are copies and nobody else's. */
  readonly stores: readonly string[];
  /** Files that never change. */
  readonly sealed: readonly string[];
  readonly others: readonly string[];
  readonly emptyFolders: readonly string[];
  /** For how long changes waited. */
  readonly heldMs: number;
}

/**
 * Takes the state of a whole data folder at one time. While no catalog can change, all of them are
 * fixed by a reading transaction or a copy, and the metastore is fixed at some moment of that time:
 * together that is the state at that moment, as if the server had been killed then. Then changes go
 * on; files stay until the ones that this state names have a second name.
 *
 * Undefined when changes under way do not end soon enough.
 * @throws {StoreBusyError} or the system's error for a file that another program took away.
 */
export async function takeImage(
  options: ImageOptions,
  hold: FolderHold,
): Promise<Image | undefined> {
  const { dataDir, imageDir, withKeys } = options;
  await rm(imageDir, { recursive: true, force: true });
  mkdirSync(imageDir, { recursive: true, mode: 0o700 });
  using stores = new ImageStores(dataDir, imageDir);
  stores.prepare(listDatabases(dataDir).flatMap(catalogOf));
  if (!(await hold.pause())) return undefined;
  const takenAt = new Date();
  await stores.fix(METASTORE_FILE);
  const others = listOtherFiles(dataDir, { withKeys });
  const present = listDatabases(dataDir);
  for (const path of [...others.stores, ...present.flatMap(catalogOf)]) await stores.fix(path);
  const heldMs = await hold.resumeChanges();
  const known = stores.read(METASTORE_FILE, namesInMetastore);
  const databases = present.filter(({ id }) => known.databases.has(id));
  const dataFiles = databases.flatMap((database) => dataFilesOf(database, dataDir, stores));
  const sealed = [...known.files, ...new Set(dataFiles)];
  linkIntoImage([...others.files, ...sealed], { dataDir, imageDir });
  await hold.resumeRemovals();
  await stores.finish();
  const empty = databases.filter(({ hasCatalog }) => !hasCatalog);
  return {
    takenAt,
    heldMs,
    sealed,
    others: others.files,
    stores: [METASTORE_FILE, ...others.stores, ...databases.flatMap(catalogOf)],
    emptyFolders: [...others.emptyFolders, ...empty.map(({ id }) => `${DATABASES}/${id}`)],
  };
}

interface PresentDatabase {
  readonly id: string;
  /** One that is only reserved has none yet. */
  readonly hasCatalog: boolean;
}

function listDatabases(dataDir: string): readonly PresentDatabase[] {
  const ids = readdirSync(join(dataDir, DATABASES)).filter((id) => !id.startsWith(DELETED_PREFIX));
  return ids.map((id) => {
    return { id, hasCatalog: existsSync(join(dataDir, DATABASES, id, CATALOG)) };
  });
}

/** The catalog's path, if there is one. */
function catalogOf({ id, hasCatalog }: PresentDatabase): string[] {
  return hasCatalog ? [`${DATABASES}/${id}/${CATALOG}`] : [];
}

function dataFilesOf(database: PresentDatabase, dataDir: string, stores: ImageStores): string[] {
  const folder = `${DATABASES}/${database.id}/data`;
  const dataPath = join(resolve(dataDir), folder);
  return catalogOf(database).flatMap((path) =>
    stores.read(path, (catalog) =>
      Array.from(listFilesBelow(catalog, dataPath), (file) => `${folder}/${file}`),
    ),
  );
}

interface KnownNames {
  readonly databases: ReadonlySet<string>;
  readonly files: readonly string[];
}

/** Rows in whatever state: what is half made or half deleted is finished by the restored server. */
function namesInMetastore(metastore: DatabaseSync): KnownNames {
  const texts = (sql: string, column: string): string[] =>
    metastore
      .prepare(sql)
      .all()
      .map((row) => String(row[column]));
  // A stopped server's folder may be of an earlier release, which lacks some.
  const tables = new Set(texts("SELECT name FROM sqlite_schema WHERE type = 'table'", "name"));
  const known = FILES_BY_ROW.filter(({ table }) => tables.has(table));
  // Copies of a source's tables are a database under the connection's id.
  const owners = ["databases", "connections"].filter((table) => tables.has(table));
  return {
    databases: new Set(owners.flatMap((table) => texts(`SELECT id FROM ${table}`, "id"))),
    files: known.flatMap(({ sql }) => texts(sql, "path")),
  };
}
