import { type ColumnType, type ScalarTypeName, sqlTypeText } from "@hotdata/contract/types";
import type { CsvOptions } from "../../csv-options.ts";
import { FORMS } from "../text/text-forms.ts";
import {
  type CellReading,
  formattedReading,
  isInRange,
  isSpecialDouble,
  matches,
  numberReading,
  printsAs,
  sameText,
  tryCast,
} from "./cell-reading.ts";

/**
 * How a column is read whose type is given: by the caller or by the table. A text may be written in
 * any way that leaves no doubt about the value (`007` and `+7` are 7), but no part of it may be lost.
 */
export function typedReading(type: ColumnType, options: CsvOptions): CellReading {
  if (type.kind === "decimal") return numberReading(decimalReading(type), options);
  if (type.kind !== "scalar") return sameText(sqlTypeText(type));
  return scalarReading(type.name, options);
}

const TIMESTAMP_DIGITS: Partial<Record<ScalarTypeName, number>> = {
  TIMESTAMP_S: 0,
  TIMESTAMP_MS: 3,
  TIMESTAMP: 6,
  TIMESTAMPTZ: 6,
  TIMESTAMP_NS: 9,
};

function scalarReading(name: ScalarTypeName, options: CsvOptions): CellReading {
  switch (name) {
    case "VARCHAR":
      return { value: (text) => text, isExact: undefined };
    case "BOOLEAN":
      return booleanReading();
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "BIGINT":
    case "UTINYINT":
    case "USMALLINT":
    case "UINTEGER":
    case "UBIGINT":
    case "HUGEINT":
    case "UHUGEINT":
      return numberReading(integerReading(name), options);
    case "FLOAT":
    case "DOUBLE":
      return numberReading(floatReading(name), options);
    case "DATE":
      return either(options.dateFormat, name, castOfForm(name, FORMS.date));
    case "TIMESTAMP":
    case "TIMESTAMP_S":
    case "TIMESTAMP_MS":
    case "TIMESTAMP_NS":
    case "TIMESTAMPTZ":
      return timestampReading(name, options);
    case "TIME":
      return castOfForm(name, "[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?");
    case "JSON":
      return {
        value: (text) => `CASE WHEN json_valid(${text}) THEN ${text} END::JSON`,
        isExact: (text) => `json_valid(${text})`,
      };
    case "UUID":
    case "BLOB":
      return {
        value: (text) => tryCast(text, name),
        isExact: (_, value) => `${value} IS NOT NULL`,
      };
    default:
      return sameText(name);
  }
}

function integerReading(name: string): CellReading {
  return {
    value: (text) => tryCast(text, name),
    isExact: (text, value) =>
      `${value}::VARCHAR = ${text} OR ` +
      `(${value} IS NOT NULL AND ${matches(text, FORMS.looseInteger)})`,
  };
}

function decimalReading({ precision, scale }: { precision: number; scale: number }): CellReading {
  const name = `DECIMAL(${precision},${scale})`;
  const form = ` *[+-]?([0-9]+(\\.[0-9]{0,${scale}}0*)?|\\.[0-9]{1,${Math.max(scale, 1)}}0*) *`;
  return {
    value: (text) => tryCast(text, name),
    isExact: (text, value) =>
      `${value}::VARCHAR = ${text} OR (${value} IS NOT NULL AND ${matches(text, form)})`,
  };
}

/** A FLOAT has 6 sure digits, a DOUBLE 15; longer texts must be what the value prints as. */
function floatReading(name: "FLOAT" | "DOUBLE"): CellReading {
  const digits = name === "FLOAT" ? 6 : 15;
  return {
    value: (text) => tryCast(text, name),
    isExact: (text, value) =>
      `CASE WHEN ${value}::VARCHAR = ${text} THEN true ` +
      `WHEN ${value} IS NULL THEN false ` +
      `WHEN ${matches(text, FORMS.looseDecimal)} THEN strlen(trim(${text}, ' +-.')) <= ${digits} ` +
      `OR strlen(replace(ltrim(trim(${text}), '+-0.'), '.', '')) <= ${digits} ` +
      `OR ${name === "DOUBLE" ? printsAs(text, value) : "false"} ` +
      `ELSE ${isSpecialFloat(name, text, value)} END`,
  };
}

function isSpecialFloat(name: "FLOAT" | "DOUBLE", text: string, value: string): string {
  if (name === "DOUBLE") {
    const isShort = `${matches(text, FORMS.looseNumber)} AND strlen(${text}) <= 15`;
    return `(${isSpecialDouble(text, value)} OR (${isShort} AND ${isInRange(text, value)}))`;
  }
  return matches(text, FORMS.notFinite);
}

function booleanReading(): CellReading {
  const list = (texts: string) =>
    texts
      .split(" ")
      .map((text) => `'${text}'`)
      .join(", ");
  return {
    value: (text) => `(lower(${text}) IN (${list("true t yes y 1")}))`,
    isExact: (text) => `lower(${text}) IN (${list("true t yes y 1 false f no n 0")})`,
  };
}

function timestampReading(name: ScalarTypeName, options: CsvOptions): CellReading {
  const digits = TIMESTAMP_DIGITS[name] ?? 0;
  const fraction = digits === 0 ? "\\.0+" : `\\.[0-9]{1,${digits}}0*`;
  const zone = name === "TIMESTAMPTZ" ? "( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?" : "";
  const time = `[0-9]{2}:[0-9]{2}(:[0-9]{2}(${fraction})?)?`;
  const iso = castOfForm(name, `${FORMS.date}([ T]${time}${zone})?`);
  return name === "TIMESTAMP" ? either(options.timestampFormat, name, iso) : iso;
}

function castOfForm(name: string, form: string): CellReading {
  return {
    value: (text) => tryCast(text, name),
    isExact: (text, value) => `${value} IS NOT NULL AND ${matches(text, form)}`,
  };
}

/** The caller's own form goes before ISO 8601. */
function either(
  format: string | undefined,
  type: "DATE" | "TIMESTAMP",
  iso: CellReading,
): CellReading {
  if (format === undefined) return iso;
  const own = formattedReading(format, type);
  return {
    value: (text) => `COALESCE(${own.value(text)}, ${iso.value(text)})`,
    isExact: (text, value) =>
      `${value} IS NOT NULL AND (COALESCE(${own.isExact?.(text, own.value(text)) ?? "true"}, false) ` +
      `OR (${own.value(text)} IS NULL AND ${iso.isExact?.(text, value) ?? "true"}))`,
  };
}
