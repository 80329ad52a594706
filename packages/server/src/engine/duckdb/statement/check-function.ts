import { foldIdentifier } from "@hotdata/contract/types";
import { SqlError } from "../../engine.ts";
import { allowedTableFunctions } from "./allowed-functions.ts";
import { nearestName } from "./nearest-name.ts";
import { findRefusalReason } from "./refused-functions.ts";
import { isTableSearch, tableSearches } from "./search/search-functions.ts";

/** A longer name is shown in part, and cannot be a slip of the pen: nothing near it is looked for. */
const MAX_NAME_LENGTH = 64;

export interface FunctionCheck {
  /** What an expression may call. */
  readonly known: ReadonlySet<string>;
  /** Where the call stands in the submitted text; asked only for a refusal. */
  findPosition(): number | undefined;
}

/**
 * Throws unless the function may be called. Only the name counts: catalog and schema are not looked
 * at, because DuckDB also reads `x.f()` as `f(x)`.
 */
export function checkFunction(
  name: string,
  place: "expression" | "from",
  { known, findPosition }: FunctionCheck,
): void {
  const folded = foldIdentifier(name);
  const allowed = place === "from" ? allowedTableFunctions : known;
  if (allowed.has(folded)) return;
  const shown = name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}...` : name;
  throw new SqlError(refusal(folded, shown, { place, known }), findPosition());
}

interface Refusal {
  readonly place: "expression" | "from";
  readonly known: ReadonlySet<string>;
}

function refusal(folded: string, name: string, { place, known }: Refusal): string {
  const reason = findRefusalReason(folded);
  if (reason !== undefined) return `Function '${name}' is not allowed: it ${reason}.`;
  if (place === "from" && known.has(folded)) {
    return `Function '${name}' returns one value, not rows: call it in an expression, not in FROM.`;
  }
  if (place === "expression" && (allowedTableFunctions.has(folded) || isTableSearch(folded))) {
    return `Function '${name}' returns rows: call it in FROM, as in SELECT * FROM ${name}(...).`;
  }
  const candidates =
    place === "from" ? [...allowedTableFunctions, ...tableSearches] : wordsOf(known);
  if (folded.startsWith("st_")) {
    return (
      `Error during planning: Invalid function '${name}'.\n` +
      "Geospatial functions are not available on this server."
    );
  }
  const nearest = folded.length > MAX_NAME_LENGTH ? undefined : nearestName(folded, candidates);
  const hint = nearest === undefined ? "" : `\nDid you mean '${nearest}'?`;
  return `Error during planning: Invalid function '${name}'.${hint}`;
}

function wordsOf(names: ReadonlySet<string>): string[] {
  return [...names].filter((name) => /^[a-z]/.test(name));
}
