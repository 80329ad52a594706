import assert from "node:assert/strict";
import { test } from "node:test";
import { RecordBatchReader, tableFromIPC } from "apache-arrow";
import * as fc from "fast-check";
import { arrowCells } from "./arrow-cell.ts";
import { rowsOf } from "./check-formats.ts";
import { type GeneratedTable, tables, tableSql } from "./generated-table.ts";
import { nullable } from "./nested-kinds.ts";
import { PropertyWorld } from "./property-world.ts";
import { runOptions } from "./run-options.ts";
import type { Value } from "./value.ts";

/** Three row groups in a file. */
const LARGE_ROWS = 260_000;
const LARGE =
  "SELECT range AS n, CASE WHEN range % 5 > 0 THEN 'row ' || range END AS s, " +
  `[range, NULL] AS l FROM range(${LARGE_ROWS}) ORDER BY n`;

/** Sizes of pages, the last of which goes on until the end. */
const sizes = (most: number) => fc.array(fc.nat({ max: most }), { minLength: 1, maxLength: 5 });

test("pages of a small result of any types make the whole", async (t) => {
  const world = await PropertyWorld.open(t);
  const database = await world.createDatabase();
  await fc.assert(
    fc.asyncProperty(tables(20), sizes(8), async (table, limits) => {
      const file = await world.parquet(tableSql(table));
      await world.load(database, "t", { mode: "replace", file });
      const resultId = await world.result(database, "SELECT * FROM t ORDER BY place");
      const pages = pagesOf(limits);
      await checkText(world, resultId, pages);
      const whole = await arrowValues(world, resultId, "", table);
      assert.deepEqual(whole, table.rows, "Arrow");
      const found = [];
      for (const page of pages) found.push(...(await arrowValues(world, resultId, page, table)));
      assert.deepEqual(found, whole, "pages of Arrow");
      assert.deepEqual(await streamedArrow(world, resultId, table), whole, "Arrow as a stream");
    }),
    runOptions(20),
  );
});

test("pages of a large result make the whole", async (t) => {
  const world = await PropertyWorld.open(t);
  const database = await world.createDatabase();
  const resultId = await world.result(database, LARGE);
  const csv = await world.text(resultId, "format=csv");
  const lines = csv.split("\n");
  assert.equal(lines.length, LARGE_ROWS + 2);
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: LARGE_ROWS + 10 }),
      fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: LARGE_ROWS })),
      async (offset, limit) => {
        const page = `offset=${offset}&limit=${limit}`;
        const text = await world.text(resultId, `format=csv&${page}`);
        const expected = lines.slice(1, -1).slice(offset, offset + limit);
        assert.ok(text === [lines[0], ...expected, ""].join("\n"), `CSV of ${page}`);
        const arrow = tableFromIPC(await world.bytes(resultId, `format=arrow&${page}`));
        assert.equal(arrow.numRows, expected.length, `rows of Arrow of ${page}`);
        const numbers = arrow.getChild("n")?.toArray() ?? [];
        const isSame = expected.every((_, place) => numbers[place] === BigInt(offset + place));
        assert.ok(isSame, `Arrow of ${page}`);
        if (limit > 2_000) return;
        const rows = rowsOf(await world.text(resultId, `format=json&${page}`));
        assert.equal(rows.length, expected.length, `rows of JSON of ${page}`);
      },
    ),
    runOptions(15),
  );
});

/** Query strings of pages that follow each other, the last without an end. */
function pagesOf(limits: readonly number[]): string[] {
  let offset = 0;
  const pages = limits.map((limit) => {
    const page = `offset=${offset}&limit=${limit}`;
    offset += limit;
    return page;
  });
  return [...pages, `offset=${offset}`];
}

async function checkText(world: PropertyWorld, resultId: string, pages: readonly string[]) {
  const header = await world.text(resultId, "format=csv&limit=0");
  let csv = header;
  const rows = [];
  for (const page of pages) {
    const text = await world.text(resultId, `format=csv&${page}`);
    assert.ok(text.startsWith(header), "a page without the header");
    csv += text.slice(header.length);
    rows.push(...rowsOf(await world.text(resultId, `format=json&${page}`)));
  }
  assert.equal(csv, await world.text(resultId, "format=csv"), "pages of CSV");
  assert.deepEqual(rows, rowsOf(await world.text(resultId, "format=json")), "pages of JSON");
}

async function arrowValues(
  world: PropertyWorld,
  resultId: string,
  page: string,
  table: GeneratedTable,
): Promise<Value[][]> {
  const arrow = tableFromIPC(await world.bytes(resultId, `format=arrow&${page}`));
  return valuesOf(arrowCells(arrow), table);
}

/** Batch by batch, as they come. */
async function streamedArrow(
  world: PropertyWorld,
  resultId: string,
  table: GeneratedTable,
): Promise<Value[][]> {
  const response = await world.fetch(resultId, "format=arrow");
  const found: Value[][] = [];
  for await (const batch of await RecordBatchReader.from(response)) {
    found.push(...valuesOf(arrowCells({ batches: [batch] }), table));
  }
  return found;
}

function valuesOf(cells: ReturnType<typeof arrowCells>, { columns }: GeneratedTable): Value[][] {
  const parts = columns.map(({ kind }) => nullable(kind));
  return cells.map((row) => row.map((cell, place) => parts[place]?.ofArrow(cell) ?? null));
}
