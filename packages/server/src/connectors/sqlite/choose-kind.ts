import type { KindCounts } from "./count-kinds.ts";
import type { ValueKind } from "./value-kind.ts";

/** The kinds that all of the values may be of, the one that says most first. */
const BY_STORAGE = ["integer", "real", "text", "blob"] as const;

/**
 * What a column is read as: what its declaration means, where all values that were looked at are of
 * that kind; else what they have in common.
 */
export function chooseKind(declared: string, counts: KindCounts): ValueKind {
  const { value: valueCount = 0 } = counts;
  const meant = declaredKind(declared);
  if (valueCount === 0) return meant ?? "text";
  const isAll = (kind: ValueKind): boolean => counts[kind] === valueCount;
  if (meant !== undefined && isAll(meant)) return meant;
  return BY_STORAGE.find(isAll) ?? "mixed";
}

/** By the words that SQLite itself goes by, after those that say more. */
function declaredKind(declared: string): ValueKind | undefined {
  const name = declared.toUpperCase();
  if (name.startsWith("BOOL")) return "boolean";
  if (name === "DATE") return "date";
  if (name.startsWith("DATETIME") || /^TIMESTAMP(\(\d+\))?( WITHOUT TIME ZONE)?$/.test(name)) {
    return "timestamp";
  }
  if (name.startsWith("JSON")) return "json";
  if (name.includes("INT")) return "integer";
  if (/CHAR|CLOB|TEXT/.test(name)) return "text";
  if (name.includes("BLOB")) return "blob";
  if (/REAL|FLOA|DOUB|DEC|NUM/.test(name)) return "real";
  return undefined;
}
