import type { RowTextColumn } from "../../engine/engine.ts";
import { rowsOfText } from "./rows-of-text.ts";

type Cell = string | null;

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * The rows of some pieces as text that can be cast to the columns' types; undefined where a value
 * could not be, or its text stand in a statement.
 */
export function inlineRows(
  pieces: readonly { readonly text: Uint8Array }[],
  columns: readonly RowTextColumn[],
): readonly (readonly Cell[])[] | undefined {
  if (pieces.length > 0 && columns.some(({ encoding }) => encoding === "json")) return undefined;
  const hexPlaces = columns.flatMap(({ encoding }, place) => (encoding === "hex" ? place : []));
  const all: Cell[][] = [];
  for (const { text } of pieces) {
    if (text.includes(0)) return undefined;
    const decoded = decode(text);
    if (decoded === undefined) return undefined;
    for (const row of rowsOfText(decoded)) {
      for (const place of hexPlaces) row[place] = blobText(row[place] ?? null);
      all.push(row);
    }
  }
  return all;
}

function decode(text: Uint8Array): string | undefined {
  try {
    return DECODER.decode(text);
  } catch {
    // The engine says which row it is when it reads the file.
    return undefined;
  }
}

/** What the engine casts to these bytes. */
function blobText(hex: Cell): Cell {
  return hex === null ? null : hex.replaceAll(/../g, "\\x$&");
}
