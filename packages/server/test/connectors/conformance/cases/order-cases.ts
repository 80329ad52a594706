import assert from "node:assert/strict";
import type {
  DiscoveredColumn,
  DiscoveredTable,
  ReadRequest,
  RowOrder,
} from "../../../../src/connectors/connector.ts";
import { quoteIdentifier } from "../../../../src/engine/duckdb/sql-text.ts";
import { type ConformanceBench, wholeOf } from "../conformance-bench.ts";
import type { ConformanceCase } from "../conformance-case.ts";
import type { EngineRows } from "../read-rows.ts";
import { makePeople } from "../people.ts";

const BOTH = [false, true];

/** @returns whether the source chose the first rows by the column itself */
export async function checkOrders(
  bench: ConformanceBench,
  table: DiscoveredTable,
  { column, limit }: { readonly column: DiscoveredColumn; readonly limit: number },
): Promise<boolean> {
  const all = await bench.read(wholeOf(table));
  let isDone = false;
  for (const isDescending of BOTH) {
    for (const areNullsFirst of BOTH) {
      const order = [{ column, isDescending, areNullsFirst }];
      isDone = await checkFirst(bench, { ...wholeOf(table), limit, order }, all);
      if (!isDone) return false;
    }
  }
  return isDone;
}

/** @returns whether fewer rows came than there are */
async function checkFirst(
  bench: ConformanceBench,
  request: ReadRequest & Required<Pick<ReadRequest, "limit" | "order">>,
  all: EngineRows,
): Promise<boolean> {
  const { limit, order } = request;
  const read = await bench.read(request);
  if (!read.isExact || read.rows.length >= all.rows.length) {
    assert.equal(read.rows.length, all.rows.length, "neither the first rows nor all");
    return false;
  }
  assert.equal(read.rows.length, limit, read.statement);
  const first = { orderBy: order.map(keySql).join(", "), limit };
  const keys = new Set(order.map(({ column }) => column.name));
  const keysOf = async (rows: typeof read): Promise<string[]> => {
    const chosen = await bench.first(rows, first);
    const places = rows.columns.flatMap(({ name }, at) => (keys.has(name) ? at : []));
    // The zeros of floating numbers are equal.
    return chosen.map((row) => JSON.stringify(places.map((at) => row[at])).replace("-0.0", "0.0"));
  };
  assert.deepEqual(await keysOf(read), await keysOf(all), `${read.statement}: ${first.orderBy}`);
  return true;
}

function keySql({ column, isDescending, areNullsFirst }: RowOrder): string {
  const direction = isDescending ? "DESC" : "ASC";
  return `${quoteIdentifier(column.name)} ${direction} NULLS ${areNullsFirst ? "FIRST" : "LAST"}`;
}

export const ORDER_CASES: readonly ConformanceCase[] = [
  {
    name: "the first rows by a column are the engine's, or all rows come",
    run: async (bench) => {
      const { table } = await makePeople(bench, "ordered");
      for (const column of table.columns) {
        for (const limit of [1, 8]) await checkOrders(bench, table, { column, limit });
      }
    },
  },
  {
    name: "so are the first ones by several columns, and of those that meet a filter",
    run: async (bench) => {
      const { table } = await makePeople(bench, "ordered_by_two");
      const [id, name, ...others] = table.columns;
      assert.ok(id !== undefined && name !== undefined);
      const needs = [
        [{ column: "id", op: ">", value: { kind: "integer", text: "4" } } as const],
        [{ column: "age", op: ">", value: { kind: "integer", text: "0" } } as const],
      ];
      for (const list of [[], ...needs]) {
        const chosen = { ...wholeOf(table), needs: [list] };
        const all = await bench.read(chosen);
        for (const column of [name, ...others]) {
          const isDescending = column === name;
          const key = { column, isDescending, areNullsFirst: !isDescending };
          const last = { column: id, isDescending: true, areNullsFirst: true };
          await checkFirst(bench, { ...chosen, limit: 5, order: [key, last] }, all);
        }
      }
    },
  },
  {
    name: "a column that was a key, and has NULLs by now, is ordered with them",
    isFor: ({ abilities }) => abilities.keys && abilities.changes,
    run: async (bench) => {
      const { fixture } = bench;
      const columns = [{ name: "id", type: fixture.typeNames.integer }];
      const made = { name: "unkeyed", columns, rows: [["1"], ["2"]] };
      const table = await bench.make({ ...made, key: ["id"] });
      const [column] = table.columns;
      assert.ok(column !== undefined);
      await fixture.dropTable("unkeyed");
      await fixture.createTable({ ...made, rows: [...made.rows, ["NULL"], ["3"]] });
      await checkOrders(bench, table, { column, limit: 2 });
    },
  },
];
