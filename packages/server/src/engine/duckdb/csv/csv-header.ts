import type { CsvOptions } from "../../csv-options.ts";
import { SqlError } from "../../engine.ts";
import type { CsvRecord } from "./csv-record.ts";

/**
 * The names of a file's columns: the given ones, else those of the header, else `column0`, … Spaces
 * around a name in the header are no part of it.
 */
export function csvHeader(
  label: string,
  first: CsvRecord | undefined,
  { hasHeader, names }: Pick<CsvOptions, "hasHeader" | "names">,
): readonly string[] {
  if (first === undefined) throw new SqlError(`${label} is empty: it has no columns`);
  if (first.problem !== undefined) {
    throw new SqlError(`${label}, line ${first.line}: ${first.problem}`);
  }
  if (names !== undefined && names.length !== first.cells.length) {
    throw new SqlError(
      `${label}, line ${first.line}: csv.names has ${names.length} names, ` +
        `but the row has ${first.cells.length} cells`,
    );
  }
  const given = names ?? first.cells.map((cell) => (hasHeader ? (cell ?? "").trim() : ""));
  const found = given.map((name, index) => (name === "" ? `column${index}` : name));
  refuseTwins(label, found);
  return found;
}

function refuseTwins(label: string, names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const twin = seen.get(name.toLowerCase());
    if (twin !== undefined) {
      throw new SqlError(
        `${label} has the column "${twin}" twice, or once more in other case; ` +
          "rename one of the two, since names match in any case",
      );
    }
    seen.set(name.toLowerCase(), name);
  }
}
