import assert from "node:assert/strict";
import { wholeOf } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { byId, makePeople } from "../people.ts";

export const ROW_CASES: readonly ConformanceCase[] = [
  {
    name: "every value comes exactly, NULL and empty text are told apart, in files and without",
    run: async (bench) => {
      const { table, rows } = await makePeople(bench, "exact");
      for (const mayInline of [true, false]) {
        const read = await bench.read(wholeOf(table), { mayInline });
        assert.deepEqual(byId(read.rows), rows);
        assert.equal(read.isExact, true);
      }
    },
  },
  {
    name: "columns come as they were asked for, in that order and no others",
    run: async (bench) => {
      const { table, rows } = await makePeople(bench, "projected");
      const [id, name, age] = table.columns;
      assert.ok(id !== undefined && name !== undefined && age !== undefined);
      const read = await bench.read({ ...wholeOf(table), columns: [age, id, name] });
      assert.deepEqual(
        read.columns.map((column) => column.name),
        ["age", "id", "name"],
      );
      const expected = rows.map(([one, two, three]) => [three, one, two]);
      const found = read.rows.toSorted((a, b) => Number(a[1]) - Number(b[1]));
      assert.deepEqual(found, expected);
    },
  },
  {
    name: "an empty table has no rows, in files and without",
    run: async (bench) => {
      const { integer, text } = bench.fixture.typeNames;
      const table = await bench.make({
        name: "empty",
        columns: [
          { name: "id", type: integer },
          { name: "word", type: text },
        ],
        rows: [],
      });
      for (const mayInline of [true, false]) {
        assert.deepEqual((await bench.read(wholeOf(table), { mayInline })).rows, []);
      }
    },
  },
  {
    name: "many rows come in several files, each once",
    run: async (bench) => {
      await bench.fixture.createNumbers("many", 100_000);
      const table = await bench.discover("many");
      const read = await bench.read(wholeOf(table), { fileBytes: 500_000 });
      assert.equal(read.rows.length, 100_000);
      assert.equal(new Set(read.rows.map(([id]) => id)).size, 100_000);
      assert.ok(read.rows.every(([id, word]) => word === `word ${id}`));
    },
  },
  {
    name: "wide rows: 200 columns, and a text of 3 MB",
    run: async (bench) => {
      const { integer, text, longText = text } = bench.fixture.typeNames;
      const columns = Array.from({ length: 199 }, (_, index) => ({
        name: `c${index}`,
        type: longText,
      }));
      const long = '0123456789 ü,"\n'.repeat(200_000);
      const cells = columns.map((_, index) => (index === 7 ? long : String(index)));
      const table = await bench.make({
        name: "wide",
        columns: [{ name: "id", type: integer }, ...columns],
        rows: [["1", ...cells.map((cell) => bench.fixture.literal("text", cell))]],
      });
      const { rows } = await bench.read(wholeOf(table));
      assert.equal(rows.length, 1);
      assert.deepEqual(rows[0]?.slice(1), cells);
    },
  },
  {
    name: "a limit is heeded where it can be, and never brings too few",
    run: async (bench) => {
      const { table, rows } = await makePeople(bench, "limited");
      for (const limit of [1, 5, 100]) {
        const read = await bench.read({ ...wholeOf(table), limit });
        assert.ok(read.rows.length >= Math.min(limit, rows.length), `${read.rows.length} rows`);
        const known = new Set(rows.map((row) => JSON.stringify(row)));
        for (const row of read.rows) assert.ok(known.has(JSON.stringify(row)));
      }
    },
  },
  {
    name: "rows from a value of a column on, with it and without",
    isFor: ({ abilities }) => abilities.follows !== false,
    run: async (bench) => {
      const { table, rows } = await makePeople(bench, "followed");
      for (const isInclusive of [true, false]) {
        const from = { column: "id", value: "7", isInclusive };
        const read = await bench.read({ ...wholeOf(table), from });
        const expected = rows.filter(([id]) => Number(id) > 7 || (isInclusive && id === "7"));
        assert.deepEqual(byId(read.rows), expected);
      }
    },
  },
  {
    name: "more bytes than allowed are refused",
    run: async (bench) => {
      await bench.fixture.createNumbers("too_many", 50_000);
      const table = await bench.discover("too_many");
      await assert.rejects(bench.read(wholeOf(table), { maxBytes: 10_000 }), (error: Error) => {
        assert.equal(error.name, "SourceError", error.stack);
        assert.equal("kind" in error && error.kind, "unreadable");
        return true;
      });
    },
  },
  {
    name: "ten reads at once all get their rows",
    run: async (bench) => {
      const { table, rows } = await makePeople(bench, "at_once");
      const reads = Array.from({ length: 10 }, (_, index) =>
        bench.read(wholeOf(table), { mayInline: index % 2 === 0 }),
      );
      for (const read of await Promise.all(reads)) assert.deepEqual(byId(read.rows), rows);
    },
  },
];
