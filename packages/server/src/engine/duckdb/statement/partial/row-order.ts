import { foldIdentifier } from "@hotdata/contract/types";
import type { ColumnOrder } from "../../../column-order.ts";
import type { SqlDialect } from "../../../engine.ts";
import { relationName } from "../relation-name.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { columnParts, ownColumn } from "./own-column.ts";

/** A SELECT of one table, and the dialect that it is written in. */
export interface OrderedSelect {
  readonly select: TreeObject;
  readonly table: TreeObject;
  readonly dialect: SqlDialect;
}

/** ORDER BY as columns of the only table; undefined where it is by anything else, or may be. */
export function rowOrder(
  modifier: TreeObject,
  ordered: OrderedSelect,
): readonly ColumnOrder[] | undefined {
  const items = listField(ordered.select, "select_list");
  if (!items.every(isPlainItem)) return undefined;
  const keys = listField(modifier, "orders").map((order) => keyOf(order, items, ordered));
  const known = keys.filter((key) => key !== undefined);
  return known.length === 0 || known.length < keys.length ? undefined : known;
}

function keyOf(
  order: unknown,
  items: readonly unknown[],
  { table, dialect }: OrderedSelect,
): ColumnOrder | undefined {
  if (!isTreeObject(order)) return undefined;
  const meant = meantColumn(order["expression"], items);
  const column = meant && ownColumn(meant, relationName(table));
  if (column === undefined) return undefined;
  const isDescending = kindOf(order) === "DESCENDING";
  // As `meaningOf` the dialect has it: NULLs are the largest values, or always last.
  const isFirstByDefault = isDescending && dialect !== "duckdb";
  const nulls = textField(order, "null_order");
  const isSaid = nulls.endsWith("FIRST") || nulls.endsWith("LAST");
  const areNullsFirst = isSaid ? nulls.endsWith("FIRST") : isFirstByDefault;
  return { column, isDescending, areNullsFirst };
}

/** Stars that replace or rename columns, or spread over expressions, name what is not seen here. */
function isPlainItem(item: unknown): boolean {
  if (!isTreeObject(item) || kindOf(item) !== "expression/STAR") return !holdsStar(item);
  return ["replace_list", "rename_list", "columns", "expr"].every((part) => !(part in item));
}

function holdsStar(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsStar);
  if (!isTreeObject(value) || kindOf(value) === "expression/SUBQUERY") return false;
  return kindOf(value) === "expression/STAR" || Object.values(value).some(holdsStar);
}

/** The name parts of the column that an expression of ORDER BY means: items come before columns. */
function meantColumn(
  expression: unknown,
  items: readonly unknown[],
): readonly unknown[] | undefined {
  if (!isTreeObject(expression)) return undefined;
  if (kindOf(expression) === "expression/CONSTANT") return columnParts(itemAt(expression, items));
  const parts = columnParts(expression);
  const [name, ...more] = parts ?? [];
  if (parts === undefined || typeof name !== "string" || more.length > 0) return parts;
  const named = items.filter((item) => isNamed(item, name));
  if (named.length === 0) return parts;
  const [first, ...others] = named.map(columnParts);
  const isOne = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return isOne ? first : undefined;
}

function itemAt({ value }: TreeObject, items: readonly unknown[]): unknown {
  const place = isTreeObject(value) ? value["value"] : undefined;
  if (typeof place !== "number") return undefined;
  const before = items.slice(0, place);
  const isCounted = before.every(
    (item) => isTreeObject(item) && kindOf(item) !== "expression/STAR",
  );
  return isCounted ? items[place - 1] : undefined;
}

/** By its alias; a column without one has its own name, also one inside of another. */
function isNamed(item: unknown, name: string): boolean {
  if (!isTreeObject(item)) return false;
  const alias = textField(item, "alias");
  const own = columnParts(item)?.at(-1);
  const shown = alias === "" ? own : alias;
  return typeof shown === "string" && foldIdentifier(shown) === foldIdentifier(name);
}
