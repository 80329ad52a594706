import type { ColumnType } from "@hotdata/contract/types";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";

/**
 * SQL expressions that write a delivered value as text inside the engine, where it is cheap. All of
 * them give NULL for NULL, and for NaN and infinities, which JSON cannot carry.
 */

/** The value as JSON text. */
export function jsonText(type: ColumnType, value: string, depth = 0): string {
  switch (type.kind) {
    case "list":
      return jsonList(type.element, value, depth);
    case "struct":
      return jsonStruct(type.fields, value, depth);
    case "map":
      return jsonMap(type.key, type.value, { value, depth });
    case "scalar":
      if (type.name === "VARCHAR") return `CAST(to_json(${value}) AS VARCHAR)`;
      return isBareInJson(type.name)
        ? plainText(type, value)
        : `('"' || ${plainText(type, value)} || '"')`;
    default:
      return plainText(type, value);
  }
}

/** The value as bare text, as CSV and Markdown show it; nested values stay JSON. */
export function plainText(type: ColumnType, value: string): string {
  if (type.kind === "list" || type.kind === "struct" || type.kind === "map") {
    return jsonText(type, value);
  }
  if (type.kind === "decimal" && type.precision === type.scale) return fractionText(value);
  if (type.kind !== "scalar") return `CAST(${value} AS VARCHAR)`;
  switch (type.name) {
    case "VARCHAR":
      return value;
    case "FLOAT":
    case "DOUBLE":
      return `CASE WHEN isfinite(${value}) THEN CAST(${value} AS VARCHAR) END`;
    case "BLOB":
      return `lower(hex(${value}))`;
    case "DATE":
      return dateText(value);
    case "TIMESTAMP":
      return timestampText(value, "");
    case "TIMESTAMPTZ":
      return zonedText(value);
    case "TIMESTAMP_NS":
      return timestampNanosText(value);
    default:
      return `CAST(${value} AS VARCHAR)`;
  }
}

/** The engine leaves out the zero before the point of a decimal that has no other digits there. */
function fractionText(value: string): string {
  return `regexp_replace(CAST(${value} AS VARCHAR), '^(-?)[.]', '\\10.')`;
}

function isBareInJson(name: string): boolean {
  return /^(BOOLEAN|U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE)$/.test(name);
}

/** The engine's own text says BC; in ISO 8601 the year before 1 is 0, the one before that -1. */
function dateText(value: string): string {
  return (
    `CASE WHEN year(${value}) < 1 THEN ${strftime(value, "%Y-%m-%d")} ` +
    `ELSE CAST(${value} AS VARCHAR) END`
  );
}

/** `format` begins with the year, which the engine does not fill up when it is below zero. */
function strftime(value: string, format: string): string {
  return (
    `CASE WHEN year(${value}) < 0 ` +
    `THEN printf('%05d', year(${value})) || strftime(${value}, '${format.replace("%Y", "")}') ` +
    `ELSE strftime(${value}, '${format}') END`
  );
}

/** ISO 8601 with `T`; the fraction in groups of three digits, left out when zero. */
function timestampText(value: string, suffix: string): string {
  const fraction =
    `CASE WHEN microsecond(${value}) % 1000000 = 0 THEN '' ` +
    `WHEN microsecond(${value}) % 1000 = 0 THEN strftime(${value}, '.%g') ` +
    `ELSE strftime(${value}, '.%f') END`;
  return (
    `CASE WHEN isfinite(${value}) THEN ${strftime(value, "%Y-%m-%dT%H:%M:%S")} || ${fraction} || '${suffix}' ` +
    `ELSE CAST(${value} AS VARCHAR) END`
  );
}

/** Converts by number: the engine's own conversion is a millisecond off beyond the year 2255. */
function zonedText(value: string): string {
  const finite = timestampText(`make_timestamp(epoch_us(${value}))`, "Z");
  return `CASE WHEN isfinite(${value}) THEN ${finite} ELSE CAST(${value} AS VARCHAR) END`;
}

function timestampNanosText(value: string): string {
  const micros = `CAST(${value} AS TIMESTAMP)`;
  return (
    `CASE WHEN isfinite(${micros}) AND epoch_ns(${value}) % 1000 <> 0 ` +
    `THEN strftime(${value}, '%Y-%m-%dT%H:%M:%S.%n') ELSE ${timestampText(micros, "")} END`
  );
}

function jsonList(element: ColumnType, value: string, depth: number): string {
  const item = `x${depth}`;
  const text = `coalesce(${jsonText(element, item, depth + 1)}, 'null')`;
  return `('[' || array_to_string(list_transform(${value}, lambda ${item}: ${text}), ',') || ']')`;
}

function jsonStruct(
  fields: readonly { readonly name: string; readonly type: ColumnType }[],
  value: string,
  depth: number,
): string {
  const parts = fields.map((field) => {
    const member = `struct_extract(${value}, ${quoteLiteral(field.name)})`;
    const key = quoteLiteral(`${JSON.stringify(field.name)}:`);
    return `${key} || coalesce(${jsonText(field.type, member, depth)}, 'null')`;
  });
  return `CASE WHEN ${value} IS NOT NULL THEN '{' || ${parts.join(" || ',' || ")} || '}' END`;
}

function jsonMap(
  key: ColumnType,
  value: ColumnType,
  at: { readonly value: string; readonly depth: number },
): string {
  const entry = `x${at.depth}`;
  const keyText = `CAST(to_json(${plainText(key, `${entry}.key`)}) AS VARCHAR)`;
  const valueText = `coalesce(${jsonText(value, `${entry}.value`, at.depth + 1)}, 'null')`;
  const pair = `${keyText} || ':' || ${valueText}`;
  return `('{' || array_to_string(list_transform(map_entries(${at.value}), lambda ${entry}: ${pair}), ',') || '}')`;
}

/** One whole row of a stored result as JSON text: `[1,"a",null]`. */
export function jsonRow(types: readonly ColumnType[]): string {
  const cells = types.map(
    (type, index) => `coalesce(${jsonText(type, storedName(index))}, 'null')`,
  );
  return `'[' || concat_ws(',', ${cells.join(", ")}) || ']'`;
}

/** One whole row as a CSV line (RFC 4180, LF); empty text is quoted to tell it from NULL. */
export function csvRow(types: readonly ColumnType[]): string {
  const cells = types.map((type, index) => {
    const text = plainText(type, storedName(index));
    const quoted = `'"' || replace(t, '"', '""') || '"'`;
    return `coalesce(list_transform([${text}], lambda t: CASE WHEN t = '' OR regexp_matches(t, '[",\\r\\n]') THEN ${quoted} ELSE t END)[1], '')`;
  });
  return `concat_ws(',', ${cells.join(", ")}) || chr(10)`;
}

/** One whole row as a Markdown pipe-table line. */
export function markdownRow(types: readonly ColumnType[]): string {
  const cells = types.map((type, index) => {
    const text = plainText(type, storedName(index));
    const escaped = `replace(replace(replace(${text}, '\\', '\\\\'), '|', '\\|'), chr(13), '')`;
    return `coalesce(replace(${escaped}, chr(10), '<br>'), '')`;
  });
  return `'| ' || concat_ws(' | ', ${cells.join(", ")}) || ' |' || chr(10)`;
}

/** Names of columns inside a stored result: SQL allows a name twice, Parquet does not. */
export function storedName(index: number): string {
  return quoteIdentifier(`c${index}`);
}
