import type { RowTextColumn } from "../../engine/engine.ts";
import { moveEras, placesOfDays } from "./move-eras.ts";
import type { CollectRows } from "./row-collector.ts";
import { RowTextBuffer } from "./row-text-buffer.ts";

const QUOTED: ReadonlySet<string> = new Set(["VARCHAR", "JSON", "BLOB"]);

/**
 * Rows as text.
 * @param from `lines` of a COPY in the format CSV, or `cells` of a SELECT
 */
export function collectText(
  columns: readonly RowTextColumn[],
  from: "lines" | "cells",
): CollectRows {
  const days = placesOfDays(columns.map(({ type }) => type));
  const bare = columns.map(isBare);
  return (onPiece) => {
    const buffer = new RowTextBuffer(bare, (piece) => onPiece(moveEras(piece, days)));
    return {
      row: (bytes, start, end) => {
        if (from === "lines") buffer.addLine(bytes, start, end);
        else buffer.addCells(bytes, start, end);
      },
      settle: () => undefined,
      flush: () => buffer.flush(),
    };
  };
}

/** Of such types, no text is empty, which would be NULL, or has a comma, a quote or a line end. */
function isBare({ type }: RowTextColumn): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && !QUOTED.has(type.name);
}
