import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CUT_COPIES } from "../data-dir/cut-copies-folder.ts";
import { METASTORE_FILE } from "../metastore/metastore-file.ts";
import { CHANNEL_FILES } from "./channel-address.ts";
import { IMAGE_FOLDER } from "./image-folder.ts";

/** The secrets' key, also one that is being changed: no part of a backup unless asked for. */
const KEY_FILE = /^secret\.key(\.|$)/;

export const DATABASES = "databases";
export const CATALOG = "catalog.sqlite";

/** Parts of a data folder, by path, that a start makes anew, or that belong to a running server. */
const PASSING = new Set([
  "staging",
  "scratch",
  CUT_COPIES,
  "unfinished",
  "server.lock",
  "uploads/.incoming",
  "uploads/.inline",
  IMAGE_FOLDER,
  ...CHANNEL_FILES,
]);

/** Folders of immutable files, each named by a row of the metastore; nothing else in them is kept. */
export const FILES_BY_ROW = [
  {
    folder: "results",
    table: "results",
    sql: `SELECT 'results/' || id || '.parquet' AS path FROM results
           WHERE status = 'ready' AND data IS NULL`,
  },
  {
    folder: "datasets",
    table: "dataset_versions",
    sql: `SELECT 'datasets/' || workspace_id || '/' || id || '.parquet' AS path
            FROM dataset_versions`,
  },
] as const;

const LISTED_ELSEWHERE = new Set<string>([DATABASES, ...FILES_BY_ROW.map(({ folder }) => folder)]);

/** SQLite's own files beside a store. */
const BESIDE_STORES = /\.(sqlite|lock)-(wal|shm|journal)$/;

export interface FolderFiles {
  /** Paths of SQLite files, relative to the data folder; the metastore is not among them. */
  readonly stores: readonly string[];
  readonly files: readonly string[];
  /** Folders without anything in them. */
  readonly emptyFolders: readonly string[];
}

/** Everything in a data folder that is kept and not listed elsewhere: what is new here is kept. */
export function listOtherFiles(dataDir: string, { withKeys }: { withKeys: boolean }): FolderFiles {
  const found = { stores: Array<string>(), files: Array<string>(), emptyFolders: Array<string>() };
  const visit = (folder: string): void => {
    const entries = readdirSync(join(dataDir, folder), { withFileTypes: true });
    if (entries.length === 0) found.emptyFolders.push(folder);
    for (const entry of entries) {
      const { name } = entry;
      const path = folder === "" ? name : `${folder}/${name}`;
      if (PASSING.has(path) || LISTED_ELSEWHERE.has(path) || path === METASTORE_FILE) continue;
      if (BESIDE_STORES.test(name) || (KEY_FILE.test(path) && !withKeys)) continue;
      const isLink = entry.isSymbolicLink();
      const kind = isLink ? statSync(join(dataDir, path), { throwIfNoEntry: false }) : entry;
      if (kind?.isDirectory()) visit(path);
      else if (kind?.isFile()) (name.endsWith(".sqlite") ? found.stores : found.files).push(path);
    }
  };
  visit("");
  return found;
}
