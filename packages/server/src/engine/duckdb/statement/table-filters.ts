import { foldIdentifier } from "@hotdata/contract/types";
import type { ColumnFilter, TableNeeds } from "../../column-filter.ts";
import type { ColumnCondition } from "./column-conditions.ts";
import { conditionLists } from "./condition-lists.ts";
import { relationName } from "./relation-name.ts";
import { isTreeObject, kindOf, textField, type TreeObject } from "./syntax-tree.ts";

/** A relation of a FROM clause; `node` is there when it names a table and nothing else. */
interface Relation {
  readonly name: string;
  readonly node: TreeObject | undefined;
}

const PLAIN_JOINS: ReadonlySet<string> = new Set(["INNER", "LEFT", "RIGHT", "FULL"]);
const PLAIN_REFERENCES: ReadonlySet<string> = new Set(["REGULAR", "CROSS", "NATURAL"]);

/**
 * For each place where a tree names a table, the filters that its rows must pass to matter there: all
 * of at least one of the lists.
 *
 * Only conditions of the WHERE clause count that stand directly over the FROM clause. Where they are
 * never true for NULL, leaving out rows that fail them changes no result: an outer join may then give
 * NULLs instead of such a row, and the same condition drops those. So IS NULL counts only without such
 * joins. None of it holds for joins that look for the next row (ASOF, POSITIONAL), for samples, and
 * for SEMI and ANTI joins it would take knowing the side; there nothing is left out.
 */
export function findTableFilters(tree: TreeObject): ReadonlyMap<TreeObject, TableNeeds> {
  const found = new Map<TreeObject, TableNeeds>();
  collect(tree, found);
  return found;
}

function collect(value: unknown, found: Map<TreeObject, TableNeeds>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!isTreeObject(value)) return;
  if (kindOf(value) === "SELECT_NODE" && value["sample"] === undefined) {
    addNeeds(value, found);
  }
  for (const child of Object.values(value)) collect(child, found);
}

function addNeeds(
  { from_table: from, where_clause: where }: TreeObject,
  found: Map<TreeObject, TableNeeds>,
): void {
  if (where === undefined) return;
  const { lists } = conditionLists(where);
  const relations = plainRelations(from) ?? [];
  const mayAddNulls = hasOuterJoin(from);
  const places = lists.map((list) => {
    const sound = list.filter(({ isForNull }) => !mayAddNulls || !isForNull);
    return filtersByPlace(sound, relations);
  });
  for (const { node } of relations) {
    const needs = node === undefined ? [] : places.map((filters) => filters.get(node) ?? []);
    if (node !== undefined && needs.every((list) => list.length > 0)) found.set(node, needs);
  }
}

function filtersByPlace(
  conditions: readonly ColumnCondition[],
  relations: readonly Relation[],
): ReadonlyMap<TreeObject, readonly ColumnFilter[]> {
  const found = new Map<TreeObject, ColumnFilter[]>();
  for (const condition of conditions) {
    const node = relationOf(condition.name, relations)?.node;
    const column = condition.name.at(-1);
    if (node === undefined || column === undefined) continue;
    found.set(node, [...(found.get(node) ?? []), condition.on(column)]);
  }
  return found;
}

/** A bare column is the only relation's; among several, a relation has to be named, once. */
function relationOf(name: readonly string[], relations: readonly Relation[]): Relation | undefined {
  const [first = ""] = name;
  const candidates =
    name.length === 2
      ? relations.filter((relation) => relation.name === foldIdentifier(first))
      : relations;
  return name.length <= 2 && candidates.length === 1 ? candidates[0] : undefined;
}

/** The relations of a FROM clause that is made of plain joins only; otherwise undefined. */
function plainRelations(from: unknown): Relation[] | undefined {
  if (!isTreeObject(from)) return undefined;
  if (kindOf(from) !== "JOIN") return [relation(from)];
  const isPlain =
    PLAIN_JOINS.has(textField(from, "join_type")) &&
    PLAIN_REFERENCES.has(textField(from, "ref_type"));
  const left = isPlain ? plainRelations(from["left"]) : undefined;
  const right = left && plainRelations(from["right"]);
  return left && right && [...left, ...right];
}

function hasOuterJoin(from: unknown): boolean {
  if (!isTreeObject(from) || kindOf(from) !== "JOIN") return false;
  const isInner = textField(from, "join_type") === "INNER";
  return !isInner || hasOuterJoin(from["left"]) || hasOuterJoin(from["right"]);
}

function relation(node: TreeObject): Relation {
  const isTable =
    kindOf(node) === "BASE_TABLE" &&
    node["sample"] === undefined &&
    node["column_name_alias"] === undefined;
  return { name: relationName(node), node: isTable ? node : undefined };
}
