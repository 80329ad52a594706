import { formatOfName, lastPart, tableNameOf } from "../files/file-names.ts";

interface Keyed {
  readonly key: string;
}

/** A table that was found, and its files. */
export interface GroupedTable<File extends Keyed> {
  readonly name: string;
  readonly files: readonly File[];
}

/**
 * Tables that files seem to be: each file in the top folder is one, and so are all files of one
 * format in another folder together. Folders such as `year=2024` are parts of the one above them.
 * Tables of lakes are left out: which of their files count is written elsewhere.
 */
export function groupObjects<File extends Keyed>(
  files: readonly File[],
  top: string,
): GroupedTable<File>[] {
  const lakes = lakeFolders(files.map(({ key }) => key));
  const folders = new Map<string, File[]>();
  for (const file of files) {
    const path = file.key.slice(top.length);
    if (isHidden(path) || formatOfName(lastPart(path)) === undefined) continue;
    if (lakes.some((lake) => file.key.startsWith(lake))) continue;
    const folder = tableFolder(path);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const tables = [...folders].flatMap(([folder, files]) => tablesOf(folder, files, top));
  return withOwnNames(tables).toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

function tablesOf<File extends Keyed>(
  folder: string,
  files: readonly File[],
  top: string,
): GroupedTable<File>[] {
  const formats = new Set(files.map(({ key }) => formatOfName(lastPart(key))));
  if (folder !== "" && formats.size === 1) return [{ name: tableNameOf(folder), files }];
  return files.map((file) => ({ name: tableNameOf(file.key.slice(top.length)), files: [file] }));
}

/** The folder of a path, without those at its end that only say what the files' rows have in common. */
function tableFolder(path: string): string {
  const folders = path.split("/").slice(0, -1);
  while (folders.at(-1)?.includes("=") === true) folders.pop();
  return folders.join("/");
}

/** Files that tools keep for themselves, as `_SUCCESS` and `.crc`. */
function isHidden(path: string): boolean {
  return path.split("/").some((part) => part.startsWith("_") || part.startsWith("."));
}

/** Folders of Delta, Iceberg and Hudi tables. */
function lakeFolders(keys: readonly string[]): string[] {
  const marks = [
    /^(.*?\/|)_delta_log\//,
    /^(.*?\/|)\.hoodie\//,
    /^(.*?\/|)metadata\/[^/]*metadata\.json$/,
  ];
  const folders = keys.flatMap((key) => marks.flatMap((mark) => mark.exec(key)?.[1] ?? []));
  return [...new Set(folders)];
}

/** `a/b.csv` and `a_b.csv` would be called alike: later ones get a number. */
function withOwnNames<File extends Keyed>(tables: readonly GroupedTable<File>[]) {
  const taken = new Set<string>();
  return tables.map((table) => {
    let { name } = table;
    for (let count = 2; taken.has(name); count += 1) name = `${table.name}_${count}`;
    taken.add(name);
    return { ...table, name };
  });
}
