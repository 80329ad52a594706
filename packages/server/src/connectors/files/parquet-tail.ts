import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "../source-error.ts";
import type { FilesContext } from "./files-context.ts";
import type { RemoteFile } from "./remote-files.ts";

/** Most files' description of themselves is smaller. */
const FIRST_BYTES = 64 * 1024;
const MAX_FOOTER_BYTES = 256 * 1024 * 1024;
/** Length of the footer and the letters PAR1. */
const END_BYTES = 8;

export interface ParquetTail {
  /** A file as long as the other one, of which only the end is written; to be removed. */
  readonly path: string;
  readonly etag: string | undefined;
}

/**
 * Fetches what a Parquet file says about itself, which stands at its end.
 * Undefined where the end of a file cannot be had without the rest.
 */
export async function fetchParquetTail(
  context: FilesContext,
  file: RemoteFile,
  signal: AbortSignal,
): Promise<ParquetTail | undefined> {
  let tail = await fetchEnd(context, { file, lastBytes: FIRST_BYTES }, signal);
  if (tail === undefined) return undefined;
  const wanted = footerBytes(file, tail.bytes) + END_BYTES;
  if (wanted > tail.bytes.length) {
    tail = await fetchEnd(context, { file, lastBytes: wanted }, signal);
    if (tail === undefined || footerBytes(file, tail.bytes) + END_BYTES > tail.bytes.length) {
      throw new SourceError("unavailable", `${file.label} changed while it was looked at.`);
    }
  }
  const { bytes, totalBytes, etag } = tail;
  const path = join(await context.scratchDir(), randomUUID());
  const handle = await open(path, "wx");
  try {
    await handle.truncate(totalBytes);
    await handle.write(bytes, 0, bytes.length, totalBytes - bytes.length);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return { path, etag };
}

interface FileEnd {
  readonly bytes: Buffer;
  readonly totalBytes: number;
  readonly etag: string | undefined;
}

async function fetchEnd(
  { files }: FilesContext,
  { file, lastBytes }: { file: RemoteFile; lastBytes: number },
  signal: AbortSignal,
): Promise<FileEnd | undefined> {
  const body = await files.open(file, { lastBytes }, signal);
  try {
    const { totalBytes, start, etag } = body;
    if (totalBytes === undefined || totalBytes - start > lastBytes) return undefined;
    const bytes = Buffer.alloc(totalBytes - start);
    let filled = 0;
    for await (const piece of body.pieces) {
      if (filled + piece.length > bytes.length) return undefined;
      bytes.set(piece, filled);
      filled += piece.length;
    }
    if (filled === bytes.length) return { bytes, totalBytes, etag };
    throw new SourceError("unavailable", `${file.label} ended before its end was there.`);
  } finally {
    body.close();
  }
}

function footerBytes({ label }: RemoteFile, end: Buffer): number {
  const isParquet = end.length > END_BYTES && end.subarray(-4).toString("latin1") === "PAR1";
  const length = isParquet ? end.readUInt32LE(end.length - END_BYTES) : 0;
  if (isParquet && length <= MAX_FOOTER_BYTES) return length;
  throw new SourceError("unreadable", `${label} is no Parquet file, or not a whole one.`);
}
