const SCALARS: Readonly<Record<string, string>> = {
  boolean: "BOOLEAN",
  int8: "TINYINT",
  int16: "SMALLINT",
  int32: "INTEGER",
  int64: "BIGINT",
  uint8: "UTINYINT",
  uint16: "USMALLINT",
  uint32: "UINTEGER",
  uint64: "UBIGINT",
  float32: "FLOAT",
  float64: "DOUBLE",
  utf8: "VARCHAR",
  largeutf8: "VARCHAR",
  utf8view: "VARCHAR",
  binary: "BLOB",
  largebinary: "BLOB",
  binaryview: "BLOB",
  date32: "DATE",
  date64: "TIMESTAMP",
};
const UNITS: Readonly<Record<string, string>> = {
  second: "TIMESTAMP",
  s: "TIMESTAMP",
  millisecond: "TIMESTAMP",
  ms: "TIMESTAMP",
  microsecond: "TIMESTAMP",
  us: "TIMESTAMP",
  nanosecond: "TIMESTAMP_NS",
  ns: "TIMESTAMP_NS",
};

/** The SQL type that an Arrow type's name stands for, in a cast; undefined for unknown names. */
export function findArrowTypeSql(name: string): string | undefined {
  const text = name.replaceAll(/\s+/g, "").toLowerCase();
  const scalar = SCALARS[text];
  if (scalar !== undefined) return scalar;
  const decimal = /^decimal(?:32|64|128|256)\((\d{1,2}),(\d{1,2})\)$/.exec(text);
  if (decimal !== null) return decimalSql(Number(decimal[1]), Number(decimal[2]));
  if (/^time(32|64)\(\w+\)$/.test(text)) return "TIME";
  if (/^interval\(\w+\)$/.test(text)) return "INTERVAL";
  const list = /^(?:list\(|list<item:)(.+)[)>]$/.exec(text);
  if (list !== null) {
    const element = findArrowTypeSql(list[1] ?? "");
    return element === undefined ? undefined : `${element}[]`;
  }
  return timestampSql(text);
}

function decimalSql(precision: number, scale: number): string | undefined {
  const fits = precision >= 1 && precision <= 38 && scale <= precision;
  return fits ? `DECIMAL(${precision},${scale})` : undefined;
}

/** `Timestamp(Nanosecond, None)`, `Timestamp(Microsecond, Some("UTC"))`, `timestamp[us, tz=UTC]`. */
function timestampSql(text: string): string | undefined {
  const found = /^timestamp[([](\w+)(?:,(.+))?[)\]]$/.exec(text);
  const sql = UNITS[found?.[1] ?? ""];
  const zone = found?.[2] ?? "none";
  return sql !== undefined && zone !== "none" ? "TIMESTAMPTZ" : sql;
}
