import type { ExactDistance } from "../../../search-call.ts";
import { distanceSql } from "../../functions/vector-macros.ts";
import { quoteIdentifier } from "../../sql-text.ts";
import type { EditedStatement, Editing } from "../edit-statement.ts";
import type { SearchSite } from "../inspect-tree.ts";
import type { RewrittenSql } from "../rewritten-sql.ts";
import { isSymbol } from "../sql-token.ts";
import { isTreeObject, listField } from "../syntax-tree.ts";
import { TextEdits } from "../text-edits.ts";
import { TokenIndex } from "../token-index.ts";
import { TEXT_DISTANCE } from "./find-distance-calls.ts";

/**
 * Puts a name in the place of a distance to a text: which column has the vectors, and what vector the
 * text has, is not known yet.
 */
export function editDistance(site: SearchSite, statement: EditedStatement, editing: Editing): void {
  const { tokens, edits, keepsParameters } = editing;
  const first = tokens.find(statement.offsetOf(site.node));
  const last = first === undefined ? undefined : tokens.findClosing(first + 1);
  const start = first === undefined ? undefined : tokens.at(first)?.start;
  const end = last === undefined ? undefined : tokens.at(last)?.end;
  if (start === undefined || end === undefined) {
    throw new Error("a distance is not where the tree says");
  }
  const { query, name } = site.call;
  const [column] = listField(site.node, "children");
  const parts = isTreeObject(column) ? listField(column, "column_names") : [];
  const qualifier = parts.length === 2 && typeof parts[0] === "string" ? [parts[0]] : [];
  const placeholder = [...qualifier, name].map(quoteIdentifier).join(".");
  const kept =
    keepsParameters && "parameter" in query && /^\d+$/.test(query.parameter)
      ? `CASE WHEN $${query.parameter} IS NULL OR true THEN ${placeholder} END`
      : placeholder;
  edits.replace({ start, end }, site.isItem === true ? `${kept} AS ${TEXT_DISTANCE}` : kept);
}

/** The text with its distances, by the names that stand for them. */
export function fillDistances(
  sql: RewrittenSql,
  distances: ReadonlyMap<string, ExactDistance>,
): RewrittenSql {
  const edits = new TextEdits();
  const { tokens } = new TokenIndex(sql.text);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "quoted-identifier") continue;
    const distance = distances.get(token.text.slice(1, -1));
    if (distance === undefined) continue;
    const isQualified = isSymbol(tokens[index - 1], ".");
    const relation = isQualified ? tokens[index - 2] : undefined;
    const { start } = relation ?? token;
    edits.replace({ start, end: token.end }, distanceText(distance, relation?.text));
  }
  return edits.apply(sql);
}

function distanceText(
  { column, metric, vector }: ExactDistance,
  relation: string | undefined,
): string {
  const name = quoteIdentifier(column);
  const left = relation === undefined ? name : `${relation}.${name}`;
  const right = `[${vector.join(", ")}]`;
  return `CAST(${distanceSql(metric, left, right)} AS FLOAT)`;
}
