import { INTEGER_TYPE_NAMES, sqlTypeText } from "@hotdata/contract/types";
import type { LoadSource, RowsLayout, RowTextColumn, RowTextForm } from "../../engine.ts";
import { quoteIdentifier, quoteLiteral } from "../sql-text.ts";
import { readerCall, textColumn } from "../text/plain-reader.ts";
import { isWholeText } from "./is-whole-text.ts";

/** Longest row that the engine's reader takes when nothing else is said. */
const USUAL_ROW_BYTES = 2 * 1024 * 1024;

/** Types whose texts the engine's reader casts as CAST does. */
const PLAIN: ReadonlySet<string> = new Set([
  "BOOLEAN",
  ...INTEGER_TYPE_NAMES,
  "FLOAT",
  "DOUBLE",
  "VARCHAR",
  "UUID",
  "DATE",
  "TIME",
  "TIMESTAMP",
  "TIMESTAMPTZ",
]);

/**
 * The call that reads all columns.
 * @param types see `readerCall`
 */
export function rowsReader(
  { path }: LoadSource,
  { columns, form }: RowsLayout,
  types: readonly (string | undefined)[] = [],
): string {
  const names = columns.map((_, index) => textColumn(index));
  if (form.kind === "text") return textReader(path, form, { names, types });
  return `read_parquet(${quoteLiteral(path)}) AS source(${names.join(", ")})`;
}

function textReader(
  path: string,
  { longestRowBytes, hasLineBreaks }: RowTextForm,
  { names, types }: { names: readonly string[]; types: readonly (string | undefined)[] },
): string {
  const isLong = longestRowBytes > USUAL_ROW_BYTES;
  return readerCall(
    quoteLiteral(path),
    names,
    [
      "delim = ','",
      "header = false",
      "compression = 'none'",
      "new_line = '\\n'",
      // Threads begin in the middle of the file: only there where a line end is the end of a row.
      `parallel = ${!hasLineBreaks}`,
      ...(isLong
        ? [`max_line_size = ${longestRowBytes + 1}`, `buffer_size = ${longestRowBytes * 2 + 2}`]
        : []),
    ],
    types,
  );
}

/**
 * The rows as values; the statement fails where a text is none. Columns outside `used` are NULL: they
 * are not even looked at.
 */
export function rowsSql(source: LoadSource, rows: RowsLayout, used: ReadonlySet<string>): string {
  const isText = rows.form.kind === "text";
  const types = rows.columns.map((column) =>
    isText && used.has(column.name) ? readAs(column) : undefined,
  );
  const values = rows.columns.map((column, index) => {
    const text = textColumn(index);
    const cast = types[index] === undefined ? strictValue(column, text) : text;
    const value = used.has(column.name) ? cast : "NULL";
    return `${value} AS ${quoteIdentifier(column.name)}`;
  });
  return `SELECT ${values.join(", ")} FROM ${rowsReader(source, rows, types)}`;
}

/**
 * The type that the reader itself makes of the texts of a column, by the same cast, without text
 * between; undefined where a text has to be looked at first.
 */
function readAs(column: RowTextColumn): string | undefined {
  const { type, encoding } = column;
  const isPlain = type.kind === "decimal" || (type.kind === "scalar" && PLAIN.has(type.name));
  if (encoding !== "text" || !isPlain || isWhole(column, "") !== undefined) return undefined;
  return sqlTypeText(type);
}

function strictValue(column: RowTextColumn, text: string): string {
  const whole = isWhole(column, text);
  const value = valueOf(column, text, "CAST");
  return whole === undefined
    ? value
    : `CASE WHEN ${text} IS NULL OR ${whole} THEN ${value} ELSE error('not whole') END`;
}

/** Whether a text is not a value of its column, or not all of it. */
export function isBadText(column: RowTextColumn, text: string): string {
  if (column.encoding === "value") return "false";
  const value = valueOf(column, text, "TRY_CAST");
  return `(${text} IS NOT NULL AND (${value} IS NULL OR NOT ${isWhole(column, text) ?? "true"}))`;
}

function isWhole(column: RowTextColumn, text: string): string | undefined {
  const { type, encoding } = column;
  if (column.isWhole === true || encoding === "value") return undefined;
  return encoding === "hex" ? `(strlen(${text}) % 2 = 0)` : isWholeText(type, text);
}

function valueOf(
  { type, encoding }: RowTextColumn,
  text: string,
  cast: "CAST" | "TRY_CAST",
): string {
  const typeText = sqlTypeText(type);
  switch (encoding) {
    case "value":
      return text;
    case "text":
      return `${cast}(${text} AS ${typeText})`;
    case "hex":
      return cast === "CAST"
        ? `unhex(${text})`
        : `CASE WHEN regexp_full_match(${text}, '[0-9A-Fa-f]*') THEN unhex(${text}) END`;
    case "json":
      // Of a text that is no JSON, the cast fails as one that is no value of the type does.
      return `${cast}(${cast}(${text} AS JSON) AS ${typeText})`;
  }
}
