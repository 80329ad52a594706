import { type ColumnType, isAnyInteger } from "@hotdata/contract/types";

/** How a column's values can be summed up. */
export type ValueKind = "boolean" | "number" | "text" | "time" | "other";

export function valueKind(type: ColumnType): ValueKind {
  if (type.kind === "decimal") return "number";
  if (type.kind === "enum") return "text";
  if (type.kind !== "scalar") return "other";
  if (type.name === "BOOLEAN") return "boolean";
  if (/^(VARCHAR|UUID|JSON)$/.test(type.name)) return "text";
  if (/^(DATE|TIME|TIMESTAMP(TZ|_S|_MS|_NS)?)$/.test(type.name)) return "time";
  if (isAnyInteger(type.name)) return "number";
  return /^(FLOAT|DOUBLE|BIGNUM)$/.test(type.name) ? "number" : "other";
}

/** Whether a value can be infinite, or not a number. */
export function hasInfinity(type: ColumnType): boolean {
  return type.kind === "scalar" && /^(FLOAT|DOUBLE|DATE|TIMESTAMP.*)$/.test(type.name);
}
