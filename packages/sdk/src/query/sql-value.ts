import type { Identifier } from "./identifier.ts";
import type { Query } from "./query.ts";

/** A value with the SQL type to read it as, e.g. `{ type: "DECIMAL(18,2)", value: "12.50" }`. */
export interface TypedValue {
  /** Name of an SQL type. */
  readonly type: string;
  /** What a CAST of it to the type understands. */
  readonly value: string | number | bigint | boolean | null;
}

/**
 * One value of a statement's parameters. A `Date` is sent as TIMESTAMPTZ, bytes as BLOB; give
 * other types with their name, as a {@link TypedValue}.
 */
export type ParameterValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | Uint8Array
  | TypedValue;

/**
 * What the SQL tag takes between `${` and `}`: values, lists of values for `IN`, names made by
 * `identifier`, and other queries, which become part of the statement.
 */
export type SqlValue = ParameterValue | readonly ParameterValue[] | Identifier | Query;

/**
 * A parameter as the server takes it.
 *
 * @throws TypeError for what has no form in SQL, `undefined` above all.
 */
export function encodeParameter(value: unknown): unknown {
  if (value instanceof Date) return { type: "TIMESTAMPTZ", value: value.toISOString() };
  if (value instanceof Uint8Array) return { type: "BLOB", value: hexText(value) };
  if (value === null || /^(string|number|bigint|boolean)$/.test(typeof value)) return value;
  if (typeof value === "object" && "type" in value && "value" in value) return value;
  throw new TypeError(
    `${describe(value)} cannot be a parameter; pass null, a boolean, number, bigint, string, Date, ` +
      'Uint8Array or { type, value }, e.g. { type: "INTEGER[]", value: "[1, 2]" }',
  );
}

function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function describe(value: unknown): string {
  return value === undefined ? "undefined" : Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
