import { isAnyInteger } from "@hotdata/contract/types";
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
      if (!row.every((cell, place) => isWhole(columns[place], cell))) return undefined;
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
    // The engine says so when it reads the file.
    return undefined;
  }
}

/** Whether a cast would drop nothing of the text; see `isWholeText` for files. */
function isWhole(column: RowTextColumn | undefined, cell: Cell): boolean {
  if (column === undefined) return false;
  const { type } = column;
  if (cell === null) return true;
  if (type.kind === "decimal") {
    const match = /^-?\d*(?:\.(\d*))?$/.exec(cell);
    return match !== null && (match[1]?.length ?? 0) <= type.scale;
  }
  if (type.kind !== "scalar") return true;
  if (isAnyInteger(type.name)) return /^-?\d+$/.test(cell);
  return type.name !== "DATE" || !cell.includes(":");
}

/** What the engine casts to these bytes. */
function blobText(hex: Cell): Cell {
  return hex === null ? null : hex.replaceAll(/../g, "\\x$&");
}
