import type { LimitPart, SqlDialect, TableReference } from "../../../engine.ts";
import { looksAtOthers, WHOLE } from "../search/search-places.ts";
import { searchArgument } from "../search/search-arguments.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { filteredTable } from "./filtered-table.ts";
import { rowOrder } from "./row-order.ts";

/** So many rows are enough: any, or the first ones in an order. */
export type RowLimit = Required<Pick<TableReference, "limit">> & Pick<TableReference, "order">;

/**
 * By table, how many of its rows are enough of those that meet the filters, and which: the ORDER BY,
 * LIMIT and OFFSET of a SELECT that gives one row for each of the table's.
 */
export function findRowLimits(
  tree: TreeObject,
  dialect: SqlDialect,
): ReadonlyMap<TreeObject, RowLimit> {
  const found = new Map<TreeObject, RowLimit>();
  collect(tree, dialect, found);
  return found;
}

function collect(value: unknown, dialect: SqlDialect, found: Map<TreeObject, RowLimit>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, dialect, found);
    return;
  }
  if (!isTreeObject(value)) return;
  if (kindOf(value) === "SELECT_NODE") addLimit(value, dialect, found);
  for (const child of Object.values(value)) collect(child, dialect, found);
}

function addLimit(select: TreeObject, dialect: SqlDialect, found: Map<TreeObject, RowLimit>): void {
  const modifiers = listField(select, "modifiers");
  const last = modifiers.at(-1);
  const limit = modifiers.length <= 2 && givesOneForEach(select) ? rowLimit(last) : undefined;
  const table = limit && filteredTable(select);
  if (table === undefined || limit === undefined) return;
  if (modifiers.length === 1) {
    found.set(table, { limit });
    return;
  }
  const [first] = modifiers;
  const isOrdered = isTreeObject(first) && kindOf(first) === "ORDER_MODIFIER";
  const order = isOrdered ? rowOrder(first, { select, table, dialect }) : undefined;
  if (order !== undefined) found.set(table, { limit, order });
}

/** Whether a SELECT gives one row for each of its table's, before ORDER BY, LIMIT and the like. */
export function givesOneForEach(select: TreeObject): boolean {
  return (
    WHOLE.every((part) => select[part] === undefined || isEmpty(select[part])) &&
    textField(select, "aggregate_handling") !== "FORCE_AGGREGATES" &&
    !looksAtOthers(listField(select, "select_list"))
  );
}

/** How many rows a LIMIT with its OFFSET needs, where that is known before the statement runs. */
export function rowLimit(modifier: unknown): readonly LimitPart[] | undefined {
  if (!isTreeObject(modifier) || kindOf(modifier) !== "LIMIT_MODIFIER") return undefined;
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
