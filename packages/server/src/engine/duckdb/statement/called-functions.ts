import { nameSet } from "./name-set.ts";
import type { FunctionCall } from "./inspect-tree.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";

const DIVISIONS = nameSet("/ // %");
const LIKES = nameSet("~~ !~~ ~~* !~~*");

/**
 * Names of the functions that a statement calls. Operators whose right side shows that they mean the
 * same in every dialect are left out, since it takes time to give them another meaning: a division
 * by a number other than 0, and LIKE with a text that has no backslash.
 */
export function calledFunctions(calls: readonly FunctionCall[]): ReadonlySet<string> {
  return new Set(calls.filter((call) => !isPlainOperator(call)).map(({ name }) => name));
}

function isPlainOperator({ name, node }: FunctionCall): boolean {
  const right = constantOf(listField(node, "children")[1]);
  if (right === undefined) return false;
  const { value } = right;
  if (DIVISIONS.has(name)) return typeof value === "number" && value !== 0;
  return LIKES.has(name) && hasText(right) && !textField(right, "value").includes("\\");
}

function constantOf(node: unknown): TreeObject | undefined {
  if (!isTreeObject(node) || kindOf(node) !== "expression/CONSTANT") return undefined;
  const value = node["value"];
  return isTreeObject(value) ? value : undefined;
}

function hasText({ type }: TreeObject): boolean {
  return isTreeObject(type) && type["id"] === "VARCHAR";
}
