import { createHash } from "node:crypto";
import type { DuckDBValue } from "@duckdb/node-api";
import type { QueryRecord } from "./slt-record.ts";

type Expectation = Pick<QueryRecord, "sort" | "expected">;

/**
 * Whether rows are what a record's own lines say. Undefined when it says nothing that can be
 * compared: a label alone.
 */
export function meetsExpectation(
  { sort, expected }: Expectation,
  rows: readonly (readonly DuckDBValue[])[],
): boolean | undefined {
  if (expected === undefined) return undefined;
  const texts = rows.map((row) => row.map(valueText));
  const [first = ""] = expected;
  const hashed = /^(\d+) values hashing to ([0-9a-f]{32})$/.exec(first);
  if (hashed !== null) {
    const values = sorted(texts, sort).flat();
    return String(values.length) === hashed[1] && md5Of(values) === hashed[2];
  }
  const columns = texts[0]?.length ?? 0;
  const wanted = expectedRows(expected, columns);
  if (wanted.length !== texts.length) return false;
  const [left, right] = [sorted(wanted, sort), sorted(texts, sort)];
  return left.every((row, at) => row.every((text, column) => isMet(text, right[at]?.[column])));
}

/** Rows are tabbed lines, or each value has a line of its own. */
function expectedRows(lines: readonly string[], columns: number): string[][] {
  const tabbed = lines.map((line) => line.split("\t"));
  if (columns <= 1 || tabbed.every((row) => row.length === columns)) return tabbed;
  if (lines.length % columns !== 0) return tabbed;
  return Array.from({ length: lines.length / columns }, (_, row) =>
    lines.slice(row * columns, (row + 1) * columns),
  );
}

function sorted(rows: readonly string[][], sort: Expectation["sort"]): string[][] {
  if (sort === "nosort") return [...rows];
  if (sort === "rowsort") {
    return rows.toSorted((a, b) => (a.join("\t") < b.join("\t") ? -1 : 1));
  }
  return rows
    .flat()
    .toSorted()
    .map((value) => [value]);
}

function isMet(wanted: string, found = ""): boolean {
  if (wanted === found) return true;
  const pattern = /^<(!?)REGEX>:(.*)$/s.exec(wanted);
  if (pattern !== null) {
    return new RegExp(`^(?:${pattern[2]})$`, "s").test(found) !== (pattern[1] === "!");
  }
  if (/^(true|false)$/i.test(found)) return (wanted === "1") === (found === "true");
  const [a, b] = [Number(wanted), Number(found)];
  if (wanted === "" || Number.isNaN(a) || Number.isNaN(b)) return false;
  return a === b || Math.abs(a - b) <= Math.abs(b) * 0.01;
}

function valueText(value: DuckDBValue): string {
  if (value === null) return "NULL";
  if (value === "") return "(empty)";
  return String(value);
}

function md5Of(values: readonly string[]): string {
  const hash = createHash("md5");
  for (const value of values) hash.update(value).update("\n");
  return hash.digest("hex");
}
