import type { SourcePiece, SourceRead } from "../connector.ts";
import { inlineRows } from "./inline-rows.ts";
import type { SpoolTally } from "./spooled-files.ts";

const MAX_INLINE_ROWS = 1_000;
const MAX_INLINE_BYTES = 256 * 1_024;

export interface BegunRead {
  /** All rows, where they are few. */
  readonly rows: readonly (readonly (string | null)[])[] | undefined;
  /** All pieces, also those that were looked at. */
  readonly pieces: AsyncIterable<SourcePiece>;
}

/** Reads until it is known whether the rows are few enough to be handed over at once. */
export async function beginRead(
  read: SourceRead,
  tally: SpoolTally,
  mayInline: boolean,
): Promise<BegunRead> {
  if (!mayInline) return { rows: undefined, pieces: read.pieces };
  const iterator = read.pieces[Symbol.asyncIterator]();
  const begun: SourcePiece[] = [];
  let isEnded = false;
  while (!isEnded && isFew(begun)) {
    const next = await iterator.next();
    if (next.done === true) isEnded = true;
    else begun.push(next.value);
  }
  const texts = begun.flatMap((piece) => ("text" in piece ? piece : []));
  const isWhole = isEnded && isFew(begun);
  const rows = isWhole ? inlineRows(texts, read.columns) : undefined;
  if (rows !== undefined) for (const piece of texts) tally.add(piece.text.length, piece.rowCount);
  return { rows, pieces: rejoined(begun, iterator) };
}

function isFew(pieces: readonly SourcePiece[]): boolean {
  let rows = 0;
  let bytes = 0;
  for (const piece of pieces) {
    if (!("text" in piece)) return false;
    rows += piece.rowCount;
    bytes += piece.text.length;
  }
  return rows <= MAX_INLINE_ROWS && bytes <= MAX_INLINE_BYTES;
}

async function* rejoined(
  begun: readonly SourcePiece[],
  rest: AsyncIterator<SourcePiece>,
): AsyncGenerator<SourcePiece> {
  try {
    yield* begun;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}
