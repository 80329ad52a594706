import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";

/** A small data folder as one text: the bytes of its files in base64, null for an empty folder. */
const PackedFolder = z.record(z.string(), z.base64().nullable());

/** Packs all of a folder but what a running server alone needs. */
export async function packFolder(folder: string): Promise<Uint8Array> {
  const packed: z.infer<typeof PackedFolder> = {};
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))) {
    const path = relative(folder, place(entry)).replaceAll("\\", "/");
    if (path.startsWith("server.lock")) continue;
    if (entry.isFile()) packed[path] = (await readFile(place(entry))).toString("base64");
    else if ((await readdir(place(entry))).length === 0) packed[path] = null;
  }
  return gzipSync(JSON.stringify(packed), { level: 9 });
}

export async function unpackFolder(packed: Uint8Array, folder: string): Promise<void> {
  const files = PackedFolder.parse(JSON.parse(gunzipSync(packed).toString("utf8")));
  for (const [path, bytes] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(bytes === null ? target : dirname(target), { recursive: true });
    if (bytes !== null) await writeFile(target, Buffer.from(bytes, "base64"));
  }
}

function place({ parentPath, name }: { parentPath: string; name: string }): string {
  return join(parentPath, name);
}
