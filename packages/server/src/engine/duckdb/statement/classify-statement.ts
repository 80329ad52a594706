import type { StatementCategory, StatementShape } from "../../statement-shape.ts";
import { aggregateFunctions } from "./aggregate-functions.ts";
import { constantLimit } from "./constant-limit.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";

interface Findings {
  hasPredicate: boolean;
  hasJoin: boolean;
  hasAggregation: boolean;
  hasGroupBy: boolean;
  hasOrderBy: boolean;
  hasLimit: boolean;
  hasLimitOne: boolean;
}

/** Says what an inspected statement mainly does, from its syntax tree. */
export function classifyStatement(tree: TreeObject, tableCount: number): StatementShape {
  const found: Findings = {
    hasPredicate: false,
    hasJoin: false,
    hasAggregation: false,
    hasGroupBy: false,
    hasOrderBy: false,
    hasLimit: false,
    hasLimitOne: false,
  };
  visit(tree, found);
  const { hasLimitOne: _, ...shape } = found;
  return { category: categoryOf(found, tree["node"]), tableCount, ...shape };
}

function categoryOf(found: Findings, query: unknown): StatementCategory {
  if (found.hasJoin) return "join";
  if (found.hasAggregation) return "aggregation";
  if (found.hasPredicate) return found.hasLimitOne ? "point_lookup" : "filtered_scan";
  return readsEveryColumn(query) ? "full_scan" : "projection";
}

function visit(value: unknown, found: Findings): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  if (!isTreeObject(value)) return;
  note(value, found);
  for (const part of Object.values(value)) visit(part, found);
}

function note(node: TreeObject, found: Findings): void {
  switch (kindOf(node)) {
    case "JOIN":
      found.hasJoin = true;
      return;
    case "expression/FUNCTION":
      if (aggregateFunctions.has(textField(node, "function_name").toLowerCase())) {
        found.hasAggregation = true;
      }
      return;
    case "SELECT_NODE":
      noteSelect(node, found);
      noteModifiers(node, found);
      return;
    case "SET_OPERATION_NODE":
    case "RECURSIVE_CTE_NODE":
      noteModifiers(node, found);
      return;
  }
}

function noteSelect(node: TreeObject, found: Findings): void {
  if ("where_clause" in node || "having" in node || "qualify" in node) found.hasPredicate = true;
  const groups = listField(node, "group_expressions").length > 0;
  if (groups || node["aggregate_handling"] === "FORCE_AGGREGATES") {
    found.hasGroupBy = true;
    found.hasAggregation = true;
  }
}

function noteModifiers(node: TreeObject, found: Findings): void {
  for (const modifier of listField(node, "modifiers")) {
    if (!isTreeObject(modifier)) continue;
    const kind = kindOf(modifier);
    if (kind === "ORDER_MODIFIER") found.hasOrderBy = true;
    if (kind !== "LIMIT_MODIFIER" && kind !== "LIMIT_PERCENT_MODIFIER") continue;
    found.hasLimit = true;
    if (constantLimit(modifier) === 1) found.hasLimitOne = true;
  }
}

/** `SELECT *` from something, or a set operation of such. */
function readsEveryColumn(query: unknown): boolean {
  if (!isTreeObject(query)) return false;
  if (kindOf(query) === "SET_OPERATION_NODE") {
    return readsEveryColumn(query["left"]) && readsEveryColumn(query["right"]);
  }
  const items = listField(query, "select_list");
  return items.length > 0 && items.every(isPlainStar);
}

function isPlainStar(item: unknown): boolean {
  if (!isTreeObject(item) || kindOf(item) !== "expression/STAR") return false;
  return !["exclude_list", "qualified_exclude_list", "replace_list", "columns", "expr"].some(
    (field) => field in item,
  );
}
