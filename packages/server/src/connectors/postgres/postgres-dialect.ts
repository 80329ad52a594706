import type { DiscoveredColumn } from "../connector.ts";
import type { Constant } from "../sql/constant.ts";
import {
  type Comparison,
  type Condition,
  compareSql,
  orderSql,
  type SqlDialect,
} from "../sql/sql-dialect.ts";
import { joinSql, type SqlText, sql } from "../sql/sql-text.ts";
import { readSourceType, type SourceType } from "./source-type.ts";
import { textSql } from "./text-sql.ts";

const INTEGERS: ReadonlySet<string> = new Set(["smallint", "integer", "bigint", "oid"]);
const TEXTS: ReadonlySet<string> = new Set(["text", "character varying", "name"]);
const DAYS: ReadonlySet<string> = new Set([
  "date",
  "timestamp without time zone",
  "timestamp with time zone",
]);
/** Doubles of a number with more digits differ from it by less. */
const ROUNDING = 1e-14;

/** @param isUtf8 whether the source's own order of bytes is that of the engine, which is UTF-8 */
export function postgresDialect(isUtf8: boolean): SqlDialect {
  return {
    quote: quoteName,
    text: textSql,
    condition: (comparison) => condition(comparison, isUtf8),
    comparable: (column, name, use) => comparable(column, name, { use, isUtf8 }),
    order: (key) => {
      const value = sortable(key.column, key.name, isUtf8);
      return value && orderSql(value, key);
    },
    sum,
  };
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Values are sent as text that is read as the column's type, so that indexes on it serve. */
function condition(comparison: Comparison, isUtf8: boolean): Condition | undefined {
  const { column, name, op, constants } = comparison;
  if (op === "null" || op === "not null") return nullTest(comparison);
  const type = readSourceType(column.sourceType);
  if (op === "prefix") return startsWith(comparison, isUtf8);
  const isSent = constants.every((constant) => canBeSent(constant, isUtf8));
  if (type.dimensions > 0 || !isSent) return undefined;
  const values = constants.map(valueSql);
  const plain: Condition = { text: compareSql(name, op, values), isExact: true };
  if (INTEGERS.has(type.name) || DAYS.has(type.name)) return plain;
  switch (type.name) {
    case "numeric":
      return column.type.kind === "decimal" ? plain : roundedCondition(comparison);
    case "double precision":
    case "boolean":
    case "uuid":
      return plain;
    case "character":
      if (op === "in") return { ...plain, isExact: constants.every(hasNoBlankEnd) };
      return op === "not in" ? compareBytes(comparison, `${name}::text`) : undefined;
  }
  if (TEXTS.has(type.name)) {
    if (op === "in") return { ...plain, isExact: !type.isLax };
    return op === "not in" || isUtf8 ? compareBytes(comparison, name) : undefined;
  }
  return isEnum(column, type) && (op === "in" || op === "not in")
    ? { text: compareSql(`${name}::text`, op, values), isExact: true }
    : undefined;
}

/** Other collations than lax ones know an order, but the same texts. */
function startsWith(
  { column, name, constants: [prefix] }: Comparison,
  isUtf8: boolean,
): Condition | undefined {
  const type = readSourceType(column.sourceType);
  const isText = TEXTS.has(type.name) || type.name === "character" || isEnum(column, type);
  const isKnown = prefix?.kind === "text" && canBeSent(prefix, isUtf8);
  if (!isText || !isKnown || type.dimensions > 0) return undefined;
  const value = TEXTS.has(type.name) ? name : `${name}::text`;
  const pattern = { value: `${prefix.text.replaceAll(/[\\%_]/g, "\\$&")}%` };
  return { text: sql`${value}${type.isLax ? ' COLLATE "C"' : ""} LIKE ${pattern}`, isExact: true };
}

function isEnum(column: DiscoveredColumn, type: SourceType): boolean {
  return isScalar(column, "VARCHAR") && isOwnType(type.name);
}

/** Values of composite types are NULL to PostgreSQL when all of their parts are. */
function nullTest({ column, name, op }: Comparison): Condition | undefined {
  const { name: type, dimensions } = readSourceType(column.sourceType);
  const isComposite =
    dimensions === 0 && isScalar(column, "JSON") && type !== "json" && type !== "jsonb";
  return isComposite ? undefined : { text: compareSql(name, op, []), isExact: true };
}

function compareBytes({ op, constants }: Comparison, name: string): Condition {
  return { text: compareSql(`${name} COLLATE "C"`, op, constants.map(valueSql)), isExact: true };
}

/** Numbers that the engine has as doubles: what rounds to the constant is let pass, too. */
function roundedCondition({ name, op, constants }: Comparison): Condition | undefined {
  const ranges = constants.flatMap((constant) =>
    constant.kind === "double" ? [{ value: constant.value, margin: marginOf(constant.value) }] : [],
  );
  const [first] = ranges;
  if (first === undefined || ranges.length < constants.length) return undefined;
  if (op === "not in") return { text: compareSql(name, "not null", []), isExact: false };
  if (op !== "in") {
    const sign = op === "<" || op === "<=" ? 1 : -1;
    const bound = { value: first.value + sign * first.margin };
    return {
      text: sql`${name} ${op === "<" ? "<=" : op === ">" ? ">=" : op} ${bound}`,
      isExact: false,
    };
  }
  const texts = ranges.map(
    ({ value, margin }) =>
      sql`${name} BETWEEN ${{ value: value - margin }} AND ${{ value: value + margin }}`,
  );
  return { text: sql`(${joinSql(texts, " OR ")})`, isExact: false };
}

function marginOf(value: number): number {
  return Math.abs(value) * ROUNDING + Number.MIN_VALUE;
}

function valueSql(constant: Constant): SqlText {
  switch (constant.kind) {
    case "integer":
    case "double":
    case "boolean":
      return [{ value: String(constant.value) }];
    case "timestamp":
      return sql`${{ value: constant.text }}::timestamp`;
    case "decimal":
    case "text":
    case "uuid":
    case "date":
    case "timestamptz":
      return [{ value: constant.text }];
    case "rounded":
    case "none":
      throw new Error(`a constant of the kind ${constant.kind} is no value`);
  }
}

function comparable(
  column: DiscoveredColumn,
  name: string,
  { use, isUtf8 }: { readonly use: "group" | "order"; readonly isUtf8: boolean },
): string | undefined {
  const type = readSourceType(column.sourceType);
  if (type.dimensions > 0) return undefined;
  if (INTEGERS.has(type.name) || DAYS.has(type.name)) return name;
  if (type.name === "numeric") return column.type.kind === "decimal" ? name : undefined;
  if (type.name === "double precision" || type.name === "real") return name;
  if (type.name === "boolean" || type.name === "uuid") return use === "group" ? name : undefined;
  const isText = TEXTS.has(type.name) || type.name === "character";
  if (!isText || (use === "order" && !isUtf8)) return undefined;
  return `(${name}::text COLLATE "C")`;
}

/** There is no MIN of these two, but an order. */
function sortable(column: DiscoveredColumn, name: string, isUtf8: boolean): string | undefined {
  const type = readSourceType(column.sourceType);
  const isPlain = type.dimensions === 0 && (type.name === "boolean" || type.name === "uuid");
  return isPlain ? name : comparable(column, name, { use: "order", isUtf8 });
}

function sum(column: DiscoveredColumn, name: string): string | undefined {
  const type = readSourceType(column.sourceType);
  if (type.dimensions > 0) return undefined;
  if (INTEGERS.has(type.name)) return `sum(${name}${type.name === "oid" ? "::bigint" : ""})`;
  if (type.name === "numeric") return column.type.kind === "decimal" ? `sum(${name})` : undefined;
  if (type.name === "double precision") return `sum(${name})`;
  return type.name === "real" ? `sum(${name}::double precision)` : undefined;
}

function isOwnType(name: string): boolean {
  return name.includes(".");
}

function isScalar({ type }: DiscoveredColumn, name: string): boolean {
  return type.kind === "scalar" && type.name === name;
}

/** Texts have no NUL, and other encodings lack characters, which would be an error. */
function canBeSent(constant: Constant, isUtf8: boolean): boolean {
  if (constant.kind !== "text") return true;
  const isAscii = Buffer.byteLength(constant.text) === constant.text.length;
  return !constant.text.includes("\0") && (isUtf8 || isAscii);
}

function hasNoBlankEnd(constant: Constant): boolean {
  return constant.kind === "text" && !constant.text.endsWith(" ");
}
