import { SqlError } from "../../engine.ts";
import type { SearchedTable } from "../../search-call.ts";
import { TOO_FEW_HITS } from "./search-names.ts";

/** Whether a statement failed because conditions left fewer hits than it wants. */
export function hasTooFewHits(error: unknown): boolean {
  return error instanceof SqlError && error.message.includes(TOO_FEW_HITS);
}

/** The same search over every row, where its hits may not be all that there are. */
export function beyondHits(searched: SearchedTable): SearchedTable {
  const { beyondHits: further, ...others } = searched;
  return further === undefined ? searched : { ...others, exact: further };
}
