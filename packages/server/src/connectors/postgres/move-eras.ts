import type { ColumnType } from "@hotdata/contract/types";
import type { SourcePiece } from "../connector.ts";
import { rowsOfText } from "../process/rows-of-text.ts";

type TextPiece = Extract<SourcePiece, { text: Uint8Array }>;

const DAYS: ReadonlySet<string> = new Set(["DATE", "TIMESTAMP", "TIMESTAMPTZ"]);
const ERA = Buffer.from(" BC");
const DAY = /^(\S+)(.*) BC$/s;

/** Places of the columns whose values may lie before Christ. */
export function placesOfDays(types: readonly ColumnType[]): readonly number[] {
  return types.flatMap((type, place) =>
    type.kind === "scalar" && DAYS.has(type.name) ? place : [],
  );
}

/**
 * Writes days before Christ as the engine reads them: `0044-03-15 10:00:00 BC` as
 * `0044-03-15 (BC) 10:00:00`. It would take the first for a day after. Nearly no table has any, so that
 * looking for them has to be cheap, and moving them does not.
 */
export function moveEras(piece: TextPiece, places: readonly number[]): TextPiece {
  const bytes = Buffer.from(piece.text.buffer, piece.text.byteOffset, piece.text.length);
  if (places.length === 0 || !bytes.includes(ERA)) return piece;
  // Read as this encoding, every byte is a character, and comes back as it was.
  const lines = rowsOfText(bytes.toString("latin1")).map((row) => {
    for (const place of places) row[place] = row[place]?.replace(DAY, "$1 (BC)$2") ?? null;
    return Buffer.from(`${row.map(cellText).join(",")}\n`, "latin1");
  });
  const longestRowBytes = lines.reduce((longest, { length }) => Math.max(longest, length), 0);
  return { text: Buffer.concat(lines), rowCount: piece.rowCount, longestRowBytes };
}

function cellText(cell: string | null): string {
  return cell === null ? "" : `"${cell.replaceAll('"', '""')}"`;
}
