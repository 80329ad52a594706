import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Files in a stopped server's data folder that nothing refers to. */
export async function findDebris(dataDir: string, databaseId: string): Promise<string[]> {
  return [
    ...unreferencedDataFiles(dataDir, databaseId),
    ...globSync(join(dataDir, "staging/**/*.*")),
    ...globSync(join(dataDir, "scratch/**/*.*")),
    ...unreferencedResults(dataDir),
  ];
}

function unreferencedDataFiles(dataDir: string, databaseId: string): string[] {
  const folder = join(dataDir, "databases", databaseId);
  const catalog = new DatabaseSync(join(folder, "catalog.sqlite"), { readOnly: true });
  const known = new Set(
    catalog
      .prepare("SELECT path FROM ducklake_data_file")
      .all()
      .map((row) => String(row["path"])),
  );
  catalog.close();
  const files = globSync(join(folder, "data/**/*.parquet"));
  if (files.length === 0) throw new Error("the check found no data files at all");
  return files.filter((file) => ![...known].some((path) => file.endsWith(path)));
}

function unreferencedResults(dataDir: string): string[] {
  const store = join(dataDir, "metastore.sqlite");
  if (!existsSync(store)) throw new Error("the check found no metastore");
  const metastore = new DatabaseSync(store, { readOnly: true });
  const known = new Set(
    metastore
      .prepare("SELECT id FROM results WHERE data IS NULL AND status = 'ready'")
      .all()
      .map((row) => String(row["id"])),
  );
  metastore.close();
  return globSync(join(dataDir, "results/*")).filter(
    (file) => !known.has(file.split("/").at(-1)?.split(".")[0] ?? ""),
  );
}
