import type { RowTextColumn } from "../../engine/engine.ts";
import { MAX_ROW_BYTES, type SourcePiece } from "../connector.ts";
import { SourceError } from "../source-error.ts";
import { cellKind } from "./cell-kind.ts";
import type { MysqlSession } from "./mysql-session.ts";
import { RowText } from "./row-text.ts";
import type { WireColumn } from "./wire-column.ts";

/** A statement with rows that the server has begun to answer. */
export interface BegunAnswer {
  readonly session: MysqlSession;
  readonly wire: readonly WireColumn[];
  readonly signal: AbortSignal;
}

/** All rows of an answer, which has these columns. */
export async function* answerPieces(
  { session, wire, signal }: BegunAnswer,
  columns: readonly RowTextColumn[],
): AsyncGenerator<SourcePiece> {
  const typeOf = (index: number): RowTextColumn["type"] => {
    const column = columns[index];
    if (column === undefined) throw new Error("the answer has more columns than were asked for");
    return column.type;
  };
  const rows = new RowText(wire.map((column, index) => cellKind(column, typeOf(index))));
  for (;;) {
    const next = session.next();
    if (next === "row") {
      const { bytes, start, end } = session.packets;
      if (!rows.hasRoomFor(end - start)) {
        yield* pieceOf(rows, end - start);
        // What has come already is not gone through for nobody.
        signal.throwIfAborted();
      }
      rows.add(bytes, start, end);
    } else if (next === "more") {
      await session.heeding(signal, async () => session.more());
    } else {
      yield* pieceOf(rows, 0);
      return;
    }
  }
}

function* pieceOf(rows: RowText, nextPacketBytes: number): Generator<SourcePiece> {
  if (rows.isEmpty) {
    rows.take(nextPacketBytes);
    return;
  }
  const piece = rows.take(nextPacketBytes);
  if (piece.longestRowBytes > MAX_ROW_BYTES) {
    const mib = MAX_ROW_BYTES / 1024 ** 2;
    throw new SourceError(
      "unreadable",
      `A row is longer than ${mib} MiB: leave out its long columns.`,
    );
  }
  yield piece;
}
