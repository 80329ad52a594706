import type { CsvOptions } from "../../csv-options.ts";
import { quoteLiteral } from "../sql-text.ts";
import { FORMS } from "../text/text-forms.ts";
import { formatPattern } from "../../date-format.ts";
import { numberTextSql } from "./number-text.ts";
import type { ReadAs } from "../../csv-layout.ts";
import { MAX_DECIMAL_DIGITS } from "./read-as-type.ts";

/** SQL that makes a value of a text, and SQL that tells whether nothing of the text is lost. */
export interface CellReading {
  readonly value: (text: string) => string;
  /** Undefined where nothing can be lost. May be NULL for false. */
  readonly isExact: ((text: string, value: string) => string) | undefined;
}

/** How a column is read that is taken for something. */
export function guessedReading(readAs: ReadAs, options: CsvOptions): CellReading {
  const ofNumber = (reading: CellReading) => numberReading(reading, options);
  switch (readAs.as) {
    case "nothing":
      // A value after all, beyond what was looked at: then all rows are.
      return { value: (text) => text, isExact: () => "false" };
    case "text":
      return { value: (text) => text, isExact: undefined };
    case "boolean":
      return {
        value: (text) => `(lower(${text}) = 'true')`,
        isExact: (text) => `lower(${text}) IN ('true', 'false')`,
      };
    case "bigint":
      return ofNumber(sameText("BIGINT"));
    case "double":
      return ofNumber({
        value: (text) => tryCast(text, "DOUBLE"),
        isExact: readAs.places === undefined ? isShortDouble : isDoubleOfPlaces(readAs.places),
      });
    case "decimal":
      return ofNumber({
        value: (text) => tryCast(text, `DECIMAL(${MAX_DECIMAL_DIGITS},${readAs.scale})`),
        isExact: isDecimalOf(readAs.places, readAs.scale),
      });
    case "date":
      return {
        value: (text) => tryCast(text, "DATE"),
        isExact: (text, value) => `strlen(${text}) = 10 AND ${value}::VARCHAR = ${text}`,
      };
    case "time":
      return sameText("TIME");
    case "timestamp":
      return timestampReading("TIMESTAMP", FORMS.timestamp);
    case "timestamp-ns":
      return timestampReading("TIMESTAMP_NS", FORMS.timestampNs);
    case "timestamptz":
      return {
        value: (text) => tryCast(text, "TIMESTAMPTZ"),
        isExact: (text, value) => `${value} IS NOT NULL AND ${matches(text, FORMS.timestampTz)}`,
      };
    case "formatted-date":
      return formattedReading(options.dateFormat ?? "", "DATE");
    case "formatted-timestamp":
      return formattedReading(options.timestampFormat ?? "", "TIMESTAMP");
  }
}

export function numberReading(reading: CellReading, options: CsvOptions): CellReading {
  const { value, isExact } = reading;
  return {
    value: (text) => value(numberTextSql(text, options)),
    isExact: isExact && ((text, found) => isExact(numberTextSql(text, options), found)),
  };
}

export function formattedReading(format: string, type: "DATE" | "TIMESTAMP"): CellReading {
  const parsed = (text: string) => `try_strptime(${text}, ${quoteLiteral(format)})`;
  const form = formatPattern(format) ?? "";
  return {
    value: (text) => `CAST(${parsed(text)} AS ${type})`,
    isExact: (text, value) => {
      const isWhole = `${value} = ${parsed(text)}`;
      return `${value} IS NOT NULL AND ${isWhole} AND ${matches(text, form)}`;
    },
  };
}

export function tryCast(text: string, type: string): string {
  return `TRY_CAST(${text} AS ${type})`;
}

export function matches(text: string, form: string): string {
  return `regexp_full_match(${text}, ${quoteLiteral(form)})`;
}

/** For types that are printed in one form only. */
export function sameText(type: string): CellReading {
  return {
    value: (text) => tryCast(text, type),
    isExact: (text, value) => `${value}::VARCHAR = ${text}`,
  };
}

function timestampReading(type: string, form: string): CellReading {
  return {
    value: (text) => tryCast(text, type),
    isExact: (text, value) =>
      `CASE WHEN ${value}::VARCHAR = ${text} THEN isfinite(${value}) ` +
      `WHEN strlen(${text}) = 19 THEN ${value}::VARCHAR = replace(${text}, 'T', ' ') ` +
      `ELSE ${value} IS NOT NULL AND ${matches(text, form)} END`,
  };
}

/** As `isExactDouble` has it; the checks that cost least come first. */
function isShortDouble(text: string, value: string): string {
  const isShort = matches(text, FORMS.shortDecimal);
  return (
    `CASE WHEN strlen(${text}) > 15 THEN CASE WHEN ${value}::VARCHAR = ${text} THEN true ` +
    `WHEN ${isShort} THEN ${printsAs(text, value)} ELSE ${isSpecialDouble(text, value)} END ` +
    `WHEN ${isShort} THEN true ELSE ${isSpecialDouble(text, value)} END`
  );
}

function isDoubleOfPlaces(places: number): (text: string, value: string) => string {
  const fast = Math.min(places, 15);
  const ofPlaces = `-?((0|[1-9][0-9]*)(\\.[0-9]{${places}})?|\\.[0-9]{${places}})`;
  return (text, value) =>
    `CASE WHEN strlen(${text}) <= 16 AND ${places <= 15} ` +
    `AND ${tryCast(text, `DECIMAL(15,${fast})`)}::VARCHAR = ${text} THEN true ` +
    `WHEN ${matches(text, ofPlaces)} THEN strlen(${text}) <= 15 OR ${printsAs(text, value)} ` +
    `ELSE ${matches(text, FORMS.notFinite)} END`;
}

export function isSpecialDouble(text: string, value: string): string {
  const mantissa = `split_part(lower(${text}), 'e', 1)`;
  const isShort = `strlen(replace(replace(${mantissa}, '-', ''), '.', '')) <= 15`;
  const isPrinted = `format('{:.{}e}', ${value}, ${places(mantissa)}) = lower(${text})`;
  return (
    `CASE WHEN ${matches(text, FORMS.exponent)} THEN ` +
    `${isInRange(text, value)} AND (${value} = 0 OR ${isShort} OR ${isPrinted}) ` +
    `ELSE ${matches(text, FORMS.notFinite)} END`
  );
}

/** Doubles end somewhere, and near zero they have fewer digits. */
export function isInRange(text: string, value: string): string {
  const isZero = `(${value} = 0 AND ${matches(text, FORMS.zeroExponent)})`;
  return `((abs(${value}) >= 1e-300 AND NOT isinf(${value})) OR ${isZero})`;
}

/** Whether a decimal is what its double prints as with the same number of places. */
export function printsAs(text: string, value: string): string {
  const isShort = `strlen(replace(ltrim(${text}, '-0.'), '.', '')) <= 15`;
  return (
    `(${places(text)} <= 100 AND (${isShort} OR ` +
    `format('{:.{}f}', ${value}, ${places(text)}) = ${text}))`
  );
}

/** Digits after the point of a text. */
function places(text: string): string {
  return `CASE WHEN contains(${text}, '.') THEN strlen(${text}) - position('.' IN ${text}) ELSE 0 END`;
}

function isDecimalOf(places: number | undefined, scale: number) {
  const form =
    places === undefined
      ? FORMS.shortDecimal
      : `-?((0|[1-9][0-9]*)(\\.[0-9]{${places}})?|\\.[0-9]{${places}})`;
  return (text: string, value: string): string =>
    `${value} IS NOT NULL AND ${matches(text, form)} AND ` +
    `strlen(split_part(${text}, '.', 2)) <= ${scale}`;
}
