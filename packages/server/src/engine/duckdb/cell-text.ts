import { type ColumnType, isInteger } from "@hotdata/contract/types";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";
import { dateText, timeText } from "./time-text.ts";

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
      if (isBareInJson(type.name)) return plainText(type, value);
      return (
        timeText(type.name, value, '"') ??
        `CASE WHEN ${value} IS NOT NULL THEN concat('"', ${plainText(type, value)}, '"') END`
      );
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
    default:
      return timeText(type.name, value, "") ?? `CAST(${value} AS VARCHAR)`;
  }
}

/** The engine leaves out the zero before the point of a decimal that has no other digits there. */
function fractionText(value: string): string {
  const text = `CAST(${value} AS VARCHAR)`;
  return `CASE WHEN ${value} < 0 THEN '-0' || substr(${text}, 2) ELSE '0' || ${text} END`;
}

function isBareInJson(name: string): boolean {
  return isInteger(name) || /^(BOOLEAN|FLOAT|DOUBLE)$/.test(name);
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
  return `concat('[', ${cells.join(", ',', ")}, ']')`;
}

/** One whole row as a line of CSV (RFC 4180); empty text is quoted to tell it from NULL. */
export function csvRow(types: readonly ColumnType[]): string {
  const cells = textCells(types, (text) => {
    const special = containsAny(text, [`'"'`, "','", "chr(10)", "chr(13)"]);
    const quoted = `concat('"', replace(${text}, '"', '""'), '"')`;
    return `CASE WHEN ${text} = '' OR ${special} THEN ${quoted} ELSE ${text} END`;
  });
  return `concat(${cells.join(", ',', ")})`;
}

/** One whole row as a line of a Markdown pipe table. */
export function markdownRow(types: readonly ColumnType[]): string {
  const cells = textCells(types, (text) => {
    const special = containsAny(text, ["'\\'", "'|'", "chr(10)", "chr(13)"]);
    const marks = `replace(replace(replace(${text}, '\\', '\\\\'), '|', '\\|'), chr(13), '')`;
    return `CASE WHEN ${special} THEN replace(${marks}, chr(10), '<br>') ELSE ${text} END`;
  });
  return `concat('| ', ${cells.join(", ' | ', ")}, ' |')`;
}

/** A text for each column, empty for NULL; that of numbers and times never needs an escape. */
function textCells(types: readonly ColumnType[], escape: (text: string) => string): string[] {
  return types.map((type, index) => {
    const text = plainText(type, storedName(index));
    return `coalesce(${escapedText(type, text, escape)}, '')`;
  });
}

function escapedText(type: ColumnType, text: string, escape: (text: string) => string): string {
  if (type.kind === "decimal") return text;
  if (type.kind === "scalar" && type.name === "VARCHAR") return escape(text);
  if (type.kind === "scalar" && type.name !== "BLOB") return text;
  // The list keeps the text from being made once for each of its mentions.
  return `list_transform([${text}], lambda t: ${escape("t")})[1]`;
}

function containsAny(text: string, parts: readonly string[]): string {
  return parts.map((part) => `contains(${text}, ${part})`).join(" OR ");
}

/** Names of columns inside a stored result: SQL allows a name twice, Parquet does not. */
export function storedName(index: number): string {
  return quoteIdentifier(`c${index}`);
}
