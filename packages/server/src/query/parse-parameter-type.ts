import { type ColumnType, SCALAR_TYPE_NAMES, type ScalarTypeName } from "@hotdata/contract";

const ALIASES: Readonly<Record<string, ScalarTypeName>> = {
  BINARY: "BLOB",
  BOOL: "BOOLEAN",
  BYTEA: "BLOB",
  "DOUBLE PRECISION": "DOUBLE",
  FLOAT4: "FLOAT",
  FLOAT8: "DOUBLE",
  INT: "INTEGER",
  INT2: "SMALLINT",
  INT4: "INTEGER",
  INT8: "BIGINT",
  REAL: "FLOAT",
  STRING: "VARCHAR",
  TEXT: "VARCHAR",
  "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ",
};
const DEFAULT_PRECISION = 18;
const DEFAULT_SCALE = 3;
const MAX_PRECISION = 38;

/** The type of a parameter's value from its SQL name; undefined for one that is not known. */
export function parseParameterType(text: string): ColumnType | undefined {
  const name = text.trim().replaceAll(/\s+/g, " ").toUpperCase();
  if (name.endsWith("[]")) {
    const element = parseParameterType(name.slice(0, -2));
    return element?.kind === "list" ? undefined : element && { kind: "list", element };
  }
  const decimal = /^(?:DECIMAL|NUMERIC)(?: ?\( ?(\d{1,2})(?: ?, ?(\d{1,2}))? ?\))?$/.exec(name);
  if (decimal !== null) return decimalType(decimal[1], decimal[2]);
  const scalar = SCALAR_TYPE_NAMES.find((known) => known === name) ?? ALIASES[name];
  return scalar === undefined || scalar === "NULL" ? undefined : { kind: "scalar", name: scalar };
}

function decimalType(
  precisionText: string | undefined,
  scaleText: string | undefined,
): ColumnType | undefined {
  const precision = Number(precisionText ?? DEFAULT_PRECISION);
  const scale = Number(scaleText ?? (precisionText === undefined ? DEFAULT_SCALE : 0));
  const fits = precision >= 1 && precision <= MAX_PRECISION && scale <= precision;
  return fits ? { kind: "decimal", precision, scale } : undefined;
}
