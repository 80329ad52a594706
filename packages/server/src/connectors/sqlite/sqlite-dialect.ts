import { sqlTypeText } from "@hotdata/contract/types";
import type { DiscoveredColumn } from "../connector.ts";
import type { Constant } from "../sql/constant.ts";
import {
  compareSql,
  type Comparison,
  type Condition,
  orderSql,
  type SqlDialect,
} from "../sql/sql-dialect.ts";
import { sql, type SqlText } from "../sql/sql-text.ts";
import { isOfKind, kindOfColumn, type ValueKind } from "./value-kind.ts";

/** SQLite takes more arguments of a function in no case. */
const MAX_ARGUMENTS = 500;

/**
 * A value of one kind in a column of another would be an error of SQLite nowhere: here it is one.
 * @param isUtf8 whether the file keeps texts in UTF-8: in UTF-16, the order of their bytes is another
 */
export function sqliteDialect(isUtf8: boolean): SqlDialect {
  return {
    ...COMMON,
    condition: ({ column, name, op, constants }) => {
      const condition = compare(kindOfColumn(column), { name, op, constants }, isUtf8);
      return condition && { ...condition, text: sql`(${GOES_ON} AND ${condition.text})` };
    },
    order: (key) => {
      const kind = kindOfColumn(key.column);
      const value = kind === "text" && !isUtf8 ? undefined : sortable(kind, key.name);
      return value && orderSql(value, key);
    },
  };
}

/** Called for each row, so that a read can be stopped that finds none. */
const GOES_ON = "hotdata_goes_on()";

const COMMON = {
  quote: quoteName,
  text: (column: DiscoveredColumn, value: string) => {
    const kind = kindOfColumn(column);
    const bad = `hotdata_bad(${quoteText(column.name)}, ${quoteText(sqlTypeText(column.type))})`;
    const text = textOf(kind, value);
    return `CASE WHEN ${value} IS NULL THEN '' WHEN ${isOfKind(kind, value)} THEN ${text} ELSE ${bad} END`;
  },
  comparable: () => undefined,
  sum: () => undefined,
  // Rows that are sorted are all looked at before the first one comes.
  orderGuard: [GOES_ON],
} satisfies Omit<SqlDialect, "condition" | "order">;

/** The rows of a SELECT of texts, each as one text in the form of `SourcePiece`. */
export function rowsStatement(select: string, columnCount: number): string {
  const names = Array.from({ length: columnCount }, (_, index) => `c${index}`);
  const lists: string[] = [];
  for (let at = 0; at < columnCount; at += MAX_ARGUMENTS) {
    lists.push(`concat_ws(',', ${names.slice(at, at + MAX_ARGUMENTS).join(", ")})`);
  }
  const [first = ""] = lists;
  const row = lists.length === 1 ? first : `concat_ws(',', ${lists.join(", ")})`;
  return `WITH chosen(${names.join(", ")}) AS (${select}) SELECT CAST(${row} || char(10) AS BLOB) FROM chosen`;
}

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function textOf(kind: ValueKind, value: string): string {
  switch (kind) {
    case "integer":
    case "date":
      return value;
    case "timestamp":
      return `replace(${value}, 'T', ' ')`;
    case "real":
      return realText(value);
    case "boolean":
      return `CASE ${value} WHEN 0 THEN 'false' ELSE 'true' END`;
    case "blob":
      return `'"' || hex(${value}) || '"'`;
    case "text":
    case "json":
      return quotedText(value);
    case "mixed":
      return (
        `CASE typeof(${value}) WHEN 'text' THEN ${quotedText(value)} WHEN 'real' THEN ${realText(value)} ` +
        `WHEN 'blob' THEN '\\x' || hex(${value}) ELSE ${value} END`
      );
  }
}

/** 17 digits tell every double from every other; integers are kept as they are. */
function realText(value: string): string {
  return `CASE typeof(${value}) WHEN 'real' THEN printf('%!.17g', ${value}) ELSE ${value} END`;
}

function quotedText(value: string): string {
  return `'"' || replace(${value}, '"', '""') || '"'`;
}

function compare(
  kind: ValueKind,
  { name, op, constants }: Pick<Comparison, "name" | "op" | "constants">,
  isUtf8: boolean,
): Condition | undefined {
  if (op === "null" || op === "not null") return { text: compareSql(name, op, []), isExact: true };
  if (op === "prefix") return kind === "text" ? startsWith(name, constants) : undefined;
  const values = constants.map((constant) => valueOf(kind, constant));
  if (values.includes(undefined)) return undefined;
  const known = values.filter((value) => value !== undefined);
  switch (kind) {
    case "integer":
    case "real":
    case "boolean":
      return { text: compareSql(name, op, known), isExact: true };
    case "date":
      return { text: compareSql(`${name} COLLATE BINARY`, op, known), isExact: true };
    case "timestamp":
      return { text: compareSql(comparableTime(name), op, known), isExact: true };
    case "text":
      if (op !== "in" && op !== "not in" && !isUtf8) return undefined;
      return { text: compareSql(`${name} COLLATE BINARY`, op, known), isExact: true };
    case "blob":
    case "json":
    case "mixed":
      return undefined;
  }
}

/** GLOB knows upper from lower case, whatever the settings, and ends at a NUL. */
function startsWith(name: string, [prefix]: readonly Constant[]): Condition | undefined {
  if (prefix?.kind !== "text" || prefix.text.includes("\0")) return undefined;
  const pattern = { value: `${prefix.text.replaceAll(/[[*?]/g, "[$&]")}*` };
  return { text: sql`${name} GLOB ${pattern}`, isExact: true };
}

function sortable(kind: ValueKind, name: string): string | undefined {
  switch (kind) {
    case "integer":
    case "real":
    case "boolean":
      return name;
    case "date":
    case "text":
      return `${name} COLLATE BINARY`;
    case "timestamp":
      return comparableTime(name);
    case "blob":
    case "json":
    case "mixed":
      return undefined;
  }
}

/** In one spelling, so that the order of texts is that of times. */
function comparableTime(name: string): string {
  const spaced = `replace(${name}, 'T', ' ')`;
  return `CASE WHEN instr(${name}, '.') THEN rtrim(rtrim(${spaced}, '0'), '.') ELSE ${spaced} END`;
}

function valueOf(kind: ValueKind, constant: Constant): SqlText | undefined {
  switch (constant.kind) {
    case "integer":
      return [{ value: constant.value }];
    case "double":
      return [{ value: constant.value }];
    case "boolean":
      return [{ value: constant.value ? 1 : 0 }];
    case "text":
      return [{ value: constant.text }];
    case "date":
      return kind === "date" ? [{ value: constant.text }] : undefined;
    case "timestamp":
      if (kind !== "timestamp") return undefined;
      return [
        {
          value: constant.text.includes(".") ? constant.text.replace(/\.?0*$/, "") : constant.text,
        },
      ];
    default:
      return undefined;
  }
}
