import { createHash } from "node:crypto";
import type { Canonical } from "./canonical.ts";

export type CanonicalRow = readonly Canonical[];

/** The same for the same rows in any order. */
export function hashOfRows(rows: readonly CanonicalRow[]): string {
  const hash = createHash("sha256");
  for (const row of sortedRows(rows)) hash.update(row).update("\n");
  return hash.digest("hex");
}

/** What tells two answers apart, for people; undefined when they hold the same rows. */
export function differenceOf(
  expected: readonly CanonicalRow[],
  actual: readonly CanonicalRow[],
): string | undefined {
  if (hashOfRows(expected) === hashOfRows(actual)) return undefined;
  if (expected.length !== actual.length) return `${actual.length} rows, not ${expected.length}`;
  const wanted = sortedRows(expected);
  const found = sortedRows(actual);
  const at = wanted.findIndex((row, index) => row !== found[index]);
  return `a row is ${shortened(found[at])}, not ${shortened(wanted[at])}`;
}

function sortedRows(rows: readonly CanonicalRow[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

function shortened(row = ""): string {
  return row.length > 400 ? `${row.slice(0, 400)}...` : row;
}
