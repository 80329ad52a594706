import { randomUUID } from "node:crypto";
import { link, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { CATALOG_TABLES } from "./catalog-ddl.ts";
import { CREATE_INDEXES } from "./catalog-indexes.ts";
import { makeDurableFolder, removeFile, syncPath } from "./durable-files.ts";
import { folderNameOf } from "./lake-paths.ts";
import { createdEntry, snapshotTime } from "./snapshot-text.ts";

/** DuckLake clients start in this schema, so every catalog has it. */
const FIRST_SCHEMA = "main";

const CREATOR = "Hotdata";

export interface NewCatalog {
  /** Absolute path of the SQLite file; its folder must not hold a catalog yet. */
  readonly file: string;
  /** Absolute path to write it under first. */
  readonly unfinished: string;
  readonly dataPath: string;
  readonly schemas: readonly string[];
}

/** Makes the bytes of a catalog without any snapshot, to be copied for every new database. */
export async function makeTemplate(): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "catalog-template-"));
  try {
    const file = join(folder, "catalog.sqlite");
    const database = new DatabaseSync(file);
    // Its bytes are read back at once: nothing has to reach the disk.
    database.exec("PRAGMA synchronous = OFF; BEGIN");
    for (const [table, columns] of Object.entries(CATALOG_TABLES)) {
      database.exec(`CREATE TABLE ${table} (${columns})`);
    }
    for (const statement of CREATE_INDEXES) database.exec(statement);
    database.exec("COMMIT");
    database.close();
    return await readFile(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes a new catalog under another name first: it is there whole or not at all. */
export async function createCatalog(template: Uint8Array, catalog: NewCatalog): Promise<void> {
  const { file, unfinished } = catalog;
  await makeDurableFolder(dirname(file));
  try {
    await writeFile(unfinished, template);
    fillCatalog(unfinished, catalog);
    await placeCatalog(unfinished, file);
  } finally {
    await removeFile(unfinished);
  }
}

/** Gives a catalog that is complete its durable place. */
export async function placeCatalog(unfinished: string, file: string): Promise<void> {
  await syncPath(unfinished);
  // Unlike a rename, a link never replaces a catalog that is there already.
  await link(unfinished, file);
  await syncPath(dirname(file));
}

/** Nothing is forced to the disk here: the caller does it once, for the whole file. */
function fillCatalog(path: string, { dataPath, schemas }: NewCatalog): void {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA synchronous = OFF");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("BEGIN");
    const addMetadata = database.prepare(
      "INSERT INTO ducklake_metadata (key, value) VALUES (?, ?)",
    );
    addMetadata.run("version", "1.0");
    addMetadata.run("created_by", CREATOR);
    addMetadata.run("data_path", `${dataPath}/`);
    addMetadata.run("encrypted", "false");
    // Foreign clients that heed it write files, which engines read faster than catalog rows.
    addMetadata.run("data_inlining_row_limit", "0");
    addFirstSnapshot(database, schemas);
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

function addFirstSnapshot(database: DatabaseSync, schemas: readonly string[]): void {
  const others = schemas.filter((schema) => schema.toLowerCase() !== FIRST_SCHEMA);
  const names = [FIRST_SCHEMA, ...others];
  const addSchema = database.prepare(
    "INSERT INTO ducklake_schema (schema_id, schema_uuid, begin_snapshot, schema_name, path, " +
      "path_is_relative) VALUES (?, ?, 0, ?, ?, 1)",
  );
  names.forEach((name, id) => addSchema.run(id, randomUUID(), name, `${folderNameOf(name)}/`));
  const changes = names.map((name) => createdEntry("schema", [name])).join(",");
  database
    .prepare("INSERT INTO ducklake_snapshot VALUES (0, ?, 0, ?, 0)")
    .run(snapshotTime(new Date()), names.length);
  database
    .prepare("INSERT INTO ducklake_snapshot_changes (snapshot_id, changes_made) VALUES (0, ?)")
    .run(changes);
}
