import { foldIdentifier } from "@hotdata/contract/types";
import type { ColumnPick } from "../../../column-pick.ts";
import { relationName } from "../relation-name.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { columnParts, ownColumn } from "./own-column.ts";
import { filteredTable } from "./filtered-table.ts";
import { givesOneForEach, rowLimit } from "./row-limits.ts";

/**
 * What a query picks of its table's rows, where that is all it does: the columns are those of the table,
 * and the rows those that meet its filters, or the first ones of them, in whatever order.
 */
export function findColumnPicks(query: unknown): readonly ColumnPick[] | undefined {
  if (!isTreeObject(query) || kindOf(query) !== "SELECT_NODE" || !isPlain(query)) return undefined;
  const table = filteredTable(query);
  if (table === undefined) return undefined;
  const name = relationName(table);
  const picks = listField(query, "select_list").map((item) => columnPick(item, name));
  const known = picks.filter((pick) => pick !== undefined);
  return known.length === picks.length ? known : undefined;
}

/** Without a LIMIT, or with one that the table's reference tells. */
function isPlain(query: TreeObject): boolean {
  const [limit, ...more] = listField(query, "modifiers");
  if (more.length > 0 || !givesOneForEach(query) || hasCtes(query)) return false;
  if (limit === undefined) return true;
  const isAlone = isTreeObject(limit) && limit["offset"] === undefined;
  return isAlone && rowLimit(limit) !== undefined;
}

function hasCtes({ cte_map: ctes }: TreeObject): boolean {
  return isTreeObject(ctes) && listField(ctes, "map").length > 0;
}

/** Fields of `*` that leave columns out, rename or compute them. */
const STAR_PARTS = [
  "exclude_list",
  "qualified_exclude_list",
  "replace_list",
  "rename_list",
  "columns",
  "expr",
] as const;

function columnPick(item: unknown, table: string): ColumnPick | undefined {
  if (!isTreeObject(item)) return undefined;
  const alias = textField(item, "alias");
  if (kindOf(item) === "expression/STAR") {
    const relation = textField(item, "relation_name");
    const isAll = STAR_PARTS.every((part) => isAbsent(item[part])) && alias === "";
    const isOwn = relation === "" || foldIdentifier(relation) === table;
    return isAll && isOwn ? { kind: "all" } : undefined;
  }
  const parts = columnParts(item);
  const column = parts && ownColumn(parts, table);
  return column === undefined
    ? undefined
    : { kind: "column", column, ...(alias === "" ? {} : { alias }) };
}

function isAbsent(part: unknown): boolean {
  return part === undefined || part === false || (Array.isArray(part) && part.length === 0);
}
