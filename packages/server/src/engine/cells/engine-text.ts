import { type ColumnType, integerFacts, type ScalarTypeName } from "@hotdata/contract/types";
import { doubleText } from "./double-text.ts";

/** What is the same text once it was cast to a type and back; undefined where that is not known. */
export type ReadText = (text: string) => string | undefined;

/**
 * What makes the text that the engine writes a value as, of a text that it could cast to that value: the
 * cast itself is then not needed. Undefined for types whose texts are told to the engine only.
 */
export function engineText(type: ColumnType): ReadText | undefined {
  if (type.kind === "decimal") return decimalReader(type);
  if (type.kind !== "scalar") return undefined;
  return integerReader(type.name) ?? READERS[type.name];
}

const READERS: Partial<Record<ScalarTypeName, ReadText>> = {
  BOOLEAN: (text) => BOOLEANS.get(text),
  DOUBLE: double,
  VARCHAR: (text) => text,
  UUID: (text) => (UUID.test(text) ? text : undefined),
  DATE: (text) => (isDay(text) ? text : undefined),
  TIME: (text) => (TIME.test(text) ? text : undefined),
  TIMESTAMP: (text) => (isMoment(text) ? text : undefined),
  TIMESTAMPTZ: (text) =>
    text.endsWith(UTC) && isMoment(text.slice(0, -UTC.length)) ? text : undefined,
};

const BOOLEANS: ReadonlyMap<string, string> = new Map([
  ["true", "true"],
  ["false", "false"],
  ["t", "true"],
  ["f", "false"],
]);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;
const INTEGER = /^(?:0|-?[1-9]\d*)$/;
/** The engine writes no zeros at the end of a fraction. */
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,5}[1-9])?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const DAY_LENGTH = "0001-01-01".length;
/** The zone of every session. */
const UTC = "+00";

function integerReader(name: ScalarTypeName): ReadText | undefined {
  const facts = integerFacts(name);
  if (facts === undefined) return undefined;
  const { bits, signed, digits } = facts;
  return (text) => {
    if (!INTEGER.test(text)) return undefined;
    // Shorter ones fit for certain.
    if (text.length < digits) return signed || !text.startsWith("-") ? text : undefined;
    const value = BigInt(text);
    const fitting = signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
    return fitting === value ? text : undefined;
  };
}

function decimalReader({ precision, scale }: ColumnType & { kind: "decimal" }): ReadText {
  const digits = precision - scale;
  // The engine leaves out the zero before the point of a decimal that has no other digits there.
  const whole = digits === 0 ? "0?" : `(?:0|[1-9]\\d{0,${digits - 1}})`;
  const pattern = new RegExp(`^-?${whole}${scale === 0 ? "" : `\\.\\d{${scale}}`}$`);
  return (text) => {
    const isZeroBelow = text.startsWith("-") && !/[1-9]/.test(text);
    if (isZeroBelow || !pattern.test(text)) return undefined;
    return digits === 0 ? text.replace("0.", ".") : text;
  };
}

function double(text: string): string | undefined {
  return NUMBER.test(text) ? doubleText(Number(text)) : undefined;
}

/** From the year 1 to 9999; other days have other texts. */
function isDay(text: string): boolean {
  if (!DAY.test(text) || text < "0001") return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isMoment(text: string): boolean {
  return (
    text.charAt(DAY_LENGTH) === " " &&
    isDay(text.slice(0, DAY_LENGTH)) &&
    TIME.test(text.slice(DAY_LENGTH + 1))
  );
}
