import { foldIdentifier } from "@hotdata/contract/types";
import { partialName } from "../../../statement-aggregate.ts";
import { PARTIAL_ROWS } from "../../partial/partial-rows.ts";
import { quoteIdentifier } from "../../sql-text.ts";
import type { EditedStatement, Editing } from "../edit-statement.ts";
import { endOfName, endOfWhere } from "../search/search-edits.ts";
import { isKeyword, isSymbol } from "../sql-token.ts";
import { textField } from "../syntax-tree.ts";
import type { TokenIndex } from "../token-index.ts";
import type { AggregateSite, FoundAggregate } from "./find-aggregate.ts";

interface Part {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Makes a statement compute its aggregates from those of parts of its groups.
 * @returns false, and edits nothing, where it is not plain from the text how
 */
export function editAggregate(
  found: FoundAggregate,
  statement: EditedStatement,
  { edits, tokens }: Editing,
): boolean {
  const parts = [
    ...found.sites.map((site) => callPart(site, statement, tokens)),
    ...sourceParts(found, statement, tokens),
  ];
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return false;
  for (const { text, ...part } of known) edits.replace(part, text);
  return true;
}

function callPart(
  { node, call, index }: AggregateSite,
  { offsetOf }: EditedStatement,
  tokens: TokenIndex,
): Part | undefined {
  const first = tokens.find(offsetOf(node)) ?? -1;
  const name = tokens.at(first);
  const isSpelled =
    name?.kind === "word" &&
    foldIdentifier(name.text) === call.function &&
    isSymbol(tokens.at(first + 1), "(") &&
    !isSymbol(tokens.at(first - 1), ".");
  const closing = isSpelled ? tokens.at(tokens.findClosing(first + 1) ?? -1) : undefined;
  if (name === undefined || closing === undefined) return undefined;
  const value = quoteIdentifier(partialName(index));
  const text =
    call.function === "count"
      ? `CAST(coalesce(sum(${value}), 0) AS BIGINT)`
      : `${call.function}(${value})`;
  return { start: name.start, end: closing.end, text };
}

/** The table, in whose place the parts stand, and the conditions, which they have met. */
function sourceParts(
  { table, isFiltered }: FoundAggregate,
  { offsetOf }: EditedStatement,
  tokens: TokenIndex,
): readonly (Part | undefined)[] {
  const first = tokens.find(offsetOf(table));
  const start = tokens.at(first ?? -1)?.start;
  if (first === undefined || start === undefined) return [undefined];
  const last = endOfName(tokens, first);
  const alias = textField(table, "alias");
  const shown = alias === "" ? ` AS ${quoteIdentifier(textField(table, "table_name"))}` : "";
  const name = { start, end: tokens.at(last)?.end ?? start, text: PARTIAL_ROWS + shown };
  return isFiltered ? [name, wherePart(tokens, last)] : [name];
}

function wherePart(tokens: TokenIndex, source: number): Part | undefined {
  let index = source + 1;
  if (isKeyword(tokens.at(index), "AS")) index += 1;
  if (!isKeyword(tokens.at(index), "WHERE")) index += 1;
  const start = tokens.at(index)?.start;
  const end = isKeyword(tokens.at(index), "WHERE") ? endOfWhere(tokens, source) : undefined;
  return start === undefined || end === undefined ? undefined : { start, end, text: "" };
}
