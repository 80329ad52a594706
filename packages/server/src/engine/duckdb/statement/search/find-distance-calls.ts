import { foldIdentifier } from "@hotdata/contract/types";
import { relationName } from "../relation-name.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";

export const TEXT_DISTANCE = "vector_distance";

/** A call of `vector_distance` in an expression. */
export interface DistanceCall {
  readonly node: TreeObject;
  /** The relation of the FROM clause around it that has its column; undefined when it is not plain. */
  readonly relation: TreeObject | undefined;
  /** Whether it stands in a select list, and names a column of the result. */
  readonly isItem: boolean;
}

/** Every call in a tree, with the relation that its column is of. */
export function findDistanceCalls(tree: TreeObject): readonly DistanceCall[] {
  const found: DistanceCall[] = [];
  visit(tree, { relations: [], items: [] }, found);
  return found;
}

interface Scope {
  /** Those of the SELECT around, by their names there. */
  readonly relations: readonly TreeObject[];
  readonly items: readonly unknown[];
}

function visit(value: unknown, scope: Scope, found: DistanceCall[]): void {
  if (Array.isArray(value)) {
    for (const item of value) visit(item, scope, found);
    return;
  }
  if (!isTreeObject(value)) return;
  const kind = kindOf(value);
  if (kind === "expression/FUNCTION" && isTextDistance(value)) {
    const isItem = scope.items.includes(value) && textField(value, "alias") === "";
    found.push({ node: value, relation: relationOf(value, scope.relations), isItem });
  }
  const inner =
    kind === "SELECT_NODE"
      ? { relations: relationsOf(value["from_table"]), items: listField(value, "select_list") }
      : scope;
  for (const part of Object.values(value)) visit(part, inner, found);
}

export function isTextDistance(call: TreeObject): boolean {
  return foldIdentifier(textField(call, "function_name")) === TEXT_DISTANCE;
}

function relationsOf(from: unknown): TreeObject[] {
  if (!isTreeObject(from)) return [];
  if (kindOf(from) !== "JOIN") return [from];
  return [...relationsOf(from["left"]), ...relationsOf(from["right"])];
}

function relationOf(call: TreeObject, relations: readonly TreeObject[]): TreeObject | undefined {
  const [column] = listField(call, "children");
  const parts = isTreeObject(column) ? listField(column, "column_names") : [];
  const [first] = parts;
  const candidates =
    parts.length === 2 && typeof first === "string"
      ? relations.filter((relation) => relationName(relation) === foldIdentifier(first))
      : relations;
  return parts.length <= 2 && candidates.length === 1 ? candidates[0] : undefined;
}
