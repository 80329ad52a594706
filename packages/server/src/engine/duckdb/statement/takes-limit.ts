import { isTreeObject, kindOf, listField } from "./syntax-tree.ts";

/** DESCRIBE, SUMMARIZE and PIVOT as statements of their own are none of these. */
const QUERY = /^\s*(SELECT|FROM|VALUES|WITH)\b/i;

/** Whether a LIMIT that is written behind a query is the only one, and that of the whole query. */
export function takesLimit(query: unknown, sqlText: string): boolean {
  if (!isTreeObject(query) || !QUERY.test(sqlText)) return false;
  return !listField(query, "modifiers").some(
    (modifier) => isTreeObject(modifier) && (kindOf(modifier) ?? "").startsWith("LIMIT"),
  );
}
