import { SqlError, type TableReference } from "../../../engine.ts";
import type { SearchCall } from "../../../search-call.ts";
import { isTreeObject, kindOf, listField, type TreeObject } from "../syntax-tree.ts";
import { searchArgument } from "./search-arguments.ts";

/**
 * Reads a call of `vector_distance`.
 * @param table what its column is of
 * @throws {SqlError} when it is not given a column of a table and a text.
 */
export function readDistanceCall(
  node: TreeObject,
  table: TableReference | undefined,
  position: number | undefined,
): Omit<SearchCall, "name"> {
  const [column, text, ...more] = listField(node, "children");
  const parts = isTreeObject(column) ? listField(column, "column_names") : [];
  const name = parts.at(-1);
  const query = searchArgument(text);
  const isColumn = isTreeObject(column) && kindOf(column) === "expression/COLUMN_REF";
  if (!isColumn || typeof name !== "string" || query === undefined || more.length > 0) {
    throw new SqlError(
      "vector_distance takes a column and a text: write vector_distance(title, 'what to look for').",
      position,
    );
  }
  if (table === undefined) {
    throw new SqlError(
      `vector_distance: '${name}' has to be a column of a table of the FROM clause around it, with the ` +
        "table's name before it where there are several.",
      position,
    );
  }
  return {
    function: "vector_distance",
    table,
    column: { value: name },
    query,
    limit: undefined,
    isFiltered: false,
  };
}
