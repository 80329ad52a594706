import type { DiscoveredColumn, RowOrder } from "../connector.ts";
import type { ColumnFilter } from "../../engine/column-filter.ts";
import type { Constant } from "./constant.ts";
import { joinSql, type SqlText } from "./sql-text.ts";

/** What differs between sources that speak SQL. Names that are handed over are quoted already. */
export interface SqlDialect {
  quote(name: string): string;
  /** The table as FROM names it; `schema.table` where it is absent. */
  table?(schema: string, table: string): string;
  /**
   * Values of the column as the exact text that the encoding of its type asks for.
   * @param value the column's name, or an expression of its type
   */
  text(column: DiscoveredColumn, value: string): string;
  /** What is selected behind the columns' values for the reader of the rows alone. */
  guards?(columns: readonly DiscoveredColumn[]): readonly string[];
  /** The condition as far as the source can check it; undefined: not at all. */
  condition(comparison: Comparison): Condition | undefined;
  /**
   * What to compare by so that order and equality are the engine's, for MIN, MAX and GROUP BY;
   * undefined where the source has nothing like it.
   */
  comparable(column: DiscoveredColumn, name: string, use: "group" | "order"): string | undefined;
  /** What ORDER BY says for the engine's order; undefined where the source has nothing like it. */
  order(key: OrderKey): string | undefined;
  /** A condition where rows are ordered, and no other says which. */
  readonly orderGuard?: SqlText;
  /**
   * What is NULL exactly where the engine has NULL, for COUNT; undefined where the source has nothing
   * like it. The column's own name when absent.
   */
  counted?(column: DiscoveredColumn, name: string): string | undefined;
  /** The exact sum, as text of what `sumType` says; undefined where the source cannot. */
  sum(column: DiscoveredColumn, name: string): string | undefined;
}

/** A key of ORDER BY. */
export interface OrderKey extends RowOrder {
  /** Quoted. */
  readonly name: string;
  /** Whether the conditions leave out all rows in which the engine has NULL. */
  readonly isNeverNull: boolean;
}

/** A filter on one column; the constants are of the kinds that go with the column's type. */
export interface Comparison {
  readonly column: DiscoveredColumn;
  /** Quoted. */
  readonly name: string;
  /**
   * `in`: equal to one of the constants, of which there is at least one; `not in`: to none of them.
   * `prefix`: a text that begins with the one, of one character at least, byte for byte.
   * What is or is not NULL in the engine has no constant, may be of any type, and all others have one.
   */
  readonly op: ColumnFilter["op"];
  readonly constants: readonly Constant[];
}

export interface Condition {
  readonly text: SqlText;
  /** Whether exactly those rows meet it that the engine's own check lets pass; otherwise more do. */
  readonly isExact: boolean;
}

/** `name = value`, `name NOT IN (values)`, `name < value`, `name IS NULL`. */
export function compareSql(
  name: string,
  op: Comparison["op"],
  values: readonly SqlText[],
): SqlText {
  const [first = []] = values;
  if (op === "prefix") throw new Error("a dialect spells for itself how texts begin");
  if (op === "null" || op === "not null") return [`${name} IS ${op.toUpperCase()}`];
  if (op !== "in" && op !== "not in") return [`${name} ${op} `, ...first];
  if (values.length === 1) return [`${name} ${op === "in" ? "=" : "<>"} `, ...first];
  return [`${name} ${op.toUpperCase()} (`, ...joinSql(values, ", "), ")"];
}

/** A key of sources that can be told where NULLs come. */
export function orderSql(
  value: string,
  { isDescending, areNullsFirst, isNeverNull }: OrderKey,
): string {
  const direction = isDescending ? `${value} DESC` : value;
  return isNeverNull ? direction : `${direction} NULLS ${areNullsFirst ? "FIRST" : "LAST"}`;
}
