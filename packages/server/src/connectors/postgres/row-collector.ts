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

/** Begins to collect the rows of a statement. */
export type CollectRows = (onPiece: (piece: SourcePiece) => void) => RowCollector;
