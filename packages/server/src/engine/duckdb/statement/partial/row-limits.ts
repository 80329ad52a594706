import type { LimitPart } from "../../../engine.ts";
import { looksAtOthers, WHOLE } from "../search/search-places.ts";
import { searchArgument } from "../search/search-arguments.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { filteredTable } from "./filtered-table.ts";

/**
 * By table, how many of its rows are enough, whichever they are, of those that meet the filters: the
 * LIMIT and OFFSET of a SELECT that gives one row for each of the table's.
 */
export function findRowLimits(tree: TreeObject): ReadonlyMap<TreeObject, readonly LimitPart[]> {
  const found = new Map<TreeObject, readonly LimitPart[]>();
  collect(tree, found);
  return found;
}

function collect(value: unknown, found: Map<TreeObject, readonly LimitPart[]>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!isTreeObject(value)) return;
  if (kindOf(value) === "SELECT_NODE") {
    const limit = rowLimit(value);
    const table = limit && filteredTable(value);
    if (table !== undefined && limit !== undefined) found.set(table, limit);
  }
  for (const child of Object.values(value)) collect(child, found);
}

function rowLimit(select: TreeObject): readonly LimitPart[] | undefined {
  const [modifier, ...more] = listField(select, "modifiers");
  const givesOneForEach =
    more.length === 0 &&
    isTreeObject(modifier) &&
    kindOf(modifier) === "LIMIT_MODIFIER" &&
    WHOLE.every((part) => select[part] === undefined || isEmpty(select[part])) &&
    textField(select, "aggregate_handling") !== "FORCE_AGGREGATES" &&
    !looksAtOthers(listField(select, "select_list"));
  if (!givesOneForEach) return undefined;
  const parts = [modifier["limit"], modifier["offset"]].filter((part) => part !== undefined);
  const counts = parts.map(limitPart).filter((part) => part !== undefined);
  return modifier["limit"] === undefined || counts.length < parts.length ? undefined : counts;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function limitPart(node: unknown): LimitPart | undefined {
  const argument = searchArgument(node);
  if (argument === undefined || "parameter" in argument) return argument;
  const { value } = argument;
  const isCount = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  return isCount ? { value } : undefined;
}
