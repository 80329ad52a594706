import assert from "node:assert/strict";
import type { ColumnFilter, FilterValue } from "../../../../src/engine/column-filter.ts";
import { type ConformanceBench, wholeOf } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { makePeople, type People } from "../people.ts";
import { checkFilter, checkSuperset } from "./check-filter.ts";

type Kind = FilterValue["kind"];

/** Constants that a statement could compare a column of the people with. */
const CONSTANTS: Readonly<Record<string, readonly (readonly [Kind, string])[]>> = {
  id: [
    ["integer", "7"],
    ["integer", "0"],
    ["integer", "99999999999999999999"],
    ["decimal", "7.5"],
    ["decimal", "7.0"],
    ["double", "7e0"],
    ["text", "7"],
  ],
  age: [
    ["integer", "-20"],
    ["integer", "15"],
    ["decimal", "14.99"],
    ["text", "15"],
  ],
  name: [
    ["text", "ada"],
    ["text", "ADA"],
    ["text", "Ädä"],
    ["text", ""],
    ["text", "ada "],
    ["text", "O'Neil"],
    ["text", "back\\slash"],
    ["text", "two\nlines"],
    ["text", "😀"],
    ["text", "100%"],
    ["text", "m"],
    ["text", "a"],
    ["text", "Ä"],
    ["text", "back\\"],
    ["text", "under_"],
  ],
  score: [
    ["double", "0.1"],
    ["decimal", "0.1"],
    ["integer", "3"],
    ["double", "1e300"],
    ["double", "5e-324"],
    ["decimal", "-1.5"],
    ["text", "2.5"],
  ],
  amount: [
    ["decimal", "1.10"],
    ["decimal", "1.1"],
    ["decimal", "1.105"],
    ["integer", "100"],
    ["double", "1.1"],
    ["decimal", "9999999999999999.99"],
    ["text", "0.01"],
  ],
  born: [
    ["date", "2024-02-29"],
    ["text", "1970-01-01"],
    ["timestamp", "1970-01-01 00:00:00"],
    ["timestamp", "1969-12-31 12:00:00"],
  ],
  seen: [
    ["timestamp", "2024-01-01 10:00:00.5"],
    ["timestamp", "2024-01-01 10:00:00.50"],
    ["text", "1970-01-01 00:00:00"],
    ["date", "2024-01-01"],
    ["timestamp", "2024-02-29 23:59:59.999999"],
  ],
  active: [
    ["boolean", "true"],
    ["boolean", "false"],
  ],
};

const ORDERS = ["<", "<=", ">", ">="] as const;

/** Every operator with every constant; then some that need several at once. */
function filtersOf(people: People): ColumnFilter[] {
  return people.columns.flatMap(({ name }) => {
    const values = (CONSTANTS[name] ?? []).map(([kind, text]) => ({ kind, text }));
    const [first, second] = values;
    const equal = (["in", "not in"] as const).flatMap((op) =>
      values.map((value): ColumnFilter => ({ column: name, op, values: [value] })),
    );
    const nulls = (["null", "not null"] as const).map((op): ColumnFilter => ({ column: name, op }));
    const ordered = ORDERS.flatMap((op) =>
      values.map((value): ColumnFilter => ({ column: name, op, value })),
    );
    const prefixes = values.flatMap((value): ColumnFilter[] =>
      value.kind === "text" ? [{ column: name, op: "prefix", value }] : [],
    );
    const all = [...equal, ...ordered, ...nulls, ...prefixes];
    if (first === undefined || second === undefined) return all;
    const several = { column: name.toUpperCase(), values: [first, second] };
    return [...all, { ...several, op: "in" }, { ...several, op: "not in" }];
  });
}

/** How filters fared that were sent to a source. */
export interface FilterTally {
  readonly filters: number;
  readonly exact: number;
  /** Of which the source left rows out. */
  readonly reduced: number;
}

/** @param name of the table that is made for it */
export async function checkFilters(bench: ConformanceBench, name: string): Promise<FilterTally> {
  const people = await makePeople(bench, name);
  const all = await bench.read(wholeOf(people.table));
  const filters = filtersOf(people);
  let exact = 0;
  let reduced = 0;
  for (const filter of filters) {
    const read = await checkFilter(bench, { table: people.table, all, filter });
    if (read?.isExact === true) exact += 1;
    if (read !== undefined && read.rows.length < all.rows.length) reduced += 1;
  }
  return { filters: filters.length, exact, reduced };
}

export const FILTER_CASES: readonly ConformanceCase[] = [
  {
    name: "filters leave no row out that the engine would choose",
    run: async (bench) => {
      await checkFilters(bench, "filtered");
    },
  },
  {
    name: "several lists of filters bring the rows of each",
    run: async (bench) => {
      const people = await makePeople(bench, "several_needs");
      const all = await bench.read(wholeOf(people.table));
      const id = (text: string): ColumnFilter => ({
        column: "id",
        op: "in",
        values: [{ kind: "integer", text }],
      });
      const old: ColumnFilter = { column: "age", op: ">=", value: { kind: "integer", text: "50" } };
      const needs = [[id("1"), id("2")], [id("3")], [old]];
      const read = await bench.read({ ...wholeOf(people.table), needs });
      const expected = await bench.choose(all, "(id = 1 AND id = 2) OR id = 3 OR age >= 50");
      checkSuperset(read, expected, "several lists");
    },
  },
  {
    name: "one list without filters is every row",
    run: async (bench) => {
      const { table, rows } = await makePeople(bench, "no_filters");
      const one: ColumnFilter = {
        column: "id",
        op: "in",
        values: [{ kind: "integer", text: "1" }],
      };
      const read = await bench.read({ ...wholeOf(table), needs: [[one], []] });
      assert.equal(read.rows.length, rows.length);
    },
  },
];
