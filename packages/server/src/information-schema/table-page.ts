import { decodeCursor, encodeCursor } from "../http/page-cursor.ts";

/** Names by which a listing is ordered, as schema and table. */
export type Position = readonly string[];

export interface PageRequest {
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** The rest of an answer beside its tables. */
export interface PageFacts {
  readonly count: number;
  readonly limit: number;
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/**
 * One page of entries that are in order of their positions, all of which have as many parts.
 * @throws {ApiError} BAD_REQUEST for a cursor of another listing
 */
export function pageOf<Entry extends { readonly position: Position }>(
  sorted: readonly Entry[],
  { limit, cursor }: PageRequest,
): { readonly entries: readonly Entry[]; readonly facts: PageFacts } {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, isPosition);
  const left =
    after === undefined
      ? sorted
      : sorted.filter(({ position }) => comparePositions(position, after) > 0);
  const entries = left.slice(0, limit);
  const hasMore = left.length > limit;
  const last = entries.at(-1);
  // With limit 0 the next page begins where this one did.
  const next = last === undefined ? (cursor ?? null) : encodeCursor(last.position);
  const facts = {
    count: entries.length,
    limit,
    has_more: hasMore,
    next_cursor: hasMore ? next : null,
  };
  return { entries, facts };
}

/** By code units, not by locale: the order must be the same on every machine. */
export function comparePositions(left: Position, right: Position): number {
  for (const [index, part] of left.entries()) {
    const other = right[index] ?? "";
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

function isPosition(value: unknown): value is Position {
  const isList = Array.isArray(value) && (value.length === 2 || value.length === 3);
  return isList && value.every((part) => typeof part === "string");
}
