import { foldIdentifier } from "@hotdata/contract/types";
import type { TableReference } from "../../../engine.ts";
import type { SearchArgument, SearchCall } from "../../../search-call.ts";
import { distanceFunctions } from "../../functions/vector-macros.ts";
import { relationName } from "../relation-name.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { isTextDistance } from "./find-distance-calls.ts";
import { searchArgument } from "./search-arguments.ts";
import type { LoneSelect } from "./search-places.ts";

/**
 * What a SELECT asks of its table's vectors that keeps the rows nearest to a constant; undefined
 * when it does not, or when it is not plain that it does.
 */
export function readNearest(
  table: TreeObject,
  reference: TableReference,
  select: LoneSelect | undefined,
): Omit<SearchCall, "name"> | undefined {
  const top = select?.top;
  if (select === undefined || top === undefined || top.isDescending) return undefined;
  if (select.filtersByAlias) return undefined;
  if (kindOf(top.expression) !== "expression/FUNCTION") return undefined;
  const isText = isTextDistance(top.expression);
  const metric = distanceFunctions.get(foldIdentifier(textField(top.expression, "function_name")));
  const operands = distanceOperands(listField(top.expression, "children"));
  const name = relationName(table);
  if ((metric === undefined && !isText) || operands === undefined) return undefined;
  if (!isOwnColumn(operands.column, name) || namesTableAtLength(select.node, name))
    return undefined;
  const column = operands.column.at(-1) ?? "";
  return {
    function: "nearest",
    table: reference,
    column: { value: column },
    query: operands.query,
    ...(metric === undefined ? {} : { metric }),
    limit: top.count,
    isFiltered: select.isFiltered,
  };
}

interface Operands {
  readonly column: readonly string[];
  readonly query: SearchArgument;
}

/** All distances are the same both ways. */
function distanceOperands([left, right, ...more]: readonly unknown[]): Operands | undefined {
  if (more.length > 0) return undefined;
  const [column, other] = isColumn(left) ? [left, right] : [right, left];
  const query = searchArgument(other);
  if (!isColumn(column) || query === undefined) return undefined;
  const parts = listField(column, "column_names").filter((part) => typeof part === "string");
  return { column: parts, query };
}

function isColumn(node: unknown): node is TreeObject {
  return isTreeObject(node) && kindOf(node) === "expression/COLUMN_REF";
}

function isOwnColumn(parts: readonly string[], table: string): boolean {
  const [first = ""] = parts;
  return parts.length === 1 || (parts.length === 2 && foldIdentifier(first) === table);
}

/** Whether a column is named with its table's schema: what stands for the table is in another. */
function namesTableAtLength(value: unknown, table: string): boolean {
  if (Array.isArray(value)) return value.some((part) => namesTableAtLength(part, table));
  if (!isTreeObject(value)) return false;
  if (isColumn(value)) {
    const [first, ...more] = listField(value, "column_names");
    return more.length > 1 && typeof first === "string" && foldIdentifier(first) !== table;
  }
  return Object.values(value).some((part) => namesTableAtLength(part, table));
}
