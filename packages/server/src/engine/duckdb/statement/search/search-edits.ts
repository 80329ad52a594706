import { SqlError } from "../../../engine.ts";
import type { SearchArgument } from "../../../search-call.ts";
import { RANK, searchRelation, TOO_FEW_HITS, wantedRelation } from "../../search/search-names.ts";
import { quoteIdentifier, quoteLiteral } from "../../sql-text.ts";
import type { EditedStatement, Editing } from "../edit-statement.ts";
import type { SearchSite } from "../inspect-tree.ts";
import { isKeyword, isSymbol } from "../sql-token.ts";
import { isTreeObject, textField } from "../syntax-tree.ts";
import type { TokenIndex } from "../token-index.ts";

/** Words that end a WHERE clause. */
const AFTER_WHERE: readonly string[] = [
  "GROUP",
  "HAVING",
  "QUALIFY",
  "WINDOW",
  "USING",
  "ORDER",
  "LIMIT",
  "OFFSET",
  "FETCH",
  "UNION",
  "EXCEPT",
  "INTERSECT",
];

/**
 * Puts the relation of its hits in the place of a search. Where conditions choose among the hits,
 * they go with it into a sub-select that keeps as many as are wanted.
 */
export function editSearch(site: SearchSite, statement: EditedStatement, editing: Editing): void {
  const { tokens, edits, keepsParameters } = editing;
  const { call, node } = site;
  const first = tokens.find(statement.offsetOf(node));
  const last = first === undefined ? undefined : endOfSource(tokens, first, site);
  const start = first === undefined ? undefined : tokens.at(first)?.start;
  const end = last === undefined ? undefined : tokens.at(last)?.end;
  if (last === undefined || start === undefined || end === undefined) {
    throw new Error("a search is not where the tree says");
  }
  const alias = textField(node, "alias");
  const shown = quoteIdentifier(alias === "" ? ownName(site) : alias);
  const source = keepsParameters ? keepingRelation(site) : searchRelation(call.name);
  const relation = source + (alias === "" ? ` AS ${shown}` : "");
  if (!call.isFiltered) {
    edits.replace({ start, end }, relation);
    return;
  }
  const where = endOfWhere(tokens, last);
  if (where === undefined) {
    throw new SqlError(
      `Conditions on ${ownName(site)} have to follow it: write SELECT ... FROM ... WHERE ...`,
      statement.sql.toSubmittedPosition(start),
    );
  }
  const hits = quoteIdentifier(`${call.name} chosen`);
  edits.replace({ start, end }, `(WITH ${hits} AS MATERIALIZED (SELECT * FROM ${relation}`);
  edits.replace(
    { start: where, end: where },
    ` ORDER BY ${quoteIdentifier(RANK)} LIMIT ${argumentText(call.limit)}) ` +
      `SELECT ${hits}.* EXCLUDE (${quoteIdentifier(RANK)}) FROM ${hits}, ` +
      `(SELECT CASE WHEN count(*) < (SELECT max(wanted) FROM ${wantedRelation(call.name)}) ` +
      `THEN error(${quoteLiteral(TOO_FEW_HITS)}) ELSE true END AS enough FROM ${hits}) AS counted ` +
      `WHERE counted.enough) AS ${shown}`,
  );
}

/** The relation, with the counted parameters of its search. */
function keepingRelation({ call }: SearchSite): string {
  const relation = searchRelation(call.name);
  if (call.function === "nearest") return relation;
  const counted = [call.table, call.column, call.query, call.limit].flatMap((argument) =>
    argument !== undefined && "parameter" in argument && /^\d+$/.test(argument.parameter)
      ? [`$${argument.parameter} IS NULL`]
      : [],
  );
  if (counted.length === 0) return relation;
  return `(SELECT * FROM ${relation} WHERE ${counted.join(" OR ")} OR true)`;
}

/** Whether the conditions that go with a search can be told from the rest of the text. */
export function canEditNearest(
  site: SearchSite,
  statement: EditedStatement,
  { tokens }: Editing,
): boolean {
  const first = tokens.find(statement.offsetOf(site.node));
  if (first === undefined) return false;
  return (
    !site.call.isFiltered || endOfWhere(tokens, endOfSource(tokens, first, site)) !== undefined
  );
}

function ownName({ call, node }: SearchSite): string {
  return call.function === "nearest" ? textField(node, "table_name") : call.function;
}

/** Index of the last token of a table's name or of a call. */
function endOfSource(tokens: TokenIndex, first: number, { node }: SearchSite): number {
  if (isTreeObject(node["function"])) return tokens.findClosing(first + 1) ?? first;
  return endOfName(tokens, first);
}

/** Index of the last token of a dotted name. */
export function endOfName(tokens: TokenIndex, first: number): number {
  let last = first;
  while (isSymbol(tokens.at(last + 1), ".")) last += 2;
  return last;
}

/** Where the WHERE clause ends that follows a source and its alias. */
export function endOfWhere(tokens: TokenIndex, source: number): number | undefined {
  let index = source + 1;
  if (isKeyword(tokens.at(index), "AS")) index += 1;
  if (!isKeyword(tokens.at(index), "WHERE")) index += 1;
  if (isSymbol(tokens.at(index), "(")) index = (tokens.findClosing(index) ?? index) + 1;
  if (!isKeyword(tokens.at(index), "WHERE")) return undefined;
  let depth = 0;
  for (;;) {
    const token = tokens.at(index + 1);
    if (isSymbol(token, "(")) depth += 1;
    if (isSymbol(token, ")")) depth -= 1;
    const isPart = isSymbol(tokens.at(index), ".");
    const endsClause = depth === 0 && !isPart && AFTER_WHERE.some((word) => isKeyword(token, word));
    if (token === undefined || depth < 0 || endsClause) return tokens.at(index)?.end;
    index += 1;
  }
}

function argumentText(argument: SearchArgument | undefined): string {
  if (argument === undefined) throw new Error("a filtered search has no limit");
  if ("parameter" in argument) return `$${argument.parameter}`;
  if (typeof argument.value !== "number") throw new Error("a search's limit is no number");
  return String(argument.value);
}
