import type { LoadSource, SourceFormat } from "./engine.ts";
import { findEncoding } from "./find-encoding.ts";

/** Formats that files have by themselves. */
export type FileFormat = Exclude<SourceFormat, "rows">;

const CONTENT_TYPES: Readonly<Record<string, FileFormat>> = {
  "application/parquet": "parquet",
  "application/vnd.apache.parquet": "parquet",
  "application/x-parquet": "parquet",
  "text/csv": "csv",
  "application/csv": "csv",
  "text/tab-separated-values": "csv",
  "application/json": "json",
  "application/x-ndjson": "json",
  "application/jsonl": "json",
};

/** The format that a content type stands for. */
export function formatOfContentType(contentType: string | undefined): FileFormat | undefined {
  return CONTENT_TYPES[(contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? ""];
}

/** How a file is packed, from its first bytes. */
export function compressionOf(head: Buffer): LoadSource["compression"] {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  return isZstd ? "zstd" : "none";
}

/**
 * The format that first bytes, unpacked, tell: `PAR1` starts Parquet; a first `{` or `[` means JSON;
 * everything else is read as CSV.
 */
export function formatOf(head: Buffer): FileFormat {
  if (head.subarray(0, 4).toString("latin1") === "PAR1") return "parquet";
  const text = new TextDecoder(findEncoding(head)).decode(head);
  return /^\s*[[{]/.test(text) ? "json" : "csv";
}
