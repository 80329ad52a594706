import { foldIdentifier } from "@hotdata/contract/types";
import type { ColumnFilter, FilterValue } from "../../column-filter.ts";
import { type ColumnCondition, columnConditions, isWholeCondition } from "./column-conditions.ts";
import { isTreeObject, listField, textField, type TreeObject } from "./syntax-tree.ts";

/** What a condition of a statement says of columns. */
export interface ConditionLists {
  /** Wherever the condition is true, all of at least one list are; of an empty list, nothing is known. */
  readonly lists: readonly (readonly ColumnCondition[])[];
  /** Whether the condition is true wherever all of a list are, too. */
  readonly isWhole: boolean;
}

/** More lists are a condition longer than the one that they were made of, and save little. */
const MAX_LISTS = 8;

const UNKNOWN: ConditionLists = { lists: [[]], isWhole: false };

/** `a = 1 AND (b = 2 OR c = 3)` is two lists: one of `a` and `b`, and one of `a` and `c`. */
export function conditionLists(where: unknown): ConditionLists {
  if (!isTreeObject(where)) return UNKNOWN;
  const children = listField(where, "children");
  switch (textField(where, "type")) {
    case "CONJUNCTION_AND":
      return allOf(children.map(conditionLists));
    case "CONJUNCTION_OR":
      return oneOf(children.map(conditionLists));
    default:
      return single(where);
  }
}

function single(where: TreeObject): ConditionLists {
  const conditions = columnConditions(where);
  return { lists: [conditions], isWhole: isWholeCondition(where, conditions) };
}

/** Of alternatives that would make too many lists, some say enough. */
function allOf(parts: readonly ConditionLists[]): ConditionLists {
  const plain = parts.flatMap(({ lists }) => (lists.length === 1 ? lists : [])).flat();
  let lists: ConditionLists["lists"] = [plain];
  let isWhole = parts.every((part) => part.isWhole);
  for (const part of parts) {
    if (part.lists.length === 1) continue;
    const isTooMany = lists.length * part.lists.length > MAX_LISTS;
    if (isTooMany) isWhole = false;
    else lists = lists.flatMap((list) => part.lists.map((more) => [...list, ...more]));
  }
  return { lists, isWhole };
}

function oneOf(parts: readonly ConditionLists[]): ConditionLists {
  const lists = joinEqual(parts.flatMap((part) => part.lists));
  const isKnown = lists.length <= MAX_LISTS && lists.every((list) => list.length > 0);
  return isKnown ? { lists, isWhole: parts.every(({ isWhole }) => isWhole) } : UNKNOWN;
}

/** `a = 1 OR a = 2` is `a IN (1, 2)`. */
function joinEqual(
  lists: readonly (readonly ColumnCondition[])[],
): readonly (readonly ColumnCondition[])[] {
  const byName = new Map<string, { condition: ColumnCondition; values: FilterValue[] }>();
  const others = lists.filter(([condition, ...more]) => {
    const filter = more.length === 0 ? condition?.on("") : undefined;
    if (condition === undefined || filter?.op !== "in") return true;
    const name = JSON.stringify(condition.name.map(foldIdentifier));
    const equal = byName.get(name) ?? { condition, values: [] };
    for (const value of filter.values) equal.values.push(value);
    byName.set(name, equal);
    return false;
  });
  const joined = [...byName.values()].map(({ condition, values }) => [
    { ...condition, on: (column: string): ColumnFilter => ({ column, op: "in", values }) },
  ]);
  return [...others, ...joined];
}
