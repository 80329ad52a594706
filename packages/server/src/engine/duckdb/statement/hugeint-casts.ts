import { isTreeObject, kindOf, listField, textField } from "./syntax-tree.ts";

/**
 * For each item of a query's select list, whether it is an explicit cast to HUGEINT. Undefined when
 * the list need not match the result's columns one to one.
 */
export function findHugeintCasts(query: unknown): readonly boolean[] | undefined {
  if (!isTreeObject(query) || kindOf(query) !== "SELECT_NODE") return undefined;
  const items = listField(query, "select_list");
  return items.some(mayBecomeSeveralColumns) ? undefined : items.map(isHugeintCast);
}

/** Stars, COLUMNS(...) and unnested structs, anywhere in an item. */
function mayBecomeSeveralColumns(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mayBecomeSeveralColumns);
  if (!isTreeObject(value)) return false;
  const kind = kindOf(value);
  if (kind === "expression/SUBQUERY") return false;
  if (kind === "expression/STAR") return true;
  if (
    kind === "expression/FUNCTION" &&
    /^un(nest|list)$/i.test(textField(value, "function_name"))
  ) {
    return true;
  }
  return Object.values(value).some(mayBecomeSeveralColumns);
}

function isHugeintCast(item: unknown): boolean {
  if (!isTreeObject(item) || kindOf(item) !== "expression/CAST") return false;
  const type = item["cast_type"];
  return isTreeObject(type) && type["id"] === "HUGEINT";
}
