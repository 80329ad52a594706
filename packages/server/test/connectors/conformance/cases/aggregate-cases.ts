import assert from "node:assert/strict";
import type { AggregateValue, DiscoveredColumn } from "../../../../src/connectors/connector.ts";
import { quoteIdentifier } from "../../../../src/engine/duckdb/sql-text.ts";
import { type ConformanceBench, wholeOf } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import { makePeople } from "../people.ts";

async function checkAggregate(
  bench: ConformanceBench,
  name: string,
  groupBy: readonly string[],
): Promise<void> {
  const { table } = await makePeople(bench, name);
  const all = await bench.read(wholeOf(table));
  const groups = table.columns.filter((column) => groupBy.includes(column.name));
  for (const column of table.columns) {
    for (const value of valuesOf(column)) {
      const aggregate = { groups, values: [value], needs: [] };
      const read = await bench.read({ ...wholeOf(table), aggregate }).catch((error: unknown) => {
        throw new Error(`${spell(value)} cannot be read`, { cause: error });
      });
      if (!read.isExact) {
        assert.equal(read.rows.length, all.rows.length, "neither aggregates nor all rows");
        continue;
      }
      const shown = read.columns.map((one) => quoteIdentifier(one.name));
      assert.equal(shown.length, groups.length + 1);
      const expected = await bench.aggregate(all, {
        groups: groups.map((one) => quoteIdentifier(one.name)),
        value: spell(value),
        as: read.columns,
      });
      const sorted = (rows: readonly (readonly (string | null)[])[]): string[] =>
        rows.map((row) => JSON.stringify(row)).toSorted();
      assert.deepEqual(sorted(read.rows), sorted(expected), `${spell(value)} by ${groupBy.join()}`);
    }
  }
}

function valuesOf(column: DiscoveredColumn): AggregateValue[] {
  const all: AggregateValue[] = [
    { function: "count" },
    { function: "count", column },
    { function: "min", column },
    { function: "max", column },
  ];
  const { type } = column;
  const isNumber =
    type.kind === "decimal" || (type.kind === "scalar" && /INT|DOUBLE|FLOAT/.test(type.name));
  return isNumber ? [...all, { function: "sum", column }] : all;
}

function spell(value: AggregateValue): string {
  return value.column === undefined
    ? "count(*)"
    : `${value.function}(${quoteIdentifier(value.column.name)})`;
}

export const AGGREGATE_CASES: readonly ConformanceCase[] = [
  {
    name: "aggregates are the engine's, or rows instead of them",
    run: (bench) => checkAggregate(bench, "aggregated", []),
  },
  {
    name: "aggregates in groups of whole numbers are, too",
    run: (bench) => checkAggregate(bench, "grouped", ["age"]),
  },
  {
    name: "aggregates in groups of texts are, too",
    run: (bench) => checkAggregate(bench, "grouped_by_text", ["name"]),
  },
];
