import { foldIdentifier } from "@hotdata/contract/types";
import { isDistanceFunction } from "../../functions/vector-macros.ts";
import { isKeyword, isSymbol, isTrivia, type SqlToken } from "../sql-token.ts";
import { TEXT_DISTANCE } from "./find-distance-calls.ts";
import { isTableSearch } from "./search-functions.ts";

const RESERVED: readonly string[] = ["COLUMN", "LIMIT", "TABLE"];

/**
 * Spells a statement that searches so that it can be edited: parameters that are counted get their
 * numbers, since a call takes some away; and names of arguments that are reserved words are quoted.
 */
export function spellForSearch(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (!tokens.some(isSearchName)) return tokens;
  const significant = tokens.filter((token) => !isTrivia(token));
  const hasNames = significant.some((token) => isSymbol(token, "$"));
  const spelled = new Map<SqlToken, string>();
  let count = 0;
  for (const [index, token] of significant.entries()) {
    if (isSymbol(token, "?") && !hasNames) {
      count += 1;
      spelled.set(token, `$${count}`);
    }
    const isArgument =
      isSymbol(significant[index + 1], "=") && isSymbol(significant[index + 2], ">");
    const isReserved = RESERVED.some((word) => isKeyword(token, word));
    if (isReserved && isArgument) spelled.set(token, `"${token.text.toLowerCase()}"`);
  }
  return tokens.map((token) => {
    const text = spelled.get(token);
    return text === undefined ? token : { ...token, text };
  });
}

function isSearchName({ kind, text }: SqlToken): boolean {
  if (kind !== "word" && kind !== "quoted-identifier") return false;
  const name = foldIdentifier(text.replaceAll('"', ""));
  return isTableSearch(name) || isDistanceFunction(name) || name === TEXT_DISTANCE;
}
