import { DatabaseSync } from "node:sqlite";

/** Tables whose paths may be absolute. */
const WITH_PATHS = [
  "ducklake_schema",
  "ducklake_table",
  "ducklake_data_file",
  "ducklake_delete_file",
];

/** Gives a catalog another data folder, with the paths below it. In the caller's transaction. */
export function readdress(database: DatabaseSync, from: string, to: string): void {
  database
    .prepare("UPDATE ducklake_metadata SET value = ? WHERE key = 'data_path' AND scope IS NULL")
    .run(`${to}/`);
  for (const table of WITH_PATHS) {
    database
      .prepare(
        `UPDATE ${table} SET path = ?1 || substr(path, length(?2) + 1)
          WHERE path_is_relative = 0 AND substr(path, 1, length(?2) + 1) = ?2 || '/'`,
      )
      .run(to, from);
  }
}

/** Readdresses a catalog that nobody has open, wherever its files lay. Not forced to the disk. */
export function readdressFile(file: string, to: string): void {
  const database = new DatabaseSync(file);
  try {
    const row = database
      .prepare("SELECT value FROM ducklake_metadata WHERE key = 'data_path' AND scope IS NULL")
      .get();
    const from = String(row?.["value"] ?? "").replace(/\/$/, "");
    if (from === "" || from === to) return;
    database.exec("PRAGMA synchronous = OFF; BEGIN IMMEDIATE");
    readdress(database, from, to);
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}
