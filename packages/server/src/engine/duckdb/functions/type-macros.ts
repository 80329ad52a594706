import type { Macros } from "./macro.ts";

const ARROW_NAMES: Readonly<Record<string, string>> = {
  BOOLEAN: "Boolean",
  TINYINT: "Int8",
  SMALLINT: "Int16",
  INTEGER: "Int32",
  BIGINT: "Int64",
  HUGEINT: "Int64",
  UTINYINT: "UInt8",
  USMALLINT: "UInt16",
  UINTEGER: "UInt32",
  UBIGINT: "UInt64",
  FLOAT: "Float32",
  DOUBLE: "Float64",
  BLOB: "Binary",
  DATE: "Date32",
  TIME: "Time64(µs)",
  TIMESTAMP: "timestamp[us]",
  TIMESTAMP_S: "timestamp[us]",
  TIMESTAMP_MS: "timestamp[us]",
  TIMESTAMP_NS: "timestamp[ns]",
  "TIMESTAMP WITH TIME ZONE": "timestamp[us, tz=UTC]",
  '"NULL"': "Null",
};

function nameOf(type: string): string {
  const branches = Object.entries(ARROW_NAMES).map(
    ([duckdb, arrow]) => `WHEN '${duckdb}' THEN '${arrow}'`,
  );
  const decimal = `regexp_replace(${type}, 'DECIMAL\\((\\d+),\\s*(\\d+)\\)', 'Decimal128(\\1, \\2)')`;
  return (
    `CASE ${type} ${branches.join(" ")} ` +
    `ELSE CASE WHEN starts_with(${type}, 'DECIMAL(') THEN ${decimal} ELSE 'Utf8' END END`
  );
}

const LIST = String.raw`regexp_matches(typeof(x), '^[^\[(]*(\(\d+,\s*\d+\))?\[\d*\]$')`;

/** The name of a value's Arrow type; structs, maps and lists of lists keep their SQL spelling. */
export const typeMacros: Macros = {
  arrow_typeof: [
    `(x) AS CASE WHEN ${LIST} ` +
      String.raw`THEN 'list<item: ' || ${nameOf(String.raw`regexp_replace(typeof(x), '\[\d*\]$', '')`)} || '>' ` +
      `WHEN typeof(x) LIKE '%]' OR typeof(x) LIKE 'STRUCT%' OR typeof(x) LIKE 'MAP%' ` +
      `OR typeof(x) LIKE 'UNION%' THEN typeof(x) ELSE ${nameOf("typeof(x)")} END`,
  ],
};
