/** Blocks of a table's file; the end is not among them. */
export interface BlockRange {
  readonly from: number;
  /** Null: all that follow, also those that are added meanwhile. */
  readonly to: number | null;
}

export interface PieceSize {
  readonly blocksAtOnce: number;
  /** That the table has; beyond, nothing is cut into pieces. */
  readonly blocks: number;
}

/** What is left of a table beside some ranges, in pieces; the last one has no end. */
export function piecesBeside(taken: readonly BlockRange[], size: PieceSize): readonly BlockRange[] {
  const left: BlockRange[] = [];
  let from = 0;
  for (const range of taken.toSorted((one, other) => one.from - other.from)) {
    if (range.from > from) left.push({ from, to: range.from });
    if (range.to === null) return left.flatMap((one) => piecesOf(one, size));
    from = Math.max(from, range.to);
  }
  return [...left, { from, to: null }].flatMap((one) => piecesOf(one, size));
}

/** The range, cut into pieces. */
export function piecesOf(
  { from, to }: BlockRange,
  { blocksAtOnce, blocks }: PieceSize,
): readonly BlockRange[] {
  const pieces: BlockRange[] = [];
  const end = Math.min(to ?? blocks, blocks);
  let at = from;
  for (; at + blocksAtOnce < end; at += blocksAtOnce) {
    pieces.push({ from: at, to: at + blocksAtOnce });
  }
  return [...pieces, { from: at, to }];
}

/** The condition that a row lies in it. */
export function rangeSql({ from, to }: BlockRange): string {
  const begins = `ctid >= '(${from},0)'::tid`;
  return to === null ? begins : `${begins} AND ctid < '(${to},0)'::tid`;
}
