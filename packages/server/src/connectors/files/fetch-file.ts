import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { LoadSource } from "../../engine/engine.ts";
import {
  compressionOf,
  type FileFormat,
  formatOf,
  formatOfContentType,
} from "../../engine/file-signature.ts";
import { SourceError } from "../source-error.ts";
import { downloadFile } from "./download-file.ts";
import { formatOfName } from "./file-names.ts";
import type { FilesContext } from "./files-context.ts";
import type { RemoteFile } from "./remote-files.ts";
import { unpackFile } from "./unpack-file.ts";

const HEAD_BYTES = 4096;

export interface WantedFile {
  readonly file: RemoteFile;
  /** Given in the configuration. */
  readonly format: FileFormat | undefined;
  /** Of the file, packed and unpacked. */
  readonly maxBytes?: number;
}

/** A whole file, unpacked, in the scratch folder; whoever asked for it removes it. */
export interface FetchedFile {
  readonly source: LoadSource & { readonly format: FileFormat };
  readonly etag: string | undefined;
  readonly sizeBytes: number;
}

export async function fetchFile(
  context: FilesContext,
  { file, format, maxBytes }: WantedFile,
  signal: AbortSignal,
): Promise<FetchedFile> {
  const folder = await context.scratchDir();
  let path = join(folder, randomUUID());
  const limits = context.limits(maxBytes);
  try {
    const request = { file, path, limits };
    const { sizeBytes, etag, contentType } = await downloadFile(context.files, request, signal);
    const compression = compressionOf(await readHead(path));
    if (compression !== "none") {
      const packed = { path, compression, label: file.label, maxBytes: limits.maxBytes };
      path = join(folder, randomUUID());
      await unpackFile(packed, path, signal);
    }
    const told = format ?? formatOfName(file.name);
    const found = told ?? sniffed(file, contentType, await readHead(path));
    const source = { path, format: found, compression: "none", label: file.label } as const;
    return { source: { ...source, fullScan: found === "csv" }, etag, sizeBytes };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function readHead(path: string): Promise<Buffer> {
  const handle = await open(path, "r");
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function sniffed({ label }: RemoteFile, contentType: string | undefined, head: Buffer): FileFormat {
  if (/^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? "")) {
    throw new SourceError(
      "unreadable",
      `${label} is a web page, not a file with rows; name the file itself, or give its format.`,
    );
  }
  return formatOfContentType(contentType) ?? formatOf(head);
}
