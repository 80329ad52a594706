import assert from "node:assert/strict";
import { sqlTypeText } from "@hotdata/contract/types";
import type { DiscoveredTable } from "../../../../src/connectors/connector.ts";
import type { ColumnFilter } from "../../../../src/engine/column-filter.ts";
import { type ConformanceBench, wholeOf } from "../conformance-bench.ts";
import {
  type ConformanceFixture,
  tableNamed,
  type TableToMake,
  type TypeCase,
} from "../fixture.ts";
import { byId } from "../people.ts";
import { checkFilter } from "./check-filter.ts";
import { checkOrders } from "./order-cases.ts";

/** What became of the source's types. */
export interface TypeTally {
  readonly types: number;
  /** Of which every value came exactly. */
  readonly exact: number;
  /** Of which discovery says what is lost. */
  readonly documentedLoss: number;
  /** Whose first rows the source chooses itself. */
  readonly ordered: number;
  readonly problems: readonly string[];
}

/** Every type of the source, read in both ways that rows can take. */
export async function checkTypes(bench: ConformanceBench): Promise<TypeTally> {
  const { fixture, connectors, signal } = bench;
  const problems: string[] = [];
  let documentedLoss = 0;
  let ordered = 0;
  for (const [index, type] of fixture.types.entries()) {
    await fixture.createTable(tableOf(fixture, type, nameOf(index)));
  }
  const tables = await connectors.discover(fixture.address, signal);
  for (const [index, type] of fixture.types.entries()) {
    try {
      const table = tableNamed(tables, fixture, nameOf(index));
      if (await checkType(bench, type, table)) ordered += 1;
      if (type.isLossy === true) documentedLoss += 1;
    } catch (error) {
      problems.push(`${type.declared}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const types = fixture.types.length;
  const exact = types - documentedLoss - problems.length;
  return { types, exact, documentedLoss, ordered, problems };
}

function nameOf(index: number): string {
  return `type_${index}`;
}

function tableOf({ typeNames }: ConformanceFixture, type: TypeCase, name: string): TableToMake {
  const literals = [...type.values.map(([literal]) => literal), "NULL"];
  return {
    name,
    columns: [
      { name: "id", type: typeNames.integer },
      { name: "value", type: type.declared },
    ],
    rows: literals.map((literal, index) => [String(index), literal]),
  };
}

/** @returns whether the source can order by it, which it then does as the engine */
async function checkType(
  bench: ConformanceBench,
  type: TypeCase,
  table: DiscoveredTable,
): Promise<boolean> {
  const column = table.columns[1];
  assert.ok(column !== undefined, "it was not discovered");
  assert.equal(sqlTypeText(column.type), type.type);
  assert.equal(column.loss !== undefined, type.isLossy === true, `loss: ${column.loss}`);
  const expected = [...type.values.map(([, text]) => text), null];
  for (const mayInline of [true, false]) {
    const read = await bench.read(wholeOf(table), { mayInline });
    const found = byId(read.rows).map(([, text]) => text);
    assert.deepEqual(found, expected, mayInline ? "in a small read" : "in files");
  }
  await checkFilters(bench, table, type);
  return checkOrders(bench, table, { column, limit: Math.ceil(expected.length / 2) });
}

/** What is NULL, and of what is text here but maybe not there, how it compares. */
async function checkFilters(
  bench: ConformanceBench,
  table: DiscoveredTable,
  { type, values }: TypeCase,
): Promise<void> {
  const all = await bench.read(wholeOf(table));
  const [text = ""] = values.flatMap(([, shown]) => shown ?? []);
  const texts = type === "VARCHAR" ? [text, text.toUpperCase(), "x"] : [];
  const filters: ColumnFilter[] = [
    { column: "value", op: "null" },
    { column: "value", op: "not null" },
    ...texts.flatMap((one): ColumnFilter[] => {
      const value = { kind: "text", text: one } as const;
      return [
        { column: "value", op: "in", values: [value] },
        { column: "value", op: "not in", values: [value] },
        { column: "value", op: ">=", value },
        { column: "value", op: "prefix", value: { ...value, text: one.slice(0, 2) } },
      ];
    }),
  ];
  for (const filter of filters) await checkFilter(bench, { table, all, filter });
}
