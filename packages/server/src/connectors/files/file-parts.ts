import { createHash } from "node:crypto";
import { z } from "zod";
import { readMark } from "../read-mark.ts";
import { versionKey } from "./file-facts.ts";
import type { FilesContext } from "./files-context.ts";
import { mapLimited } from "./map-limited.ts";
import type { RemoteFile, RemoteTable } from "./remote-files.ts";

const MARK = z.object({
  /** How many files follow on those of the part before. */
  files: z.int().positive(),
  versions: z.string(),
  columns: z.array(z.string()),
});

/** A file that was read whole. */
export interface ReadFile {
  readonly etag: string | undefined;
  readonly sizeBytes: number;
  /** Names of columns that it has values for, folded. */
  readonly columns: readonly string[];
}

/**
 * Makes parts of the files of a table, in their order: as many in each as have `partBytes` together. From
 * the first file on whose version has no exact name, there are none.
 */
export class FileParts {
  readonly #partBytes: number;
  readonly #columns = new Set<string>();
  #versions: string[] = [];
  #sizeBytes = 0;
  #isOver = false;

  constructor(partBytes: number) {
    this.#partBytes = partBytes;
  }

  /** The mark of the part that the file ends, if it ends one. */
  add(file: RemoteFile, { etag, sizeBytes, columns }: ReadFile): { readonly mark?: string } {
    const version = exactVersion(file, etag);
    this.#isOver ||= version === undefined;
    if (version === undefined || this.#isOver) return {};
    this.#versions.push(version);
    this.#sizeBytes += sizeBytes;
    for (const name of columns) this.#columns.add(name);
    return this.#sizeBytes < this.#partBytes ? {} : { mark: this.#end() };
  }

  #end(): string {
    const mark = {
      files: this.#versions.length,
      versions: hashOf(this.#versions),
      columns: [...this.#columns],
    } satisfies z.input<typeof MARK>;
    this.#versions = [];
    this.#columns.clear();
    this.#sizeBytes = 0;
    return JSON.stringify(mark);
  }
}

/** What is kept of a table: its first files, which have not changed. */
export interface KeptFiles {
  readonly parts: number;
  readonly files: number;
  /** Names of columns that one of the files has values for, folded. */
  readonly columns: readonly string[];
}

/** Looks whether files still have the versions that marks are about, up to a part where one has not. */
export async function keptFiles(
  context: FilesContext,
  { files }: RemoteTable,
  marks: readonly string[],
  signal: AbortSignal,
): Promise<KeptFiles> {
  let kept: KeptFiles = { parts: 0, files: 0, columns: [] };
  for (const text of marks) {
    const data = readMark(MARK, text);
    if (data === undefined) break;
    const end = kept.files + data.files;
    const versions = await versionsOf(context, files.slice(kept.files, end), signal);
    if (hashOf(versions) !== data.versions) break;
    kept = { parts: kept.parts + 1, files: end, columns: [...kept.columns, ...data.columns] };
  }
  return kept;
}

/** Names a version of a file of which there is no other one with other bytes. */
function exactVersion(file: RemoteFile, etag: string | undefined): string | undefined {
  // What stands for a tag may be a time.
  return etag?.startsWith('"') === true ? versionKey(file, etag) : undefined;
}

async function versionsOf(
  context: FilesContext,
  files: readonly RemoteFile[],
  signal: AbortSignal,
): Promise<string[]> {
  const limits = { limit: context.rules.maxClients, signal };
  return mapLimited(files, limits, async (file, stop) => {
    const etag = file.etag ?? (await askForTag(context, file, stop));
    return exactVersion(file, etag) ?? "none";
  });
}

async function askForTag(
  context: FilesContext,
  file: RemoteFile,
  signal: AbortSignal,
): Promise<string | undefined> {
  const body = await context.files.open(file, { lastBytes: 1 }, signal);
  body.close();
  return body.etag;
}

function hashOf(versions: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(versions)).digest("base64url");
}
