import { SqlError } from "../../engine.ts";
import type { EditedStatement, Editing } from "./edit-statement.ts";
import type { FunctionCall } from "./inspect-tree.ts";
import { isKeyword, isSymbol } from "./sql-token.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";

const SHORTER_THAN_DAY = /^(hour|minute|second|millisecond|microsecond|nanosecond)s?$/i;

/** Puts right what translation leaves as Snowflake means it. */
export function editSnowflake(statement: EditedStatement, editing: Editing): void {
  editIndexes(statement.tree, statement, editing);
  for (const call of statement.findings.calls) {
    if (call.name === "date_diff") editDateDiff(call, statement, editing);
  }
}

/** Arrays begin at 0 there, at 1 here. */
function editIndexes(value: unknown, statement: EditedStatement, editing: Editing): void {
  if (Array.isArray(value)) {
    for (const item of value) editIndexes(item, statement, editing);
  }
  if (!isTreeObject(value)) return;
  if (value["type"] === "ARRAY_EXTRACT") editIndex(value, statement, editing);
  for (const child of Object.values(value)) editIndexes(child, statement, editing);
}

function editIndex(node: TreeObject, statement: EditedStatement, editing: Editing): void {
  const [list, index] = listField(node, "children");
  if (!isTreeObject(index) || isTranslated(list)) return;
  const token = editing.tokens.at(editing.tokens.find(statement.offsetOf(index)) ?? -1);
  if (token?.kind === "string") return;
  const isNumber = kindOf(index) === "expression/CONSTANT" && /^\d+$/.test(token?.text ?? "");
  if (!isNumber || token === undefined) {
    throw new SqlError(
      "In dialect snowflake an array's index has to be a plain number, as in a[0]: send the " +
        "statement in dialect hotsql, where arrays begin at 1 and any index may be written.",
    );
  }
  editing.edits.replace(token, String(Number(token.text) + 1));
}

/** What STRTOK is translated to picks an item by DuckDB's count already. */
function isTranslated(list: unknown): boolean {
  return isTreeObject(list) && textField(list, "function_name").toLowerCase() === "list_filter";
}

/** Translation cuts both times down to dates, also where hours are counted. */
function editDateDiff(call: FunctionCall, statement: EditedStatement, editing: Editing): void {
  const [unit, ...times] = listField(call.node, "children");
  const value = isTreeObject(unit) ? unit["value"] : undefined;
  if (!isTreeObject(value) || !SHORTER_THAN_DAY.test(textField(value, "value"))) return;
  const { tokens, edits } = editing;
  for (const time of times) {
    if (!isTreeObject(time) || kindOf(time) !== "expression/CAST") continue;
    const cast = tokens.find(statement.offsetOf(time));
    if (cast === undefined || !isKeyword(tokens.at(cast), "CAST")) continue;
    const closing = tokens.findClosing(cast + 1) ?? 0;
    const type = tokens.at(closing - 1);
    if (type !== undefined && isKeyword(type, "DATE") && isSymbol(tokens.at(closing), ")")) {
      edits.replace(type, "TIMESTAMP");
    }
  }
}
