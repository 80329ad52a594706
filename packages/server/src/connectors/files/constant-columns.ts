import type { Column, ColumnType } from "@hotdata/contract/types";
import type { RemoteFile } from "./remote-files.ts";

const BIGINT = /^-?(0|[1-9]\d{0,17})$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const NO_VALUE = "__HIVE_DEFAULT_PARTITION__";

/** What folders such as `year=2024/` say about the rows of the files in them. */
export function constantsOfPath(path: string): Readonly<Record<string, string | null>> | undefined {
  const folders = path.split("/").slice(0, -1);
  const pairs = folders.flatMap((folder): [string, string | null][] => {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(folder) ?? [];
    if (name === undefined || value === undefined) return [];
    return [[decoded(name), value === NO_VALUE ? null : decoded(value)]];
  });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** The columns that come from folders, in the narrowest type that keeps every value as it is written. */
export function constantColumns(files: readonly RemoteFile[]): Column[] {
  const values = new Map<string, Set<string>>();
  for (const { constants = {} } of files) {
    for (const [name, value] of Object.entries(constants)) {
      const known = values.get(name) ?? new Set();
      if (value !== null) known.add(value);
      values.set(name, known);
    }
  }
  return [...values].map(([name, texts]) => ({ name, type: typeOf([...texts]) }));
}

/** Whether a text that stands in a folder's name is one of the type, exactly as it is written. */
export function isConstantOf(type: ColumnType, text: string | null): boolean {
  if (text === null || type.kind !== "scalar" || type.name === "VARCHAR") return true;
  if (type.name === "BIGINT") return BIGINT.test(text);
  return type.name === "DATE" && isDate(text);
}

function isDate(text: string): boolean {
  // The 31st of February is a time, too, but in March.
  return DATE.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

function typeOf(texts: readonly string[]): ColumnType {
  if (texts.length === 0) return { kind: "scalar", name: "VARCHAR" };
  if (texts.every((text) => BIGINT.test(text))) return { kind: "scalar", name: "BIGINT" };
  return { kind: "scalar", name: texts.every(isDate) ? "DATE" : "VARCHAR" };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
