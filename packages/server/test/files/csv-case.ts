import type { Expected, FileCase } from "./file-case.ts";

export type Rows = readonly (readonly (string | null)[])[];

export function exact(
  name: string,
  body: string | Uint8Array,
  rows: Rows,
  more: object = {},
): FileCase {
  return { name, body, contentType: "text/csv", expected: { rows, ...more } };
}

export function refused(name: string, body: string | Uint8Array, refusedLine: number): FileCase {
  return { name, body, contentType: "text/csv", expected: { refusedLine } };
}

export function withOptions(
  name: string,
  csv: object,
  body: string | Uint8Array,
  expected: Expected,
): FileCase {
  return { name, body, contentType: "text/csv", request: { csv }, expected };
}

/** A column of values under the name `v`, beside a number. */
export function column(name: string, values: readonly string[], type: string): FileCase {
  const rows = values.map((value, index) => [String(index), value]);
  const body = `n,v\n${rows.map(([n, value]) => `${n},${value}\n`).join("")}`;
  return exact(name, body, rows, { types: ["BIGINT", type] });
}

export const utf16 = (text: string): Buffer => Buffer.from(text, "utf16le");
