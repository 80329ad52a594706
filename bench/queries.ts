import { readdir, readFile } from "node:fs/promises";

export interface NamedQuery {
  readonly name: string;
  readonly sql: string;
}

/** The statements of `bench/queries`, in the order of their file names. */
export async function readQueries(): Promise<NamedQuery[]> {
  const folder = new URL("queries/", import.meta.url);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).toSorted();
  return Promise.all(
    files.map(async (file) => ({
      name: file.replace(/^\d+-|\.sql$/g, ""),
      sql: await readFile(new URL(file, folder), "utf8"),
    })),
  );
}
