import type { FileFormat } from "../../engine/file-signature.ts";

/** A table as the configuration names it. */
export interface TableFiles {
  readonly name: string;
  /** Addresses or keys, which may be patterns. */
  readonly paths: readonly string[];
  readonly format?: FileFormat | undefined;
}

/**
 * Tables as a text, one a line (or between semicolons): `name = path`, `name = path, path`, or only
 * a path, after whose file the table is then named.
 */
export function readTableLines(text: string): { name?: string; paths: string[] }[] {
  return text
    .split(/[\n;]/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => {
      const [, name, rest = ""] = /^([\p{L}_][\p{L}\p{N}_]*)\s*=\s*(.*)$/u.exec(line) ?? [];
      if (name === undefined) return { paths: splitPaths(line) };
      return { name, paths: splitPaths(rest) };
    });
}

/** Commas in braces, as in `{eu,us}.csv`, are part of a path. */
function splitPaths(text: string): string[] {
  return text
    .split(/,(?![^{}]*\})/)
    .map((path) => path.trim())
    .filter((path) => path !== "");
}
