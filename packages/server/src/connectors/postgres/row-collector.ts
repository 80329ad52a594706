import type { SourcePiece } from "../connector.ts";

/** Takes rows as they come from the connection and makes pieces of them. */
export interface RowCollector {
  /** One message of the server with a row; its bytes are valid until `settle` was called. */
  row(bytes: Buffer, start: number, end: number): void;
  /** Takes over what lies in bytes that are valid no longer. */
  settle(): void;
  /** Hands over what is left. */
  flush(): void;
}

/** In which form the rows of a statement are handed over. */
export interface RowForm<Piece> {
  collect(onPiece: (piece: Piece) => void): RowCollector;
  deliver(pieces: AsyncIterable<Piece>): AsyncIterable<SourcePiece>;
}
