import type { IncomingMessage } from "node:http";

/** Where in its file an answer's body begins, and how long the file is. */
export interface ContentRange {
  readonly start: number;
  readonly totalBytes: number | undefined;
}

/** Undefined for an answer that has no body of a file. */
export function contentRange({ statusCode, headers }: IncomingMessage): ContentRange | undefined {
  if (statusCode === 206) {
    const [, start, total] =
      /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers["content-range"] ?? "") ?? [];
    if (start === undefined || total === undefined) return undefined;
    return { start: Number(start), totalBytes: total === "*" ? undefined : Number(total) };
  }
  if (statusCode !== 200) return undefined;
  const length = headers["content-length"];
  return { start: 0, totalBytes: length === undefined ? undefined : Number(length) };
}

/** A time can stand for a version only when no other version can have been made in its second. */
const SETTLED_MS = 60_000;

/** What names the version of the file as exactly as is needed to join parts of it. */
export function validatorOf({ headers }: IncomingMessage): string | undefined {
  const { etag, date, "last-modified": modified } = headers;
  if (etag !== undefined && !etag.startsWith("W/")) return etag;
  const age = Date.parse(date ?? "") - Date.parse(modified ?? "");
  return age >= SETTLED_MS ? modified : undefined;
}
