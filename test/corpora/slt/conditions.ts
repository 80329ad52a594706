import type { SltRecord } from "./slt-record.ts";

/** Whether `skipif` and `onlyif` before a record let DuckDB run it. */
export function isForDuckDb({ skipIf, onlyIf }: SltRecord): boolean {
  return !skipIf.some(holds) && onlyIf.every(holds);
}

function holds(condition: string): boolean {
  const comparison = /^(-?\w+)\s*(=|!=|<>|<=|>=|<|>)\s*(-?\w+)$/.exec(condition);
  if (comparison === null) return /^duckdb$/i.test(condition);
  const [, left = "", operator, right = ""] = comparison;
  switch (operator) {
    case "=":
      return left === right;
    case "!=":
    case "<>":
      return left !== right;
    case "<":
      return Number(left) < Number(right);
    case ">":
      return Number(left) > Number(right);
    case "<=":
      return Number(left) <= Number(right);
    default:
      return Number(left) >= Number(right);
  }
}
