import type { FileFormat } from "../../engine/file-signature.ts";

const FORMATS: Readonly<Record<string, FileFormat>> = {
  parquet: "parquet",
  pq: "parquet",
  csv: "csv",
  tsv: "csv",
  json: "json",
  jsonl: "json",
  ndjson: "json",
};

const COMPRESSIONS: readonly string[] = ["gz", "gzip", "zst", "zstd"];

/** The format that a file's name tells, as `orders.csv.gz` does. */
export function formatOfName(name: string): FileFormat | undefined {
  const parts = name.toLowerCase().split(".").slice(1);
  if (COMPRESSIONS.includes(parts.at(-1) ?? "")) parts.pop();
  return FORMATS[parts.at(-1) ?? ""];
}

const MAX_NAME_LENGTH = 128;

/** A name of a table for a file or folder: `Sales 2024.csv.gz` is `sales_2024`. */
export function tableNameOf(path: string): string {
  const parts = path.split(".");
  while (parts.length > 1 && isExtension(parts.at(-1) ?? "")) parts.pop();
  const words = parts
    .join("_")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "");
  const name = /^\p{N}/u.test(words) ? `_${words}` : words;
  return (name === "" ? "table" : name).slice(0, MAX_NAME_LENGTH);
}

function isExtension(text: string): boolean {
  const known = [...Object.keys(FORMATS), ...COMPRESSIONS];
  return known.includes(text.toLowerCase());
}

/** The last part of a path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
