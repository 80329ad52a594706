import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError } from "../../engine.ts";
import { findArrowTypeSql } from "../functions/arrow-type-sql.ts";
import { toTimeFormat } from "../functions/date-pattern.ts";
import { findRenamed } from "../functions/renamed-functions.ts";
import { quoteLiteral } from "../sql-text.ts";
import type { EditedStatement, Editing } from "./edit-statement.ts";
import type { FunctionCall } from "./inspect-tree.ts";
import { nameSet } from "./name-set.ts";
import { isKeyword, isSymbol, type SqlToken } from "./sql-token.ts";
import { isTreeObject, kindOf, listField, textField, type TreeObject } from "./syntax-tree.ts";

/** Functions whose second argument is a date pattern. */
const PATTERN_FUNCTIONS = nameSet("to_char to_date to_timestamp to_varchar");
/** Translation from Snowflake leaves its patterns to these. */
const FORMAT_FUNCTIONS = nameSet("strftime strptime try_strptime");

/** A call whose name stands in the text before its parenthesis. */
interface Site {
  readonly call: FunctionCall;
  readonly index: number;
  readonly name: SqlToken;
}

type FunctionEdit = (site: Site, statement: EditedStatement, editing: Editing) => void;

export function needsFunctionEdits(statement: EditedStatement): boolean {
  return statement.findings.calls.some((call) => findEdit(call, statement) !== undefined);
}

export function editFunctions(statement: EditedStatement, editing: Editing): void {
  for (const call of statement.findings.calls) {
    const edit = findEdit(call, statement);
    const index = editing.tokens.find(statement.offsetOf(call.node));
    if (edit === undefined || index === undefined) continue;
    const name = editing.tokens.at(index);
    // Syntax such as SIMILAR TO is a call in the tree, but not in the text.
    const isSpelled = name !== undefined && foldIdentifier(unquoted(name)) === call.name;
    if (isSpelled && isSymbol(editing.tokens.at(index + 1), "(")) {
      edit({ call, index, name }, statement, editing);
    }
  }
}

function findEdit({ name }: FunctionCall, { dialect }: EditedStatement): FunctionEdit | undefined {
  const renamed = findRenamed(name);
  if (renamed !== undefined) return (site, _, { edits }) => edits.replace(site.name, renamed);
  if (name === "arrow_cast") return editArrowCast;
  if (PATTERN_FUNCTIONS.has(name)) return editPattern;
  if (dialect === "duckdb") return undefined;
  if (name === "substring") return editSubstring;
  if (dialect === "snowflake") {
    return FORMAT_FUNCTIONS.has(name) ? editPattern : undefined;
  }
  // A macro of this name gives SIMILAR TO its meaning; a call means DuckDB's function.
  if (name !== "regexp_full_match") return undefined;
  return (site, _, { edits }) => edits.replace(site.name, "system.main.regexp_full_match");
}

/** Turns a pattern of letters into strftime codes. */
function editPattern(
  { call, name }: Site,
  statement: EditedStatement,
  { edits, tokens }: Editing,
): void {
  const [, pattern] = listField(call.node, "children");
  const text = constantText(pattern);
  if (!isTreeObject(pattern)) return;
  if (text === undefined && PATTERN_FUNCTIONS.has(call.name)) {
    throw new SqlError(
      `${call.name} takes its date pattern as a text in the statement, for example 'YYYY-MM-DD'.`,
      statement.sql.toSubmittedPosition(name.start),
    );
  }
  if (text === undefined) return;
  const position = statement.offsetOf(pattern);
  const literal = tokens.at(tokens.find(position) ?? -1);
  if (literal?.kind !== "string") return;
  const submitted = statement.sql.toSubmittedPosition(literal.start);
  const format = toTimeFormat(text, submitted);
  if (format !== text) edits.replace(literal, quoteLiteral(format));
}

/** `arrow_cast(x, 'Int64')` is a CAST. */
function editArrowCast(site: Site, statement: EditedStatement, { edits, tokens }: Editing): void {
  const [, type] = listField(site.call.node, "children");
  const name = constantText(type);
  const literalIndex = isTreeObject(type) ? tokens.find(statement.offsetOf(type)) : undefined;
  const literal = tokens.at(literalIndex ?? -1);
  const comma = tokens.at((literalIndex ?? 0) - 1);
  const sqlType = name === undefined ? undefined : findArrowTypeSql(name);
  if (sqlType === undefined || literal?.kind !== "string" || !isSymbol(comma, ",")) {
    throw new SqlError(
      "arrow_cast takes the name of an Arrow type as text for its second argument, for example " +
        "arrow_cast(x, 'Int64').",
      statement.sql.toSubmittedPosition((literal ?? site.name).start),
    );
  }
  edits.replace(site.name, "CAST");
  edits.replace({ start: comma?.start ?? literal.start, end: literal.end }, ` AS ${sqlType}`);
}

/** The keyword's syntax names DuckDB's function for good: it becomes the call of a macro. */
function editSubstring(site: Site, _: EditedStatement, { edits, tokens }: Editing): void {
  const closing = tokens.findClosing(site.index + 1) ?? site.index;
  let depth = 0;
  const inside = tokens.tokens.slice(site.index + 1, closing).filter((token) => {
    if (isSymbol(token, "(") || isSymbol(token, "[")) depth += 1;
    if (isSymbol(token, ")") || isSymbol(token, "]")) depth -= 1;
    return depth === 1;
  });
  const separators = inside.filter((token) => isKeyword(token, "FROM") || isKeyword(token, "FOR"));
  const [first, second] = separators;
  const isOrdered =
    first === undefined ||
    (isKeyword(first, "FROM") && (second === undefined || isKeyword(second, "FOR")));
  if (!isOrdered || separators.length > 2) return;
  edits.replace(site.name, "substr");
  for (const separator of separators) edits.replace(separator, ",");
}

function constantText(node: unknown): string | undefined {
  if (!isTreeObject(node) || kindOf(node) !== "expression/CONSTANT") return undefined;
  const value: unknown = node["value"];
  return isTreeObject(value) && hasTextType(value) ? textField(value, "value") : undefined;
}

function hasTextType(value: TreeObject): boolean {
  const type = value["type"];
  return isTreeObject(type) && type["id"] === "VARCHAR";
}

function unquoted({ kind, text }: SqlToken): string {
  return kind === "quoted-identifier" ? text.slice(1, -1).replaceAll('""', '"') : text;
}
