import assert from "node:assert/strict";
import { tableFromIPC } from "apache-arrow";
import { arrowCells } from "./arrow-cell.ts";
import { csvCells } from "./csv-cells.ts";
import type { GeneratedTable } from "./generated-table.ts";
import { JsonMembers, parseJson } from "./lossless-json.ts";
import { nullable } from "./nested-kinds.ts";
import type { PropertyWorld } from "./property-world.ts";
import { type Value, withoutNonFinite } from "./value.ts";

/** Compares a stored result with the rows that it must have, in every format. */
export async function checkFormats(
  world: PropertyWorld,
  resultId: string,
  { columns, rows }: GeneratedTable,
): Promise<void> {
  const parts = columns.map(({ kind }) => nullable(kind));
  const read = <T>(cells: readonly T[], of: (place: number, cell: T) => Value): Value[] =>
    cells.map((cell, place) => of(place, cell));
  const part = (place: number) => {
    const found = parts[place];
    assert.ok(found, "more cells than columns");
    return found;
  };
  const finite = rows.map((row) => row.map(withoutNonFinite));

  const json = rowsOf(await world.text(resultId, "format=json"));
  assert.deepEqual(
    json.map((row) => read(row, (place, node) => part(place).ofJson(node))),
    finite,
    "JSON",
  );
  const [header, ...csv] = csvCells(await world.text(resultId, "format=csv"));
  assert.deepEqual(
    header,
    columns.map(({ name }) => name),
    "header of CSV",
  );
  assert.deepEqual(
    csv.map((row) => read(row, (place, cell) => part(place).ofText(cell))),
    finite,
    "CSV",
  );
  const arrow = tableFromIPC(await world.bytes(resultId, "format=arrow"));
  assert.deepEqual(
    arrowCells(arrow).map((row) => read(row, (place, cell) => part(place).ofArrow(cell))),
    rows,
    "Arrow",
  );
  const parquet = await world.parquetRows(resultId);
  assert.deepEqual(
    parquet.map((row) => read(row, (place, value) => part(place).ofDuck(value))),
    rows,
    "Parquet",
  );
}

/** The rows of a JSON answer. */
export function rowsOf(body: string) {
  const answer = parseJson(body);
  const rows = answer instanceof JsonMembers ? answer.get("rows") : undefined;
  assert.ok(Array.isArray(rows), "no rows");
  return rows.map((row) => {
    assert.ok(Array.isArray(row), "a row that is no list");
    return row;
  });
}
