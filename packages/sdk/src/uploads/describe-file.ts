import type { ByteSource } from "./byte-source.ts";
import type { UploadOptions } from "./upload-options.ts";

const TYPES: Readonly<Record<string, string>> = {
  parquet: "application/vnd.apache.parquet",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  ndjson: "application/x-ndjson",
  jsonl: "application/x-ndjson",
};

const ENCODINGS: Readonly<Record<string, string>> = { gz: "gzip", zst: "zstd" };

/** What the server is told of a file: as the options say, else the source itself, else its name. */
export function describeFile(source: ByteSource, options: UploadOptions) {
  const filename = options.filename ?? source.name;
  const [, format = "", encoding = ""] =
    /\.([^.]+?)(?:\.(gz|zst))?$/.exec(filename?.toLowerCase() ?? "") ?? [];
  return {
    filename,
    contentType: options.contentType ?? (source.type || TYPES[format]),
    contentEncoding: options.contentEncoding ?? ENCODINGS[encoding],
  };
}
