import { foldIdentifier } from "@hotdata/contract/types";
import type { DiscoveredColumn, ReadRequest, RowOrder } from "../../connectors/connector.ts";
import type { SourceTable } from "../../connections/connection.ts";
import type { ColumnFilter, TableNeeds } from "../../engine/column-filter.ts";
import type { ColumnOrder } from "../../engine/column-order.ts";
import type { Statement, TableReference } from "../../engine/engine.ts";
import { partialAggregate } from "./partial-aggregate.ts";

/** What a statement asks of one table. */
export interface TableQuestion {
  readonly statement: Pick<Statement, "columns" | "aggregate">;
  /** As the statement has them. */
  readonly references: readonly TableReference[];
  /** The same with the values of parameters. */
  readonly bound: readonly TableReference[];
}

export interface AskedTable {
  /** The least that has to be read of it. */
  readonly request: ReadRequest;
  /**
   * How many rows a statement wants that gives those of its only table: the request asks for no others.
   * Undefined where it may ask for more of them.
   */
  readonly wanted: { readonly limit: number | undefined } | undefined;
}

/** What is asked of a source's table for a statement. */
export function askOfTable(table: SourceTable, question: TableQuestion): AskedTable {
  const { schema, table: name } = table;
  const { statement, bound } = question;
  const columns = readColumns(table, statement.columns);
  const needs = knownNeeds(bound, table.columns);
  const whole = wholeNeeds(question, needs);
  const { aggregate: asked } = statement;
  const aggregate = whole && asked && partialAggregate(table.columns, asked, whole);
  const limit = limitSum(bound);
  const isUnknown = limit === undefined && bound.some((reference) => reference.limit !== undefined);
  const request = {
    schema,
    table: name,
    columns,
    ...(needs === undefined ? {} : { needs }),
    ...(whole && enoughRows(table, bound, limit)),
    ...(aggregate === undefined ? {} : { aggregate }),
  };
  return { request, wanted: whole === undefined || isUnknown ? undefined : { limit } };
}

/** A statement that only counts rows needs some column all the same. */
function readColumns(
  { columns, key }: SourceTable,
  used: readonly string[] | undefined,
): readonly DiscoveredColumn[] {
  if (used === undefined) return columns;
  const names = new Set(used);
  const read = columns.filter(({ name }) => names.has(foldIdentifier(name)));
  if (read.length > 0) return read;
  const [first] = key;
  const one = columns.find(({ name }) => name === first) ?? columns.find(isShort) ?? columns[0];
  return one === undefined ? [] : [one];
}

function isShort({ type }: DiscoveredColumn): boolean {
  return type.kind === "scalar" && type.name !== "VARCHAR" && type.name !== "BLOB";
}

/** Without filters of what is no column of the table: those are of something else. */
function knownNeeds(
  references: readonly TableReference[],
  columns: readonly DiscoveredColumn[],
): TableNeeds | undefined {
  const names = new Set(columns.map(({ name }) => foldIdentifier(name)));
  const all: (readonly ColumnFilter[])[] = [];
  for (const { needs } of references) {
    if (needs === undefined) return undefined;
    all.push(
      ...needs.map((list) => list.filter(({ column }) => names.has(foldIdentifier(column)))),
    );
  }
  return all.some((list) => list.length === 0) ? undefined : all;
}

/**
 * What a table that is named once needs, where that is all that the statement says; undefined where a
 * filter of it is not known, and more rows are read than it asks for.
 */
function wholeNeeds(
  { references, bound }: TableQuestion,
  needs: TableNeeds = [],
): TableNeeds | undefined {
  const [asked, ...others] = references;
  if (asked === undefined || others.length > 0 || bound.length > 1) return undefined;
  const { needs: lists = [] } = asked;
  const isWhole = lists.every((list, index) => list.length === needs[index]?.length);
  return isWhole ? needs : undefined;
}

/** How many rows will do, and which, where both are known: at least one, since few sources know a limit of none. */
function enoughRows(
  { columns }: SourceTable,
  bound: readonly TableReference[],
  sum: number | undefined,
): Pick<ReadRequest, "limit" | "order"> {
  const limit = sum === undefined ? undefined : Math.max(sum, 1);
  const [{ order: asked = [] } = {}] = bound;
  const order = asked.map((key) => rowOrder(key, columns)).filter((key) => key !== undefined);
  if (limit === undefined || order.length < asked.length) return {};
  return order.length === 0 ? { limit } : { limit, order };
}

/** What is no column of the table is something else, such as one of another table. */
function rowOrder(
  { column: name, ...direction }: ColumnOrder,
  columns: readonly DiscoveredColumn[],
): RowOrder | undefined {
  const column = columns.find((one) => foldIdentifier(one.name) === foldIdentifier(name));
  return column && { ...direction, column };
}

function limitSum([reference]: readonly TableReference[]): number | undefined {
  const parts = reference?.limit;
  if (parts === undefined) return undefined;
  const counts = parts.flatMap((part) => ("value" in part ? [part.value] : []));
  const sum = counts.reduce((total, count) => total + count, 0);
  return counts.length === parts.length && Number.isSafeInteger(sum) ? sum : undefined;
}
