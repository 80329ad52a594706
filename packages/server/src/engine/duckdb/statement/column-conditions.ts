import { foldIdentifier } from "@hotdata/contract/types";
import type { ColumnFilter, FilterValue } from "../../column-filter.ts";
import { filterConstant } from "./filter-constant.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";

/** A filter on a column that is not yet known to belong to a certain table. */
export interface ColumnCondition {
  /** Name parts as written: a column, or a table and its column. */
  readonly name: readonly string[];
  /** The filter once the column's own name is known. */
  on(column: string): ColumnFilter;
  /** Whether it is true for NULL, too. */
  readonly isForNull: boolean;
  /** Whether the expression says no more than that. */
  readonly isWhole: boolean;
}

type Operator = "=" | "<>" | "<" | "<=" | ">" | ">=";

const OPERATORS: Readonly<Record<string, Operator>> = {
  COMPARE_EQUAL: "=",
  COMPARE_NOTEQUAL: "<>",
  COMPARE_LESSTHAN: "<",
  COMPARE_LESSTHANOREQUALTO: "<=",
  COMPARE_GREATERTHAN: ">",
  COMPARE_GREATERTHANOREQUALTO: ">=",
};

const MIRRORED = { "=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<=" } as const;

/** Conditions of a column with constants that are true wherever an expression other than AND and OR is. */
export function columnConditions(where: TreeObject): ColumnCondition[] {
  switch (textField(where, "type")) {
    case "COMPARE_BETWEEN":
      return between(where);
    case "COMPARE_IN":
      return inList("in", listField(where, "children"));
    case "COMPARE_NOT_IN":
      return inList("not in", listField(where, "children"));
    case "OPERATOR_IS_NULL":
      return nullTest("null", listField(where, "children"));
    case "OPERATOR_IS_NOT_NULL":
      return nullTest("not null", listField(where, "children"));
    case "COLUMN_REF":
      return condition(where, "=", { kind: "boolean", text: "true" });
    case "OPERATOR_NOT":
      return condition(listField(where, "children")[0], "=", { kind: "boolean", text: "false" });
    case "FUNCTION":
      return prefixTest(where);
    default:
      return comparison(where);
  }
}

/** Whether they are all that the expression says. */
export function isWholeCondition(where: TreeObject, found: readonly ColumnCondition[]): boolean {
  const count = textField(where, "type") === "COMPARE_BETWEEN" ? 2 : 1;
  return found.length === count && found.every(({ isWhole }) => isWhole);
}

function comparison(node: TreeObject): ColumnCondition[] {
  const operator = OPERATORS[textField(node, "type")];
  if (kindOf(node) !== "expression/COMPARISON" || operator === undefined) return [];
  const { left, right } = node;
  const mirrored = filterConstant(left);
  if (mirrored !== undefined) return condition(right, MIRRORED[operator], mirrored);
  return condition(left, operator, filterConstant(right));
}

function between({ input, lower, upper }: TreeObject): ColumnCondition[] {
  return [
    ...condition(input, ">=", filterConstant(lower)),
    ...condition(input, "<=", filterConstant(upper)),
  ];
}

function nullTest(op: "null" | "not null", [column]: readonly unknown[]): ColumnCondition[] {
  const name = columnName(column);
  if (name === undefined) return [];
  return [{ name, on: (own) => ({ column: own, op }), isForNull: op === "null", isWhole: true }];
}

/** `LIKE 'text%'`, or with more behind the first wildcard; and functions that say the same. */
function prefixTest(call: TreeObject): ColumnCondition[] {
  const [column, argument, ...others] = listField(call, "children");
  const name = columnName(column);
  const given = filterConstant(argument);
  if (name === undefined || given === undefined || others.length > 0) return [];
  const found = prefixOf(foldIdentifier(textField(call, "function_name")), given);
  if (found === undefined) return [];
  const { value, isWhole } = found;
  return [{ name, on: (own) => ({ column: own, op: "prefix", value }), isForNull: false, isWhole }];
}

const PREFIX_FUNCTIONS: ReadonlySet<string> = new Set([
  "^@",
  "prefix",
  "starts_with",
  "startswith",
]);
/** A backslash is a character as any other. */
const PATTERN = /^([^%_]+)(%+|[%_].*)$/s;

function prefixOf(
  called: string,
  given: FilterValue,
): { readonly value: FilterValue; readonly isWhole: boolean } | undefined {
  if (PREFIX_FUNCTIONS.has(called)) {
    const isUsable = given.kind === "parameter" || (given.kind === "text" && given.text !== "");
    return isUsable ? { value: given, isWhole: true } : undefined;
  }
  const match = called === "~~" && given.kind === "text" ? PATTERN.exec(given.text) : null;
  if (match === null) return undefined;
  const [, text = "", rest = ""] = match;
  return { value: { kind: "text", text }, isWhole: /^%+$/.test(rest) };
}

function inList(op: "in" | "not in", [column, ...list]: readonly unknown[]): ColumnCondition[] {
  const name = columnName(column);
  const values = list.map(filterConstant).filter((value) => value !== undefined);
  if (name === undefined || values.length === 0 || values.length < list.length) return [];
  return [{ name, on: (own) => ({ column: own, op, values }), isForNull: false, isWhole: true }];
}

function condition(
  column: unknown,
  operator: Operator,
  value: FilterValue | undefined,
): ColumnCondition[] {
  const name = columnName(column);
  if (name === undefined || value === undefined) return [];
  const on = (own: string): ColumnFilter =>
    operator === "=" || operator === "<>"
      ? { column: own, op: operator === "=" ? "in" : "not in", values: [value] }
      : { column: own, op: operator, value };
  return [{ name, on, isForNull: false, isWhole: true }];
}

function columnName(node: unknown): readonly string[] | undefined {
  if (!isTreeObject(node) || kindOf(node) !== "expression/COLUMN_REF") return undefined;
  const parts = listField(node, "column_names");
  const names = parts.filter((part) => typeof part === "string");
  return names.length === parts.length ? names : undefined;
}
