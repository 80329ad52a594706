import type { ColumnType } from "@hotdata/contract/types";
import type { ExecuteOutcome, ExecuteRequest } from "../engine.ts";
import { cellJson } from "./cell-json.ts";
import { readPreview } from "./read-preview.ts";

/** Characters of text that a small result has at most. */
export const MAX_CHARACTERS = 65_536;
export const MAX_ROWS = 2_048;

/** The texts that the engine casts a row's values to. */
export type Cells = (string | null)[];

export interface CellRows {
  readonly rows: readonly Cells[];
  /** As they are delivered, each one that {@link cellJson} knows. */
  readonly types: readonly ColumnType[];
}

/** Characters that a row counts for. */
export function charactersOf(row: Readonly<Cells>): number {
  return row.reduce((sum, cell) => sum + (cell?.length ?? 4) + 3, 2);
}

/** A small result that is kept as texts. */
export async function smallCells(
  { rows, types }: CellRows,
  previewSize: ExecuteRequest["preview"],
): Promise<Required<Pick<ExecuteOutcome, "cells">> & Pick<ExecuteOutcome, "rowCount" | "preview">> {
  const { rows: shown } = await readPreview(jsonRows(rows, types), previewSize);
  const preview = { rows: shown, truncated: shown.length < rows.length };
  return { rowCount: rows.length, cells: JSON.stringify(rows), preview };
}

function* jsonRows(rows: readonly Cells[], types: readonly ColumnType[]): Generator<string> {
  const writers = types.map(cellJson);
  for (const cells of rows) {
    const texts = cells.map((cell, index) =>
      cell === null ? "null" : (writers[index]?.(cell) ?? "null"),
    );
    yield `[${texts.join(",")}]`;
  }
}
