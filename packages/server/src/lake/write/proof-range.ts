import type { Catalog } from "../catalog/catalog.ts";
import { textOrNullOf } from "../catalog/row-values.ts";
import { type ColumnProof, incompatible } from "../columns/plan-append.ts";
import type { WriteBasis } from "./write-basis.ts";

/** Whole numbers up to here are the same as doubles. */
const EXACT_DOUBLE_LIMIT = 2 ** 53;

const NANOSECOND_YEARS = { first: 1678, last: 2261 };

/** Rejects a widening of the table's columns that its present values would not survive. */
export function checkTableProofs(
  catalog: Catalog,
  tableId: number,
  proofs: readonly ColumnProof[],
): void {
  for (const proof of proofs.filter(({ of }) => of === "table")) {
    const row = catalog.find(
      "SELECT min_value, max_value FROM ducklake_table_column_stats " +
        "WHERE table_id = ? AND column_id = ?",
      tableId,
      proof.columnId,
    );
    const bounds = row ? [textOrNullOf(row, "min_value"), textOrNullOf(row, "max_value")] : [];
    const isWithin = proof.range === "exact-in-double" ? isExactDouble : isInNanosecondYears;
    if (!bounds.every((bound) => bound === null || isWithin(bound)))
      throw incompatible(describe(proof));
  }
}

/** The same for values that are only known once the file is written. */
export function fileProofs(proofs: readonly ColumnProof[]): WriteBasis["exactDoubles"] {
  return proofs
    .filter(({ of }) => of === "file")
    .map((proof) => ({ columnId: proof.columnId, message: incompatible(describe(proof)).message }));
}

export function isExactDouble(bound: string): boolean {
  return Math.abs(Number(bound)) < EXACT_DOUBLE_LIMIT;
}

function isInNanosecondYears(bound: string): boolean {
  const year = Number(/^(\d+)-\d\d-\d\d(?!.*BC)/.exec(bound)?.[1] ?? Number.NaN);
  return year >= NANOSECOND_YEARS.first && year <= NANOSECOND_YEARS.last;
}

function describe({ columnName, tableType, sourceType }: ColumnProof) {
  return { name: columnName, tableType, sourceType };
}
