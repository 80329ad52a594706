import type { ColumnType } from "@hotdata/contract/types";
import type { ReadAs } from "../../csv-layout.ts";

const TYPES = {
  nothing: "VARCHAR",
  text: "VARCHAR",
  boolean: "BOOLEAN",
  bigint: "BIGINT",
  double: "DOUBLE",
  date: "DATE",
  time: "TIME",
  timestamp: "TIMESTAMP",
  "timestamp-ns": "TIMESTAMP_NS",
  timestamptz: "TIMESTAMPTZ",
  "formatted-date": "DATE",
  "formatted-timestamp": "TIMESTAMP",
} as const;

/** Digits of the widest DECIMAL. */
export const MAX_DECIMAL_DIGITS = 38;

export function readAsType(readAs: ReadAs): ColumnType {
  return readAs.as === "decimal"
    ? { kind: "decimal", precision: MAX_DECIMAL_DIGITS, scale: readAs.scale }
    : { kind: "scalar", name: TYPES[readAs.as] };
}
