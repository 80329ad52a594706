import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBUnionValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { type Canonical, type Loss, mapCell, numberCell, timeCell } from "./canonical.ts";

/** What DuckDB's client hands out, in canonical form. */
export function duckdbCell(value: DuckDBValue, loss: Loss): Canonical {
  const nested = (inner: DuckDBValue): Canonical =>
    duckdbCell(inner, { ...loss, nullIsEmpty: false });
  if (value === null) return loss.nullIsEmpty ? "" : null;
  if (typeof value === "number") {
    return numberCell(value, loss) ?? (loss.nullIsEmpty ? "" : null);
  }
  if (typeof value === "string") return value;
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) {
    return value.items.map(nested);
  }
  if (value instanceof DuckDBStructValue) {
    return Object.entries(value.entries).map(([name, inner], index) => [
      name === "" ? `v${index + 1}` : name,
      nested(inner),
    ]);
  }
  if (value instanceof DuckDBMapValue) {
    return mapCell(value.entries.map(({ key, value: inner }) => [nested(key), nested(inner)]));
  }
  if (value instanceof DuckDBUnionValue) return unionText(value);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("hex");
  return timestampText(value) ?? String(value);
}

function timestampText(value: DuckDBValue): string | undefined {
  if (value instanceof DuckDBTimestampTZValue) {
    return timeCell(zoned(new DuckDBTimestampValue(value.micros).toString()));
  }
  if (
    value instanceof DuckDBTimestampValue ||
    value instanceof DuckDBTimestampSecondsValue ||
    value instanceof DuckDBTimestampMillisecondsValue ||
    value instanceof DuckDBTimestampNanosecondsValue
  ) {
    return timeCell(value.toString());
  }
  return undefined;
}

function zoned(text: string): string {
  return text.endsWith("infinity") ? text : `${text}Z`;
}

/** A union travels as the text of the member that it holds. */
function unionText({ value }: DuckDBUnionValue): Canonical {
  return value === null ? null : String(value);
}
