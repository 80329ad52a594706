import type { ColumnType } from "@hotdata/contract/types";
import { type ColumnFilter, filterValues } from "../../engine/column-filter.ts";
import type { FileBounds } from "./file-bounds.ts";
import { compareKeys, constantRange, type KeyRange, type OrderKey } from "./order-key.ts";

/** Says of a file whether any of its rows may pass a filter. Nothing known means that it may. */
export type FileTest = (bounds: FileBounds) => boolean;

/** The test of a filter; undefined when its constants cannot be compared with the column here. */
export function fileTest(type: ColumnType, filter: ColumnFilter): FileTest | undefined {
  if (filter.op === "null") return undefined;
  if (filter.op === "not null" || filter.op === "not in") return (bounds) => !bounds.isAllNull;
  const ranges = filterValues(filter).map((value) => constantRange(type, value));
  const known = ranges.filter((range) => range !== undefined);
  const [first] = known;
  if (first === undefined || known.length < ranges.length) return undefined;
  if (filter.op === "prefix") return prefixTest(first);
  const mayPass = filter.op === "in" ? anyOf(known) : comparison(filter.op, first);
  return (bounds) => !bounds.isAllNull && mayPass(bounds);
}

/** No text of UTF-8 has a byte of only ones. */
function prefixTest({ low }: KeyRange): FileTest | undefined {
  if (typeof low !== "object") return undefined;
  const mayHold = anyOf([{ low, high: Buffer.concat([low, Buffer.of(0xff)]) }]);
  return (bounds) => !bounds.isAllNull && mayHold(bounds);
}

function anyOf(ranges: readonly KeyRange[]): FileTest {
  return ({ low, high }) =>
    ranges.some((range) => order(low, range.high) <= 0 && order(range.low, high) <= 0);
}

/** NaN is greater than every number. */
function comparison(op: "<" | "<=" | ">" | ">=", { low, high }: KeyRange): FileTest {
  switch (op) {
    case "<":
      return (bounds) => order(bounds.low, high) < 0;
    case "<=":
      return (bounds) => order(bounds.low, high) <= 0;
    case ">":
      return (bounds) => bounds.mayHoldNan || order(low, bounds.high) < 0;
    case ">=":
      return (bounds) => bounds.mayHoldNan || order(low, bounds.high) <= 0;
  }
}

/** An unknown bound lies beyond everything, on its own side: it never tells a file apart. */
function order(left: OrderKey | undefined, right: OrderKey | undefined): number {
  return left === undefined || right === undefined ? -1 : compareKeys(left, right);
}
