import type { Place } from "../admission/admission.ts";
import type { ExportPiece } from "../engine/engine.ts";
import { pieceBytes } from "./piece-bytes.ts";

/**
 * The pieces of an export, each made in a turn of its own: while a slow reader takes its time over
 * one, others have theirs. The place is taken with the first piece, so a refusal is an ordinary answer.
 */
export async function* piecesInTurn(
  enter: () => Place,
  open: (isLow: boolean) => AsyncIterable<ExportPiece>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const place = enter();
  let pieces: AsyncIterator<ExportPiece> | undefined;
  let isDone = false;
  try {
    while (!isDone) {
      const next = await place.run(signal, ({ isLow }) => {
        pieces ??= open(isLow)[Symbol.asyncIterator]();
        return pieces.next();
      });
      isDone = next.done === true;
      if (next.done !== true) yield* pieceBytes(next.value);
    }
  } finally {
    place.leave();
    if (!isDone) await pieces?.return?.();
  }
}
