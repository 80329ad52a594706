import { SqlError } from "../../engine.ts";
import type { SearchedTable } from "../../search-call.ts";
import { TOO_FEW_HITS } from "./search-names.ts";

/** Whether a statement failed because conditions left fewer hits than it wants. */
export function hasTooFewHits(error: unknown): boolean {
  return error instanceof SqlError && error.message.includes(TOO_FEW_HITS);
}

/**
 * The same searches over every row, where their hits may not be all that there are. A table whose
 * nearest rows are asked for is read as it is.
 */
export function beyondHits(searches: readonly SearchedTable[]): readonly SearchedTable[] {
  return searches
    .filter(({ scoreColumn }) => scoreColumn !== undefined)
    .map(({ wanted, ...searched }) =>
      wanted === undefined ? searched : { ...searched, isExact: true },
    );
}
