import { MAX_ROW_BYTES } from "./connector.ts";
import { SourceError } from "./source-error.ts";

/** @param label what the message calls the rows */
export function refuseWide(rowBytes: number, label: string): void {
  if (rowBytes <= MAX_ROW_BYTES) return;
  throw new SourceError(
    "unreadable",
    `A row of ${label} has ${rowBytes} bytes; at most ${MAX_ROW_BYTES} can be read. Leave its ` +
      "widest column out, by a view at the source.",
  );
}
