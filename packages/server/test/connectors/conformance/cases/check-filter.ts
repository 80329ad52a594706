import assert from "node:assert/strict";
import type { DiscoveredTable } from "../../../../src/connectors/connector.ts";
import {
  type ColumnFilter,
  type FilterValue,
  filterValues,
} from "../../../../src/engine/column-filter.ts";
import { quoteIdentifier, quoteLiteral } from "../../../../src/engine/duckdb/sql-text.ts";
import { type ConformanceBench, wholeOf } from "../conformance-bench.ts";
import { byId } from "../people.ts";
import type { EngineRows } from "../read-rows.ts";

export interface FilteredRead {
  readonly table: DiscoveredTable;
  /** Its rows without the filter. */
  readonly all: EngineRows;
  readonly filter: ColumnFilter;
}

/** Undefined for what is an error in the engine, which is one before any source is asked. */
export async function checkFilter(
  bench: ConformanceBench,
  { table, all, filter }: FilteredRead,
): Promise<EngineRows | undefined> {
  const expected = await chosen(bench, all, conditionOf(filter));
  if (expected === undefined) return undefined;
  const read = await bench.read({ ...wholeOf(table), needs: [[filter]] });
  checkSuperset(read, expected, JSON.stringify(filter));
  return read;
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
export function checkSuperset(
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
  const values = filterValues(filter).map(constantSql).join(", ");
  if (filter.op === "null" || filter.op === "not null") return `${name} IS ${filter.op}`;
  if (filter.op === "prefix") return `starts_with(${name}, ${values})`;
  return "values" in filter ? `${name} ${filter.op} (${values})` : `${name} ${filter.op} ${values}`;
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
