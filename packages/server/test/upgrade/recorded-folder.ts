import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const Query = z.object({ sql: z.string(), database_id: z.string() });

/** What a server answered on a folder when the folder was made. */
export const RecordedFolder = z.object({
  /** The release, as a commit. */
  release: z.string(),
  apiKey: z.string(),
  /** Answers of GET requests, by path. */
  reads: z.record(z.string(), z.unknown()),
  /** Answers of GET requests that are no JSON. */
  texts: z.record(z.string(), z.string()),
  queries: z.array(Query.extend({ answer: z.record(z.string(), z.unknown()) })),
  /** What was begun and can be ended by a later release. */
  begun: z.object({
    databaseId: z.string(),
    /** Bytes that wait to be loaded. */
    uploadId: z.string(),
    /** A session whose bytes have come and that was not finalized. */
    openUploadId: z.string(),
    finalizeToken: z.string(),
    savedQueryId: z.string(),
    reservedDatabaseId: z.string(),
  }),
});
export type RecordedFolder = z.infer<typeof RecordedFolder>;

export interface OlderFolder {
  readonly packed: Uint8Array;
  readonly recorded: RecordedFolder;
}

/** Folders of earlier releases lie beside this file, under the commit that made them. */
export async function readOlderFolder(release: string): Promise<OlderFolder> {
  const folder = join(import.meta.dirname, release);
  const text = await readFile(join(folder, "recorded.json"), "utf8");
  return {
    packed: await readFile(join(folder, "folder.json.gz")),
    recorded: RecordedFolder.parse(JSON.parse(text)),
  };
}
