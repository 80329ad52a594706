import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import * as fc from "fast-check";
import { daysOf, momentOf, timeOf } from "./calendar.ts";
import type { Kind } from "./kind.ts";
import { type JsonNode, NumberText } from "./lossless-json.ts";
import { floatValue, type Value } from "./value.ts";

export const BOOLEAN: Kind = {
  sql: "BOOLEAN",
  values: fc.boolean().map(String),
  literal: String,
  ofJson: (node) => {
    if (typeof node !== "boolean") throw new Error(`not a boolean: ${JSON.stringify(node)}`);
    return String(node);
  },
  ofText: String,
  ofArrow: (cell) => String(cell.bit),
  ofDuck: String,
};

export const BIGINT = integer("BIGINT", -(2n ** 63n), 2n ** 63n - 1n);

export const INTEGERS: readonly Kind[] = [
  integer("TINYINT", -(2n ** 7n), 2n ** 7n - 1n),
  integer("SMALLINT", -(2n ** 15n), 2n ** 15n - 1n),
  integer("INTEGER", -(2n ** 31n), 2n ** 31n - 1n),
  BIGINT,
  integer("UTINYINT", 0n, 2n ** 8n - 1n),
  integer("USMALLINT", 0n, 2n ** 16n - 1n),
  integer("UINTEGER", 0n, 2n ** 32n - 1n),
  integer("UBIGINT", 0n, 2n ** 64n - 1n),
];

function integer(sql: string, min: bigint, max: bigint): Kind {
  return {
    sql,
    values: limits(min, max).map(String),
    literal: (value) => `'${text(value)}'::${sql}`,
    ofJson: numberText,
    ofText: String,
    ofArrow: (cell) => String(cell.number),
    ofDuck: String,
  };
}

/** Integers of a range, its ends more often than chance has it. */
function limits(min: bigint, max: bigint): fc.Arbitrary<bigint> {
  return fc.oneof(fc.bigInt({ min, max }), fc.constantFrom(min, max, min + 1n, max - 1n));
}

export const FLOATS: readonly Kind[] = [
  float("FLOAT", fc.float(), Math.fround),
  float("DOUBLE", fc.double(), (number) => number),
];

function float(sql: string, numbers: fc.Arbitrary<number>, round: (n: number) => number): Kind {
  const special = fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 0.1, 1e16, 1e-7, 2 ** 53);
  return {
    sql,
    values: fc.oneof(numbers, special).map((number) => floatValue(round(number))),
    literal: (value) => `'${text(value).replace("float:", "")}'::${sql}`,
    ofJson: (node) => floatValue(round(Number(numberText(node)))),
    ofText: (cell) => floatValue(round(Number(cell))),
    ofArrow: (cell) => floatValue(Number(cell.number)),
    ofDuck: (value) => floatValue(Number(value)),
  };
}

export const DECIMALS: readonly Kind[] = [
  decimal(4, 1),
  decimal(9, 9),
  decimal(18, 0),
  decimal(18, 3),
  decimal(38, 0),
  decimal(38, 19),
  decimal(38, 38),
];

function decimal(width: number, scale: number): Kind {
  const max = 10n ** BigInt(width) - 1n;
  const sql = `DECIMAL(${width},${scale})`;
  return {
    sql,
    values: limits(-max, max).map((units) => decimalText(units, scale)),
    literal: (value) => `'${text(value)}'::${sql}`,
    ofJson: numberText,
    ofText: String,
    ofArrow: (cell) => decimalText(cell.wide, scale),
    ofDuck: (value) => decimalText(one(value, DuckDBDecimalValue).value, scale),
  };
}

function decimalText(units: bigint, scale: number): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale > 0 ? `.${digits.slice(digits.length - scale)}` : "";
  return `${units < 0n ? "-" : ""}${whole}${fraction}`;
}

const ODD_TEXTS = [
  "",
  " ",
  "null",
  "NULL",
  "NaN",
  '"',
  '""',
  "a,b",
  "a\nb",
  "\r\n",
  "\\",
  "'",
  "ß",
];

export const VARCHAR: Kind = {
  sql: "VARCHAR",
  values: fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }).filter((value) => value.isWellFormed()),
    fc.string({ unit: "grapheme", maxLength: 12 }),
    fc.constantFrom(...ODD_TEXTS),
    fc.nat({ max: 3_000 }).map((length) => "long text, ".repeat(length)),
  ),
  literal: (value) => textLiteral(text(value)),
  ofJson: (node) => jsonText(node),
  ofText: String,
  ofArrow: (cell) => Buffer.from(cell.bytes).toString(),
  ofDuck: String,
};

/** The engine's parser ends a statement at a NUL. */
function textLiteral(value: string): string {
  const quoted = value.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return `(${quoted.join(" || chr(0) || ")})`;
}

export const BLOB: Kind = {
  sql: "BLOB",
  values: fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("hex")),
  literal: (value) => `unhex('${text(value)}')`,
  ofJson: (node) => jsonText(node),
  ofText: String,
  ofArrow: (cell) => Buffer.from(cell.bytes).toString("hex"),
  ofDuck: (value) => Buffer.from(one(value, DuckDBBlobValue).bytes).toString("hex"),
};

export const UUID: Kind = {
  ...VARCHAR,
  sql: "UUID",
  values: fc.uuid({ version: [1, 2, 3, 4, 5, 6, 7, 8] }),
  literal: (value) => `'${text(value)}'::UUID`,
};

/** Days of the years from -290307 to 294246, which timestamps have, too. */
const DAYS = fc.oneof(
  fc.bigInt({ min: -106_000_000n, max: 106_000_000n }),
  fc.bigInt({ min: -800_000n, max: 800_000n }),
  fc.constantFrom(-719_529n, -719_528n, -719_162n, -1n, 0n, 2_932_896n, 2_932_897n),
);

export const DATE: Kind = {
  sql: "DATE",
  values: DAYS.map(String),
  literal: (value) => `(DATE '1970-01-01' + (${text(value)})::INTEGER)`,
  ofJson: (node) => String(daysOf(jsonText(node))),
  ofText: (cell) => String(daysOf(cell)),
  ofArrow: (cell) => String(cell.number),
  ofDuck: (value) => String(one(value, DuckDBDateValue).days),
};

const DAY_MICROS = 86_400_000_000n;
const MICROS_OF_DAY = fc.oneof(
  fc.bigInt({ min: 0n, max: DAY_MICROS - 1n }),
  fc.bigInt({ min: 0n, max: 86_399n }).map((seconds) => seconds * 1_000_000n),
  fc.bigInt({ min: 0n, max: 86_399_999n }).map((milliseconds) => milliseconds * 1_000n),
);

export const TIME: Kind = {
  sql: "TIME",
  values: MICROS_OF_DAY.map(String),
  literal: (value) => `(TIME '00:00:00' + to_microseconds(${text(value)}))`,
  ofJson: (node) => String(timeOf(jsonText(node), 6)),
  ofText: (cell) => String(timeOf(cell, 6)),
  ofArrow: (cell) => String(cell.number),
  ofDuck: (value) => String(one(value, DuckDBTimeValue).micros),
};

const MOMENTS = fc.tuple(DAYS, MICROS_OF_DAY).map(([days, micros]) => days * DAY_MICROS + micros);

export const TIMESTAMP: Kind = {
  sql: "TIMESTAMP",
  values: MOMENTS.map(String),
  literal: (value) => `make_timestamp((${text(value)})::BIGINT)`,
  ofJson: (node) => String(momentOf(jsonText(node), 6)),
  ofText: (cell) => String(momentOf(cell, 6)),
  ofArrow: (cell) => String(cell.number),
  ofDuck: (value) => String(one(value, DuckDBTimestampValue).micros),
};

export const TIMESTAMPTZ: Kind = {
  ...TIMESTAMP,
  sql: "TIMESTAMP WITH TIME ZONE",
  literal: (value) => `make_timestamptz((${text(value)})::BIGINT)`,
  ofJson: (node) => String(momentOf(withoutZ(jsonText(node)), 6)),
  ofText: (cell) => String(momentOf(withoutZ(cell), 6)),
  ofDuck: (value) => String(one(value, DuckDBTimestampTZValue).micros),
};

function withoutZ(moment: string): string {
  if (!moment.endsWith("Z")) throw new Error(`not in UTC: ${moment}`);
  return moment.slice(0, -1);
}

/** From 1677 to 2262. */
const NANOS = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n) + 10n ** 9n * 86_400n, max: 2n ** 63n - 10n ** 9n * 86_400n }),
  fc.bigInt({ min: -10_000n, max: 10_000n }),
  fc.bigInt({ min: -9_000_000_000n, max: 9_000_000_000n }).map((seconds) => seconds * 10n ** 9n),
);

export const TIMESTAMP_NS: Kind = {
  ...TIMESTAMP,
  sql: "TIMESTAMP_NS",
  values: NANOS.map(String),
  literal: (value) => `make_timestamp_ns((${text(value)})::BIGINT)`,
  ofJson: (node) => String(momentOf(jsonText(node), 9)),
  ofText: (cell) => String(momentOf(cell, 9)),
  ofDuck: (value) => String(one(value, DuckDBTimestampNanosecondsValue).nanos),
};

export const SCALARS: readonly Kind[] = [
  BOOLEAN,
  ...INTEGERS,
  ...FLOATS,
  ...DECIMALS,
  VARCHAR,
  BLOB,
  UUID,
  DATE,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  TIMESTAMP_NS,
];

export function text(value: Value): string {
  if (typeof value !== "string") throw new Error(`not a scalar: ${JSON.stringify(value)}`);
  return value;
}

function jsonText(node: JsonNode): string {
  if (typeof node !== "string") throw new Error(`not a text: ${JSON.stringify(node)}`);
  return node;
}

function numberText(node: JsonNode): string {
  if (!(node instanceof NumberText)) throw new Error(`not a number: ${JSON.stringify(node)}`);
  return node.text;
}

function one<T>(value: DuckDBValue, type: abstract new (...rest: never[]) => T): T {
  if (!(value instanceof type)) throw new Error(`not a ${type.name}: ${String(value)}`);
  return value;
}
