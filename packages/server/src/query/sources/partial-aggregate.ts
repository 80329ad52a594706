import { type ColumnType, foldIdentifier, isInteger } from "@hotdata/contract/types";
import type {
  AggregateValue,
  DiscoveredColumn,
  PartialAggregate,
} from "../../connectors/connector.ts";
import type { TableNeeds } from "../../engine/column-filter.ts";
import type { AggregateCall, StatementAggregate } from "../../engine/statement-aggregate.ts";

/** Beside numbers, what has one order, and of equal values one text. */
const ORDERED: ReadonlySet<string> = new Set(["VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMPTZ"]);

/**
 * What a source may compute for a statement, where it comes to the same: not with floating numbers,
 * whose sum depends on the order and whose zeros are two. Undefined where it may not.
 */
export function partialAggregate(
  columns: readonly DiscoveredColumn[],
  { groups, calls, aliases }: StatementAggregate,
  needs: TableNeeds,
): PartialAggregate | undefined {
  const find = (name: string): DiscoveredColumn | undefined =>
    columns.find((column) => foldIdentifier(column.name) === foldIdentifier(name));
  if (aliases.some((alias) => find(alias) !== undefined)) return undefined;
  const keys = groups.map(find).filter((column) => column !== undefined && isOrdered(column.type));
  const values = calls.map((call) => aggregateValue(call, find));
  const known = values.filter((value) => value !== undefined);
  if (keys.length < groups.length || known.length < values.length) return undefined;
  return { groups: keys.filter((column) => column !== undefined), values: known, needs };
}

function aggregateValue(
  call: AggregateCall,
  find: (name: string) => DiscoveredColumn | undefined,
): AggregateValue | undefined {
  if (call.column === undefined) return { function: "count" };
  const column = find(call.column);
  if (column === undefined) return undefined;
  if (call.function === "count") return { function: "count", column };
  const isKnown = call.function === "sum" ? isExactNumber(column.type) : isOrdered(column.type);
  return isKnown ? { function: call.function, column } : undefined;
}

function isExactNumber(type: ColumnType): boolean {
  return type.kind === "decimal" || (type.kind === "scalar" && isInteger(type.name));
}

function isOrdered(type: ColumnType): boolean {
  return isExactNumber(type) || (type.kind === "scalar" && ORDERED.has(type.name));
}
