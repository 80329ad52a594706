/** Rows of a stored result, by their numbers in its file. */
export interface RowRange {
  readonly from: number;
  /** The first that is not among them. */
  readonly to: number;
}

/** Neighbouring rows, and about how many bytes of text they make. */
export interface MeasuredRows extends RowRange {
  readonly sizeBytes: number;
}

/** Rows that are written in one go. */
export interface RowSpan extends MeasuredRows {
  /** Whether there are few of them for their size: a file's worth would be too few for a statement. */
  readonly isWide: boolean;
}

/** Rows are measured in blocks of this many. */
export const BLOCK_ROWS = 8_192;
/** Rows of a row group, as the engine writes it; each is read by one thread. */
export const GROUP_ROWS = 15 * BLOCK_ROWS;

/** Text that may lie on disk for one export. */
const SPAN_BYTES = 24 * 1_024 ** 2;
/** A block beyond this is wide: to find a span's rows, those before it in the row group are read. */
const WIDE_BLOCK_BYTES = SPAN_BYTES / 3;

/** Joins blocks to spans that end, where they can, with a row group. */
export function* rowSpans(blocks: readonly MeasuredRows[]): Generator<RowSpan> {
  let span: RowSpan | undefined;
  for (const [index, block] of blocks.entries()) {
    const isWide = block.sizeBytes > WIDE_BLOCK_BYTES;
    if (span === undefined) {
      span = { ...block, isWide };
      continue;
    }
    // A row group that fits as a whole is not split.
    const isGroupStart = block.from % GROUP_ROWS === 0;
    const addedBytes = isGroupStart ? groupBytes(blocks, index) : block.sizeBytes;
    const fits = isWide || span.sizeBytes + addedBytes <= SPAN_BYTES;
    if (span.isWide === isWide && fits) {
      span = { ...span, to: block.to, sizeBytes: span.sizeBytes + block.sizeBytes };
    } else {
      yield span;
      span = { ...block, isWide };
    }
  }
  if (span !== undefined) yield span;
}

function groupBytes(blocks: readonly MeasuredRows[], first: number): number {
  const group = blocks.slice(first, first + GROUP_ROWS / BLOCK_ROWS);
  return group.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
