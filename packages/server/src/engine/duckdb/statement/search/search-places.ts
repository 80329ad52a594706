import { foldIdentifier } from "@hotdata/contract/types";
import type { SearchArgument } from "../../../search-call.ts";
import { aggregateFunctions } from "../aggregate-functions.ts";
import { findRenamed } from "../../functions/renamed-functions.ts";
import { makesRows } from "../few-rows.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { searchArgument } from "./search-arguments.ts";

/** A SELECT that reads one relation and nothing else. */
export interface LoneSelect {
  readonly node: TreeObject;
  /** Whether conditions choose among the relation's rows. */
  readonly isFiltered: boolean;
  /** Whether a condition may mean an item of the select list. */
  readonly filtersByAlias: boolean;
  /** There when it keeps the first rows by one expression, and does nothing else with them. */
  readonly top: TopRows | undefined;
}

export interface TopRows {
  /** The expression ordered by, an alias or position of the select list resolved. */
  readonly expression: TreeObject;
  readonly isDescending: boolean;
  /** Rows that the LIMIT and OFFSET need of the relation. */
  readonly count: SearchArgument;
}

/** By relation of a FROM clause, the SELECT that reads it alone. */
export function findLoneSelects(tree: TreeObject): ReadonlyMap<TreeObject, LoneSelect> {
  const found = new Map<TreeObject, LoneSelect>();
  collect(tree, found);
  return found;
}

function collect(value: unknown, found: Map<TreeObject, LoneSelect>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!isTreeObject(value)) return;
  const from = value["from_table"];
  if (kindOf(value) === "SELECT_NODE" && isTreeObject(from) && kindOf(from) !== "JOIN") {
    found.set(from, loneSelect(value, from));
  }
  for (const child of Object.values(value)) collect(child, found);
}

function loneSelect(node: TreeObject, from: TreeObject): LoneSelect {
  const aliases = new Set(
    listField(node, "select_list")
      .map((item) => (isTreeObject(item) ? foldIdentifier(textField(item, "alias")) : ""))
      .filter((alias) => alias !== ""),
  );
  return {
    node,
    isFiltered: node["where_clause"] !== undefined,
    filtersByAlias: aliases.size > 0 && namesOneOf(node["where_clause"], aliases),
    top: topRows(node, from),
  };
}

function namesOneOf(value: unknown, names: ReadonlySet<string>): boolean {
  if (Array.isArray(value)) return value.some((part) => namesOneOf(part, names));
  if (!isTreeObject(value)) return false;
  if (kindOf(value) === "expression/COLUMN_REF") {
    const [first] = listField(value, "column_names");
    return typeof first === "string" && names.has(foldIdentifier(first));
  }
  return Object.values(value).some((part) => namesOneOf(part, names));
}

/** Parts of a SELECT that look at other rows than the first ones. */
export const WHOLE = ["group_expressions", "group_sets", "having", "sample", "qualify"] as const;

function topRows(select: TreeObject, from: TreeObject): TopRows | undefined {
  const modifiers = listField(select, "modifiers");
  const [order, limit] = modifiers;
  const items = listField(select, "select_list");
  if (
    modifiers.length !== 2 ||
    !isTreeObject(order) ||
    !isTreeObject(limit) ||
    kindOf(order) !== "ORDER_MODIFIER" ||
    kindOf(limit) !== "LIMIT_MODIFIER" ||
    WHOLE.some((part) => select[part] !== undefined) ||
    from["sample"] !== undefined ||
    from["column_name_alias"] !== undefined ||
    textField(select, "aggregate_handling") === "FORCE_AGGREGATES" ||
    looksAtOthers(items)
  ) {
    return undefined;
  }
  const orders = listField(order, "orders");
  const [only] = orders;
  const count = rowsNeeded(limit);
  if (orders.length !== 1 || !isTreeObject(only) || count === undefined) return undefined;
  const expression = meantExpression(only["expression"], items);
  const isNullFirst = textField(only, "null_order").endsWith("FIRST");
  if (expression === undefined || isNullFirst) return undefined;
  return { expression, isDescending: kindOf(only) === "DESCENDING", count };
}

/** LIMIT and OFFSET together; undefined where they are not known before the statement runs. */
function rowsNeeded({ limit, offset }: TreeObject): SearchArgument | undefined {
  const rows = searchArgument(limit);
  if (rows === undefined || ("value" in rows && typeof rows.value !== "number")) return undefined;
  if (offset === undefined) return rows;
  const skipped = searchArgument(offset);
  if (skipped === undefined || !("value" in rows) || !("value" in skipped)) return undefined;
  const { value: first } = rows;
  const { value: second } = skipped;
  const areNumbers = typeof first === "number" && typeof second === "number";
  return areNumbers ? { value: first + second } : undefined;
}

/** An alias wins over a column of that name. */
function meantExpression(expression: unknown, items: readonly unknown[]): TreeObject | undefined {
  if (!isTreeObject(expression)) return undefined;
  if (kindOf(expression) === "expression/CONSTANT") {
    const position = searchArgument(expression);
    const index = position !== undefined && "value" in position ? position.value : undefined;
    const before = items.slice(0, typeof index === "number" ? index : 0);
    const item = before.at(-1);
    const isCounted = typeof index === "number" && before.length === index && !before.some(isStar);
    return isCounted && isTreeObject(item) ? item : undefined;
  }
  const parts = listField(expression, "column_names");
  const [name] = parts;
  if (parts.length !== 1 || typeof name !== "string") return expression;
  const aliased = items.filter(
    (item) =>
      isTreeObject(item) && foldIdentifier(textField(item, "alias")) === foldIdentifier(name),
  );
  const [item] = aliased;
  return aliased.length === 0 ? expression : isTreeObject(item) ? item : undefined;
}

function isStar(item: unknown): boolean {
  return isTreeObject(item) && kindOf(item) === "expression/STAR";
}

/** Whether a select list holds what is computed from several rows, or makes several of one. */
export function looksAtOthers(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(looksAtOthers);
  if (!isTreeObject(value)) return false;
  const kind = kindOf(value);
  // What a sub-query does within itself is its own matter.
  if (kind === "expression/SUBQUERY") return false;
  if (kind === "expression/WINDOW") return true;
  if (kind === "expression/FUNCTION") {
    const name = foldIdentifier(textField(value, "function_name"));
    if (aggregateFunctions.has(findRenamed(name) ?? name) || makesRows(name)) return true;
  }
  return Object.values(value).some(looksAtOthers);
}
