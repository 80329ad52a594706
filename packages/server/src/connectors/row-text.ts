import type { SourcePiece } from "./connector.ts";

/** Few rows in the one form of text that pieces have; NULL is null. */
export function rowText(rows: readonly (readonly (string | null)[])[]): SourcePiece {
  const lines = rows.map((row) => Buffer.from(`${row.map(cellText).join(",")}\n`));
  return {
    text: Buffer.concat(lines),
    rowCount: rows.length,
    longestRowBytes: lines.reduce((longest, line) => Math.max(longest, line.length), 0),
  };
}

function cellText(cell: string | null): string {
  return cell === null ? "" : `"${cell.replaceAll('"', '""')}"`;
}
