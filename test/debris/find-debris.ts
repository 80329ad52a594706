import { existsSync, globSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Files in a stopped server's data folder that nothing refers to. */
export function findDebris(dataDir: string): string[] {
  const metastore = openStore(join(dataDir, "metastore.sqlite"));
  try {
    return [
      ...strayDatabases(dataDir, metastore),
      ...strayResults(dataDir, metastore),
      ...strayUploads(dataDir, metastore),
      ...globSync(join(dataDir, "staging/**/*.*")),
      ...globSync(join(dataDir, "scratch/**/*.*")),
      ...globSync(join(dataDir, "unfinished/*")),
      ...globSync(join(dataDir, "{databases,datasets}/*/indexes/*/*.tmp")),
    ];
  } finally {
    metastore.close();
  }
}

function strayDatabases(dataDir: string, metastore: DatabaseSync): string[] {
  const known = texts(metastore, "SELECT id AS text FROM databases WHERE state = 'active'");
  const root = join(dataDir, "databases");
  return readdirSync(root).flatMap((id) =>
    known.has(id) ? strayDataFiles(join(root, id)) : [join(root, id)],
  );
}

/** Files of a database that its catalog does not name, neither as in use nor as to be removed. */
function strayDataFiles(folder: string): string[] {
  // A database of a batch gets its catalog when it is first needed.
  if (readdirSync(folder).length === 0) return [];
  const catalog = openStore(join(folder, "catalog.sqlite"));
  try {
    const named = texts(
      catalog,
      "SELECT path AS text FROM ducklake_data_file UNION ALL " +
        "SELECT path FROM ducklake_delete_file UNION ALL " +
        "SELECT path FROM ducklake_files_scheduled_for_deletion",
    );
    const names = new Set([...named].map((path) => basename(path)));
    const files = globSync(join(folder, "data/**/*.*"));
    return files.filter((path) => !names.has(basename(path)));
  } finally {
    catalog.close();
  }
}

function strayResults(dataDir: string, metastore: DatabaseSync): string[] {
  const known = texts(
    metastore,
    "SELECT id AS text FROM results WHERE data IS NULL AND status = 'ready'",
  );
  const files = globSync(join(dataDir, "results/*"));
  return files.filter((path) => !known.has(basename(path).split(".", 1)[0] ?? ""));
}

/** Bytes of an upload stay until it was loaded. */
function strayUploads(dataDir: string, metastore: DatabaseSync): string[] {
  const known = texts(metastore, "SELECT id AS text FROM uploads WHERE status <> 'consumed'");
  const folders = globSync(join(dataDir, "uploads/upld*"));
  return folders.filter((path) => !known.has(basename(path)));
}

function openStore(path: string): DatabaseSync {
  if (!existsSync(path)) throw new Error(`the check found no ${path}`);
  return new DatabaseSync(path, { readOnly: true });
}

function texts(store: DatabaseSync, sql: string): ReadonlySet<string> {
  return new Set(
    store
      .prepare(sql)
      .all()
      .map((row) => String(row["text"])),
  );
}
