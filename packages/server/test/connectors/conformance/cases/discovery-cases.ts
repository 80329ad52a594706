import assert from "node:assert/strict";
import type { ConformanceCase } from "../conformance-case.ts";
import { wholeOf } from "../conformance-bench.ts";
import { makePeople } from "../people.ts";

export const DISCOVERY_CASES: readonly ConformanceCase[] = [
  {
    name: "it answers a check",
    run: ({ connectors, fixture, signal }) => connectors.check(fixture.address, signal),
  },
  {
    name: "tables have their columns in order, their key and an estimate of their rows",
    run: async (bench) => {
      const { table, columns, rows } = await makePeople(bench, "discovered");
      assert.deepEqual(
        table.columns.map(({ name }) => name),
        columns.map(({ name }) => name),
      );
      assert.deepEqual(table.key, bench.fixture.abilities.keys ? ["id"] : []);
      const { estimatedRows } = table;
      assert.ok(
        estimatedRows === null || (estimatedRows >= 0 && estimatedRows <= rows.length * 10),
      );
      for (const { sourceType } of table.columns) assert.notEqual(sourceType, "");
    },
  },
  {
    name: "a key of several columns has them in its own order",
    isFor: ({ abilities }) => abilities.keys,
    run: async (bench) => {
      const { integer } = bench.fixture.typeNames;
      const columns = ["a", "b", "c"].map((name) => ({ name, type: integer }));
      const rows = [["1", "2", "3"]];
      const table = await bench.make({ name: "keyed", columns, rows, key: ["c", "a"] });
      assert.deepEqual(table.key, ["c", "a"]);
    },
  },
  {
    name: "a view is a table without key",
    isFor: ({ abilities }) => abilities.createView !== undefined,
    run: async (bench) => {
      const { table } = await makePeople(bench, "viewed");
      await bench.fixture.abilities.createView?.("view_of_people", "viewed");
      const view = await bench.discover("view_of_people");
      assert.deepEqual(view.key, []);
      assert.equal((await bench.read(wholeOf(view))).rows.length, 20);
      assert.deepEqual(
        view.columns.map(({ name }) => name),
        table.columns.map(({ name }) => name),
      );
    },
  },
  {
    name: "names may be anything: quotes, unicode, upper case, reserved words, commas, blanks",
    isFor: ({ abilities }) => abilities.oddNames,
    run: async (bench) => {
      const { integer, text } = bench.fixture.typeNames;
      const names = [
        "select",
        "Upper",
        'a "quoted" one',
        "ünï ☃",
        "a,b",
        "o'clock",
        "100%",
        "per.iod",
      ];
      for (const name of ['Table "of" Ünïcode', "order", "UPPER", "semi;colon", "it's"]) {
        const table = await bench.make({
          name,
          columns: names.map((column, index) => ({
            name: column,
            type: index === 0 ? integer : text,
          })),
          rows: [
            names.map((column, index) =>
              index === 0 ? "1" : bench.fixture.literal("text", column),
            ),
          ],
        });
        assert.deepEqual(
          table.columns.map((column) => column.name),
          names,
        );
        const column = names[2] ?? "";
        const filter = { column, op: "in", values: [{ kind: "text", text: column }] } as const;
        const { rows } = await bench.read({ ...wholeOf(table), needs: [[filter]] });
        assert.deepEqual(rows, [["1", ...names.slice(1)]], name);
      }
    },
  },
];
