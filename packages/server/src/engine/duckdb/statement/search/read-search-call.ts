import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError } from "../../../engine.ts";
import type { SearchArgument, SearchCall } from "../../../search-call.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "../syntax-tree.ts";
import { searchArgument } from "./search-arguments.ts";
import { formOf, type TableSearch } from "./search-functions.ts";
import type { LoneSelect } from "./search-places.ts";
import { parseSearchedName } from "../../../searched-name.ts";

/** Names that arguments may be given by, in the order they stand in without names. */
const NAMES: readonly (readonly string[])[] = [
  ["table", "table_name"],
  ["column", "column_name"],
  ["query", "vector", "text"],
  ["limit", "k"],
];

export interface SearchCallContext {
  readonly name: TableSearch;
  /** The SELECT that reads the call alone, if one does. */
  readonly select: LoneSelect | undefined;
  /** Where a node stands in the submitted text. */
  positionOf(node: TreeObject): number | undefined;
}

/**
 * Reads a call in FROM that searches a table.
 * @throws {SqlError} when its arguments are not constants or parameters of the right kind.
 */
export function readSearchCall(
  { function: call, with_ordinality: ordinality }: TreeObject,
  context: SearchCallContext,
): Omit<SearchCall, "name"> {
  if (!isTreeObject(call)) throw new Error("a call in FROM has no function");
  const { name, select, positionOf } = context;
  const fail = (problem: string): SqlError =>
    new SqlError(`${name} ${problem}: write ${formOf(name)}.`, positionOf(call));
  if (textField(call, "schema") !== "") throw fail("belongs to no schema");
  if (ordinality !== undefined) throw fail("takes no WITH ORDINALITY");
  const [table, column, query, limit, ...more] = argumentsOf(call, fail);
  if (table === undefined || column === undefined || query === undefined || more.length > 0) {
    throw fail("takes a table, a column, what to look for, and how many hits");
  }
  if (limit === undefined && name !== "bm25_search") {
    throw fail("needs the number of hits for its fourth argument");
  }
  if (limit !== undefined && "value" in limit && !isCount(limit.value)) {
    throw fail("takes a whole number of hits");
  }
  const usable = limit === undefined && name === "bm25_search" ? usableHits(select) : undefined;
  return {
    function: name,
    table: tableOf(table, positionOf(call)),
    column,
    query,
    limit,
    ...(usable === undefined ? {} : { usable }),
    isFiltered: limit !== undefined && select?.isFiltered === true,
  };
}

function tableOf(argument: SearchArgument, position: number | undefined): SearchCall["table"] {
  if ("parameter" in argument) return argument;
  return parseSearchedName(typeof argument.value === "string" ? argument.value : "", position);
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function argumentsOf(
  call: TreeObject,
  fail: (problem: string) => SqlError,
): (SearchArgument | undefined)[] {
  const found: (SearchArgument | undefined)[] = [];
  for (const [index, child] of listField(call, "children").entries()) {
    const argument = searchArgument(child);
    if (argument === undefined || !isTreeObject(child)) {
      throw fail("takes constants and parameters only");
    }
    const alias = foldIdentifier(textField(child, "alias"));
    const named = NAMES.findIndex((names) => names.includes(alias));
    if (alias !== "" && named < 0) throw fail(`has no argument '${alias.slice(0, 64)}'`);
    const place = alias === "" ? index : named;
    if (found[place] !== undefined) throw fail("got an argument twice");
    found[place] = argument;
  }
  return found;
}

/** With the best scores first, rows beyond the LIMIT are never seen. */
function usableHits(select: LoneSelect | undefined): SearchArgument | undefined {
  const top = select?.isFiltered === false ? select.top : undefined;
  if (top === undefined || !top.isDescending) return undefined;
  if (kindOf(top.expression) !== "expression/COLUMN_REF") return undefined;
  const name = listField(top.expression, "column_names").at(-1);
  return typeof name === "string" && foldIdentifier(name) === "score" ? top.count : undefined;
}
