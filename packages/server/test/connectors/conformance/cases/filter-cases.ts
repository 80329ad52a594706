import assert from "node:assert/strict";
import type { ColumnFilter, FilterValue } from "../../../../src/engine/column-filter.ts";
import { quoteIdentifier, quoteLiteral } from "../../../../src/engine/duckdb/sql-text.ts";
import { type ConformanceBench, wholeOf } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import type { EngineRows } from "../read-rows.ts";
import { byId, makePeople, type People } from "../people.ts";

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
    const equal = values.map((value): ColumnFilter => ({
      column: name,
      op: "in",
      values: [value],
    }));
    const ordered = ORDERS.flatMap((op) =>
      values.map((value): ColumnFilter => ({ column: name, op, value })),
    );
    if (first === undefined || second === undefined) return [...equal, ...ordered];
    const several: ColumnFilter = { column: name.toUpperCase(), op: "in", values: [first, second] };
    return [...equal, ...ordered, several];
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
    const expected = await chosen(bench, all, conditionOf(filter));
    // What is an error in the engine is one before any source is asked.
    if (expected === undefined) continue;
    const read = await bench.read({ ...wholeOf(people.table), needs: [[filter]] });
    checkSuperset(read, expected, JSON.stringify(filter));
    if (read.isExact) exact += 1;
    if (read.rows.length < all.rows.length) reduced += 1;
  }
  return { filters: filters.length, exact, reduced };
}

async function chosen(
  bench: ConformanceBench,
  all: EngineRows,
  condition: string,
): Promise<(string | null)[][] | undefined> {
  try {
    return await bench.choose(all, condition);
  } catch {
    return undefined;
  }
}

/** More rows than the engine chooses are right, unless the source says that there are none more. */
function checkSuperset(
  { rows, isExact }: EngineRows,
  expected: readonly (readonly (string | null)[])[],
  what: string,
): void {
  const found = new Set(rows.map((row) => JSON.stringify(row)));
  for (const row of expected) {
    assert.ok(found.has(JSON.stringify(row)), `${what} lost the row ${JSON.stringify(row)}`);
  }
  if (isExact) assert.deepEqual(byId(rows), byId(expected), `${what} is not exact`);
}

function conditionOf(filter: ColumnFilter): string {
  const name = quoteIdentifier(filter.column);
  if (filter.op === "in") return `${name} IN (${filter.values.map(constantSql).join(", ")})`;
  return `${name} ${filter.op} ${constantSql(filter.value)}`;
}

function constantSql({ kind, text }: FilterValue): string {
  switch (kind) {
    case "text":
      return quoteLiteral(text);
    case "date":
      return `DATE '${text}'`;
    case "timestamp":
      return `TIMESTAMP '${text}'`;
    case "timestamptz":
      return `TIMESTAMPTZ '${text}'`;
    case "double":
      return `CAST('${text}' AS DOUBLE)`;
    default:
      return text;
  }
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
