import { aggregateFunctions } from "./aggregate-functions.ts";
import { constantLimit } from "./constant-limit.ts";
import { isTreeObject, kindOf, listField, textField } from "./syntax-tree.ts";

/** A LIMIT up to this makes a result small. */
const FEW_ROWS = 1_000;

/**
 * Whether a query has few rows, whatever the data: a small LIMIT, nothing to read from, or
 * aggregates of everything.
 */
export function hasFewRows(query: unknown): boolean {
  if (!isTreeObject(query)) return false;
  if (listField(query, "modifiers").some(isSmallLimit)) return true;
  if (kindOf(query) !== "SELECT_NODE" || listField(query, "group_expressions").length > 0) {
    return false;
  }
  const items = listField(query, "select_list");
  if (callsWithin(items, makesRows)) return false;
  const from = query["from_table"];
  const readsNothing = isTreeObject(from) && kindOf(from) === "EMPTY";
  return readsNothing || callsWithin(items, aggregates);
}

function isSmallLimit(modifier: unknown): boolean {
  const limit = constantLimit(modifier);
  return limit !== undefined && limit <= FEW_ROWS;
}

/** Whether a function, by its lower-case name, makes several rows of one. */
export function makesRows(name: string): boolean {
  return /^(unnest|unlist|generate_subscripts|regexp_split_to_table)$/.test(name);
}

function aggregates(name: string): boolean {
  return aggregateFunctions.has(name);
}

/** Whether a function is called whose lower-case name fits; not in sub-queries and before OVER. */
function callsWithin(value: unknown, fits: (name: string) => boolean): boolean {
  if (Array.isArray(value)) return value.some((part) => callsWithin(part, fits));
  if (!isTreeObject(value)) return false;
  const kind = kindOf(value);
  if (kind === "expression/SUBQUERY" || kind === "expression/WINDOW") return false;
  const isCall = kind === "expression/FUNCTION";
  if (isCall && fits(textField(value, "function_name").toLowerCase())) return true;
  return Object.values(value).some((part) => callsWithin(part, fits));
}
