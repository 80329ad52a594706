const XID_SPAN = 2n ** 32n;
/** Smaller ones mark rows that are older than every transaction. */
const FIRST_NORMAL_XID = 3n;

/** Transaction ids as rows have them, of 32 bits; the end is not among them. */
export interface XidRange {
  readonly from: bigint;
  readonly to: bigint;
}

/**
 * The ids of transactions from one on, as visible rows have them. A row tells only the lower half of
 * its transaction's number: it is taken for the latest number below `end` with that half, so a row of
 * long ago may be taken for a new one, and never a new one for an old one.
 *
 * @param begin number of 64 bits of the first such transaction
 * @param end the snapshot's end: no visible row is of this transaction or a later one
 * @returns undefined when every id may be of one
 */
export function xidsSince(begin: bigint, end: bigint): readonly XidRange[] | undefined {
  // A server that counts less than before is none of which this could be told.
  if (begin > end || end - begin >= XID_SPAN) return undefined;
  if (begin === end) return [];
  const from = begin % XID_SPAN;
  const to = end % XID_SPAN;
  const ranges =
    from < to
      ? [{ from, to }]
      : [
          { from, to: XID_SPAN },
          { from: 0n, to },
        ];
  return ranges
    .map((range) => ({
      ...range,
      from: range.from < FIRST_NORMAL_XID ? FIRST_NORMAL_XID : range.from,
    }))
    .filter((range) => range.from < range.to);
}
