import { foldIdentifier } from "@hotdata/contract/types";
import type { SearchArgument } from "../../../search-call.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";

const LIST_FUNCTIONS: ReadonlySet<string> = new Set([
  "array_value",
  "list_pack",
  "list_value",
  "make_array",
]);

/** A constant or a parameter as an argument; undefined for everything that has to be computed. */
export function searchArgument(node: unknown): SearchArgument | undefined {
  if (!isTreeObject(node)) return undefined;
  switch (kindOf(node)) {
    case "expression/PARAMETER":
      return { parameter: textField(node, "identifier") };
    case "expression/CONSTANT":
      return constantArgument(node["value"]);
    case "expression/CAST":
      return searchArgument(node["child"]);
    default: {
      const numbers = listOf(node);
      return numbers && { value: numbers };
    }
  }
}

function constantArgument(value: unknown): SearchArgument | undefined {
  if (!isTreeObject(value)) return undefined;
  if (value["is_null"] === true) return { value: null };
  if (isOfType(value, "VARCHAR")) return { value: textField(value, "value") };
  const number = constantNumber(value);
  return number === undefined ? undefined : { value: number };
}

function listOf(node: TreeObject): readonly number[] | undefined {
  const isArray = textField(node, "type") === "ARRAY_CONSTRUCTOR";
  const isCall =
    kindOf(node) === "expression/FUNCTION" &&
    LIST_FUNCTIONS.has(foldIdentifier(textField(node, "function_name")));
  if (!isArray && !isCall) return undefined;
  const numbers = listField(node, "children").map(numberOf);
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}

function numberOf(node: unknown): number | undefined {
  if (!isTreeObject(node)) return undefined;
  switch (kindOf(node)) {
    case "expression/CONSTANT":
      return isTreeObject(node["value"]) ? constantNumber(node["value"]) : undefined;
    case "expression/CAST":
      return numberOf(node["child"]);
    case "expression/FUNCTION": {
      const [only, second] = listField(node, "children");
      const number = second === undefined ? numberOf(only) : undefined;
      const isMinus = textField(node, "function_name") === "-";
      return isMinus && number !== undefined ? -number : undefined;
    }
    default:
      return undefined;
  }
}

/** The tree has a decimal number without its point. */
function constantNumber(constant: TreeObject): number | undefined {
  const { type, value } = constant;
  if (typeof value !== "number") return undefined;
  const info = isTreeObject(type) ? type["type_info"] : undefined;
  const scale = isTreeObject(info) ? info["scale"] : undefined;
  return typeof scale === "number" ? Number(`${value}e-${scale}`) : value;
}

function isOfType({ type }: TreeObject, id: string): boolean {
  return isTreeObject(type) && type["id"] === id;
}
