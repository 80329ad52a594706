import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
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
import {
  type Canonical,
  type Loss,
  mapCell,
  numberCell,
  timeCell,
  withIsoYear,
} from "./canonical.ts";

/** DuckDB's client keeps only the last of several fields that have no name, as in `row(1, 2)`. */
export class NamelessFields extends Error {
  constructor() {
    super("a struct has fields without names");
    this.name = "NamelessFields";
  }
}

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
    const entries = Object.entries(value.entries);
    if (entries.some(([name]) => name === "")) throw new NamelessFields();
    return entries.map(([name, inner]) => [name, nested(inner)]);
  }
  if (value instanceof DuckDBMapValue) {
    return mapCell(value.entries.map(({ key, value: inner }) => [nested(key), nested(inner)]));
  }
  if (value instanceof DuckDBDateValue) return dateText(value);
  if (value instanceof DuckDBUnionValue) return unionText(value);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("hex");
  return timestampText(value) ?? String(value);
}

/** DuckDB's client shows the two infinities as the days that they are stored as. */
export function dateText(value: DuckDBDateValue): string {
  if (value.days === DuckDBDateValue.PosInf.days) return "infinity";
  return value.days === DuckDBDateValue.NegInf.days ? "-infinity" : withIsoYear(value.toString());
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
    return infinityText(value) ?? timeCell(value.toString());
  }
  return undefined;
}

const LARGEST = 2n ** 63n - 1n;

/** The client knows the infinities of the plain type only. */
function infinityText(value: object): string | undefined {
  const [raw] = Object.values(value);
  if (raw === LARGEST) return "infinity";
  return raw === -LARGEST ? "-infinity" : undefined;
}

function zoned(text: string): string {
  return text.endsWith("infinity") ? text : `${text}Z`;
}

/** A union travels as the text of the member that it holds. */
function unionText({ value }: DuckDBUnionValue): Canonical {
  return value === null ? null : String(value);
}
