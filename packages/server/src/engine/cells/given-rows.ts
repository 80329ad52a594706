import type { Column } from "@hotdata/contract/types";
import type { ExecuteOutcome, ExecuteRequest } from "../engine.ts";
import { cellJson } from "./cell-json.ts";
import { deliveredType } from "./delivered-type.ts";
import { engineText, type ReadText } from "./engine-text.ts";
import { type Cells, charactersOf, MAX_CHARACTERS, MAX_ROWS, smallCells } from "./small-cells.ts";

/** Rows whose texts could be cast to the types of their columns. */
export interface GivenRows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/**
 * What a statement would have as its result that gives these rows as they are; undefined where that is
 * not known without the engine.
 */
export async function givenOutcome(
  { columns, rows }: GivenRows,
  preview: ExecuteRequest["preview"],
): Promise<ExecuteOutcome | undefined> {
  const delivered = columns.map(({ name, type }) => {
    return { name, type: deliveredType(type), nullable: true };
  });
  const types = delivered.map(({ type }) => type);
  const readers = columns.map(({ type }) => engineText(type));
  const areKnown = types.every((type, index) => cellJson(type) && readers[index]);
  const read = areKnown && rows.length <= MAX_ROWS ? readRows(rows, readers) : undefined;
  if (read === undefined) return undefined;
  const small = await smallCells({ rows: read, types }, preview);
  return { columns: delivered, sizeBytes: Buffer.byteLength(small.cells), ...small };
}

function readRows(
  rows: GivenRows["rows"],
  readers: readonly (ReadText | undefined)[],
): readonly Cells[] | undefined {
  const read: Cells[] = [];
  let room = MAX_CHARACTERS;
  for (const row of rows) {
    const cells: Cells = [];
    for (const [index, text] of row.entries()) {
      const cell = text === null ? null : readers[index]?.(text);
      if (cell === undefined) return undefined;
      cells.push(cell);
    }
    room -= charactersOf(cells);
    if (room < 0) return undefined;
    read.push(cells);
  }
  return read;
}
