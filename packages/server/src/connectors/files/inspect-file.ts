import { rm, stat } from "node:fs/promises";
import { type LoadSource, SqlError } from "../../engine/engine.ts";
import type { FileFormat } from "../../engine/file-signature.ts";
import { SourceError } from "../source-error.ts";
import { columnsOf, type FileFacts, versionKey } from "./file-facts.ts";
import { fetchFile, type WantedFile } from "./fetch-file.ts";
import type { FilesContext } from "./files-context.ts";
import { formatOfName } from "./file-names.ts";
import { inspectText } from "./inspect-text.ts";
import { fetchParquetTail } from "./parquet-tail.ts";

/** Above that, taking a text apart would keep other sources of the process waiting. */
const LARGE_TEXT_BYTES = 2 * 1024 * 1024;

/**
 * Finds out what a file is, without fetching more of it than that takes: the end of a Parquet file;
 * all of a text file, whose types follow from all of its values. Undefined for an empty one.
 */
export async function inspectRemoteFile(
  context: FilesContext,
  wanted: WantedFile,
  signal: AbortSignal,
): Promise<FileFacts | undefined> {
  const { file } = wanted;
  const known = context.knownFacts(versionKey(file, file.etag));
  if (known !== undefined) return known;
  if ((wanted.format ?? formatOfName(file.name)) === "parquet") {
    const tail = await fetchParquetTail(context, file, signal);
    if (tail !== undefined) {
      const source = {
        path: tail.path,
        format: "parquet",
        compression: "none",
        label: file.label,
        fullScan: false,
      } as const;
      return lookAndRemove(context, { source, key: versionKey(file, tail.etag) }, signal);
    }
  }
  const { source, etag, sizeBytes } = await fetchFile(context, wanted, signal);
  if (sizeBytes === 0) {
    await rm(source.path, { force: true });
    return undefined;
  }
  return lookAndRemove(context, { source, key: versionKey(file, etag) }, signal);
}

interface LocalFile {
  readonly source: LoadSource & { readonly format: FileFormat };
  /** Names the version; see {@link versionKey}. */
  readonly key: string | undefined;
}

async function lookAndRemove(
  context: FilesContext,
  local: LocalFile,
  signal: AbortSignal,
): Promise<FileFacts> {
  try {
    return await inspectLocalFile(context, local, signal);
  } finally {
    await rm(local.source.path, { force: true });
  }
}

/** Finds out what a file in the scratch folder is. */
export async function inspectLocalFile(
  context: FilesContext,
  { source, key }: LocalFile,
  signal: AbortSignal,
): Promise<FileFacts> {
  const known = context.knownFacts(key);
  if (known !== undefined) return known;
  try {
    const facts = await factsOf(context, source, signal);
    context.keepFacts(key, facts);
    return facts;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SqlError) throw new SourceError("unreadable", `${error.message}.`);
    throw error;
  }
}

async function factsOf(
  context: FilesContext,
  source: LocalFile["source"],
  signal: AbortSignal,
): Promise<FileFacts> {
  const { format } = source;
  const isLarge = format !== "parquet" && (await stat(source.path)).size >= LARGE_TEXT_BYTES;
  const inspector = await context.inspector();
  const found = await (isLarge ? inspectText(source, signal) : inspector.inspect(source, signal));
  const columns = columnsOf(source, found);
  if (format !== "parquet") {
    const rowCount = found.layout?.kind === "json" ? found.layout.rowCount : null;
    return { format, columns, layout: found.layout, rowCount };
  }
  const { rowCount, oldTimestamps } = await inspector.parquetFacts(source, signal);
  const loss = "digits below microseconds are cut off";
  const marked = columns.map((column) =>
    oldTimestamps.includes(column.name) ? { ...column, loss } : column,
  );
  return { format, columns: marked, layout: undefined, rowCount };
}
