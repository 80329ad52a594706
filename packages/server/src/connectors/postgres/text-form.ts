import type { RowTextColumn } from "../../engine/engine.ts";
import type { SourcePiece } from "../connector.ts";
import { moveEras, placesOfDays } from "./move-eras.ts";
import type { RowForm } from "./row-collector.ts";
import { RowTextBuffer } from "./row-text-buffer.ts";

type TextPiece = Extract<SourcePiece, { text: Uint8Array }>;

const QUOTED: ReadonlySet<string> = new Set(["VARCHAR", "JSON", "BLOB"]);

/**
 * Rows as text.
 * @param from `lines` of a COPY in the format CSV, or `cells` of a SELECT
 */
export function textForm(
  columns: readonly RowTextColumn[],
  from: "lines" | "cells",
): RowForm<TextPiece> {
  const days = placesOfDays(columns.map(({ type }) => type));
  return {
    collect: (onPiece) => {
      const buffer = new RowTextBuffer(columns.map(isBare), onPiece);
      return {
        row: (bytes, start, end) => {
          if (from === "lines") buffer.addLine(bytes, start, end);
          else buffer.addCells(bytes, start, end);
        },
        settle: () => undefined,
        flush: () => buffer.flush(),
      };
    },
    deliver: async function* (pieces) {
      for await (const piece of pieces) yield moveEras(piece, days);
    },
  };
}

/** Of such types, no text is empty, which would be NULL, or has a comma, a quote or a line end. */
function isBare({ type }: RowTextColumn): boolean {
  if (type.kind === "decimal") return true;
  return type.kind === "scalar" && !QUOTED.has(type.name);
}
