import type { DiscoveredColumn } from "../connector.ts";
import type { Constant } from "../sql/constant.ts";
import {
  type Comparison,
  compareSql,
  type Condition,
  type OrderKey,
  type SqlDialect,
} from "../sql/sql-dialect.ts";
import { sql, type SqlText } from "../sql/sql-text.ts";
import { quoteName } from "./mysql-literal.ts";
import { utcText } from "./utc-text.ts";

/** What MySQL and MariaDB check and count exactly as the engine does. */
export const mysqlDialect: SqlDialect = {
  quote: quoteName,

  text(column, value) {
    // The text of a FLOAT has six digits only, that of a DOUBLE all.
    if (scalarName(column) === "FLOAT") return `(${value} + 0e0)`;
    const isComputed = value !== quoteName(column.name);
    return isComputed && isText(column) ? `CONVERT(${value} USING utf8mb4)` : value;
  },

  condition(comparison) {
    const { column, name, op, constants } = comparison;
    if (op === "null" || op === "not null") return nullTest(comparison);
    if (isText(column)) return compareText(comparison);
    if (op === "prefix") return undefined;
    if (isInstant(column)) return compareInstants(comparison);
    const isEqual = op === "in" || op === "not in";
    const isSame = isNumber(column) || isBoolean(column) || (isUuid(column) && isEqual);
    if (!isSame) return undefined;
    const value = isYear(column) && constants.some(isShortYear) ? `(${name} + 0)` : name;
    return { text: compareSql(value, op, constants.map(valueOf)), isExact: true };
  },

  comparable(column, name) {
    if (isInstant(column)) return realInstant(name);
    if (isText(column)) return isShortText(column) ? bytesOf(column, name) : undefined;
    // The least of some bits comes in digits, though it is said to be bits.
    if (isBits(column)) return `(${name} + 0)`;
    return isNumber(column) ? name : undefined;
  },

  order(key) {
    const { column, name, isDescending } = key;
    const value = isText(column) && isShortText(column) ? bytesOf(column, name) : name;
    const isSorted = value !== name || isInstant(column) || isNumber(column) || isBoolean(column);
    const direction = isDescending ? " DESC" : "";
    return isSorted ? `${nullsSql(key)}${value}${direction}` : undefined;
  },

  counted(column, name) {
    if (isTime(column)) return undefined;
    return isInstant(column) ? realInstant(name) : name;
  },

  sum(column, name) {
    const isExact = isNumber(column) && scalarName(column) !== "DOUBLE";
    return isExact && scalarName(column) !== "FLOAT" ? `sum(${name})` : undefined;
  },
};

/** Times of many days are NULL in the engine, too: they are left to it. */
function nullTest({ column, name, op }: Comparison): Condition | undefined {
  if (isTime(column)) return undefined;
  if (!isInstant(column)) return { text: compareSql(name, op, []), isExact: true };
  const text = op === "null" ? isNoDay(name) : isRealDay(name);
  return { text: [text], isExact: true };
}

/**
 * Texts that are equal here may differ in their bytes, which is what the engine compares: what an
 * index finds by the column's own rules is then compared by bytes.
 */
function compareText({ column, name, op, constants }: Comparison): Condition | undefined {
  const bytes = bytesOf(column, name);
  if (op === "prefix") return startsWith(bytes, constants);
  const exact = compareSql(bytes, op, constants.map(valueOf));
  if (op !== "in") return { text: exact, isExact: true };
  if (!constants.every((constant) => isInCharset(column, constant))) {
    return { text: exact, isExact: true };
  }
  const found = compareSql(name, op, constants.map(valueOf));
  return { text: sql`${found} AND ${exact}`, isExact: true };
}

/** Patterns of LIKE are matched by the column's rules, by which more or less may fit. */
function startsWith(bytes: string, [prefix]: readonly Constant[]): Condition | undefined {
  if (prefix?.kind !== "text") return undefined;
  const { text } = prefix;
  return {
    text: sql`LEFT(${bytes}, ${String(Buffer.byteLength(text))}) = ${{ value: text }}`,
    isExact: true,
  };
}

/** What is no day of the calendar is NULL here, which no filter lets pass. */
function compareInstants({ name, op, constants }: Comparison): Condition {
  const compared = compareSql(name, op, constants.map(valueOf));
  if (op === "in") return { text: compared, isExact: true };
  return { text: sql`${compared} AND ${isRealDay(name)}`, isExact: true };
}

/** A key before the key itself, of which no index knows, where NULLs would come at the wrong end. */
function nullsSql({ column, name, isDescending, areNullsFirst, isNeverNull }: OrderKey): string {
  // Here NULL is less than all values; the day 0000-00-00 is the first of all days.
  const areInPlace = areNullsFirst !== isDescending;
  const hasOtherNulls = isInstant(column) && !(areInPlace && scalarName(column) === "TIMESTAMPTZ");
  const isInPlace = isNeverNull || (!hasOtherNulls && (areInPlace || isDeclaredWhole(column)));
  if (isInPlace) return "";
  const isNull = isInstant(column) ? isNoDay(name) : `${name} IS NULL`;
  return `${isNull}${areNullsFirst ? " DESC" : ""}, `;
}

/** Whether it can have no NULL; answers tell whether that still holds, but of plain columns only. */
export function isDeclaredWhole(column: DiscoveredColumn): boolean {
  return !column.isNullable && scalarName(column) !== "FLOAT";
}

function isRealDay(name: string): string {
  return `DAYOFMONTH(${name}) BETWEEN 1 AND DAYOFMONTH(LAST_DAY(${name}))`;
}

function realInstant(name: string): string {
  return `IF(${isRealDay(name)}, ${name}, NULL)`;
}

function isNoDay(name: string): string {
  return `(${isRealDay(name)}) IS NOT TRUE`;
}

function valueOf(constant: Constant): SqlText {
  switch (constant.kind) {
    case "decimal":
      return [constant.text];
    case "timestamptz":
      return [{ value: utcText(constant.text) }];
    case "text":
    case "uuid":
    case "date":
    case "timestamp":
      return [{ value: constant.text }];
    case "integer":
    case "double":
    case "boolean":
      return [{ value: constant.value }];
    default:
      throw new Error(`a constant of kind ${constant.kind} is compared`);
  }
}

const TEXT_TYPE = /^(?:var)?char|^(?:tiny|medium|long)?text|^enum\(|^set\(/;
const UTF8 = /character set (?:utf8mb3|utf8|ascii)$/;

function isText(column: DiscoveredColumn): boolean {
  return scalarName(column) === "VARCHAR" && TEXT_TYPE.test(column.sourceType);
}

/** The bytes of a text in UTF-8, whose order is the engine's. */
function bytesOf({ sourceType }: DiscoveredColumn, name: string): string {
  const isUtf8 = !sourceType.includes("character set ") || UTF8.test(sourceType);
  return isUtf8 ? `CAST(${name} AS BINARY)` : `CAST(CONVERT(${name} USING utf8mb4) AS BINARY)`;
}

/** A text with other characters than the column can have is not compared by the column's rules. */
function isInCharset({ sourceType }: DiscoveredColumn, constant: Constant): boolean {
  const isWhole = !sourceType.includes("character set ");
  return isWhole || (constant.kind === "text" && isAscii(constant.text));
}

function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** Longer texts are grouped by their beginnings (`max_sort_length`). */
function isShortText({ sourceType }: DiscoveredColumn): boolean {
  const length = /^(?:var)?char\((\d+)\)/.exec(sourceType)?.[1];
  return sourceType.startsWith("enum(") || (length !== undefined && Number(length) <= 255);
}

const NUMBERS = new Set(
  "TINYINT SMALLINT INTEGER BIGINT UTINYINT USMALLINT UINTEGER UBIGINT FLOAT DOUBLE".split(" "),
);

function isNumber(column: DiscoveredColumn): boolean {
  return column.type.kind === "decimal" || NUMBERS.has(scalarName(column) ?? "");
}

function isYear({ sourceType }: DiscoveredColumn): boolean {
  return sourceType.startsWith("year");
}

/** Beside a column of years, 20 would be the year 2020. */
function isShortYear(constant: Constant): boolean {
  return constant.kind === "integer" && constant.value < 100n;
}

function isBoolean(column: DiscoveredColumn): boolean {
  return scalarName(column) === "BOOLEAN";
}

function isUuid(column: DiscoveredColumn): boolean {
  return scalarName(column) === "UUID";
}

function isInstant(column: DiscoveredColumn): boolean {
  return ["DATE", "TIMESTAMP", "TIMESTAMPTZ"].includes(scalarName(column) ?? "");
}

/** Read as a number; those of one bit are BOOLEAN. */
function isBits(column: DiscoveredColumn): boolean {
  return scalarName(column) === "UBIGINT" && column.sourceType.startsWith("bit(");
}

function isTime(column: DiscoveredColumn): boolean {
  return scalarName(column) === "TIME";
}

function scalarName({ type }: DiscoveredColumn): string | undefined {
  return type.kind === "scalar" ? type.name : undefined;
}
