import type { ColumnType } from "@hotdata/contract/types";
import type { DiscoveredColumn } from "../connector.ts";
import { readSourceType } from "./source-type.ts";

/** Within lists; elsewhere `moveEras` does the same. */
const BC_DAYS = String.raw`'(\d+-\d\d-\d\d)( [0-9:.+-]+)? BC', '\1 (BC)\2', 'g'`;
const MOMENTS = /^(date|timestamp)/;

/**
 * A column's values as the exact text that the engine casts to its type. The source's own text needs
 * no cast, since it is sent as text anyway. Days before Christ are left to `moveEras`.
 */
export function textSql({ type, sourceType }: DiscoveredColumn, value: string): string {
  const { name, dimensions } = readSourceType(sourceType);
  if (type.kind === "list") return isJson(type) ? `to_json(${value})` : listSql(value, name);
  if (isJson(type)) return name.startsWith("json") ? value : `to_json(${value})`;
  if (dimensions > 0) return value;
  if (name === "bytea") return `encode(${value}, 'hex')`;
  if (name === "money") return `${value}::numeric`;
  // Trailing blanks of char(n) are not part of its values.
  if (name === "character") return `${value}::text`;
  return name.startsWith("interval") ? intervalText(value) : value;
}

/** JSON of texts: numbers of JSON would be read as doubles. */
function listSql(value: string, name: string): string {
  if (name === "money") return `to_json(${value}::numeric[]::text[])`;
  if (name.startsWith("interval")) return `to_json((${intervalText(value)})::text[])`;
  if (!MOMENTS.test(name)) return `to_json(${value}::text[])`;
  const moved = `regexp_replace(${value}::text, ${BC_DAYS})`;
  const texts = `CASE WHEN ${value}::text LIKE '% BC%' THEN ${moved} ELSE ${value}::text END`;
  return `to_json((${texts})::text[])`;
}

/** As the engine writes intervals: it reads no plus sign. */
function intervalText(value: string): string {
  return `replace(${value}::text, '+', '')`;
}

/** The type, or that of the elements of a list. */
function isJson(type: ColumnType): boolean {
  return type.kind === "list"
    ? isJson(type.element)
    : type.kind === "scalar" && type.name === "JSON";
}
