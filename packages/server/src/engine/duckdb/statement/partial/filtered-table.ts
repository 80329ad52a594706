import { foldIdentifier } from "@hotdata/contract/types";
import { conditionLists } from "../condition-lists.ts";
import { relationName } from "../relation-name.ts";
import { isTreeObject, kindOf, type TreeObject } from "../syntax-tree.ts";

/**
 * The one table that a SELECT reads, where each of its conditions is a filter of that table, see
 * `findTableFilters`; undefined for all other SELECTs.
 */
export function filteredTable(select: TreeObject): TreeObject | undefined {
  const { from_table: from, where_clause: where, sample } = select;
  if (!isTreeObject(from) || kindOf(from) !== "BASE_TABLE" || sample !== undefined)
    return undefined;
  if (from["sample"] !== undefined || from["column_name_alias"] !== undefined) return undefined;
  if (where === undefined) return from;
  const name = relationName(from);
  const { lists, isWhole } = conditionLists(where);
  const areOwn = lists
    .flat()
    .every(
      ({ name: [first = "", ...more] }) =>
        more.length === 0 || (more.length === 1 && foldIdentifier(first) === name),
    );
  return isWhole && areOwn ? from : undefined;
}
