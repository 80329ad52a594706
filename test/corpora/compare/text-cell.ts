import {
  DuckDBArrayType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import { type Canonical, mapCell, NO_LOSS, numberCell, timeCell } from "./canonical.ts";
import { NumberText, parseLossless } from "./lossless-json.ts";

const BARE_NUMBERS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.DECIMAL,
]);

const TIMESTAMPS: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
]);

/**
 * A value of a JSON answer in canonical form.
 *
 * @throws {Error} when it is no JSON value that this type may have
 */
export function jsonCell(type: DuckDBType, value: unknown): Canonical {
  if (value === null) return null;
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType) {
    if (!Array.isArray(value)) throw unexpected(type, value);
    return value.map((item) => jsonCell(type.valueType, item));
  }
  if (type instanceof DuckDBStructType) return structCell(type, membersOf(type, value));
  if (type instanceof DuckDBMapType) {
    const entries = Object.entries(membersOf(type, value));
    return mapCell(
      entries.map(([key, inner]) => [textCell(type.keyType, key), jsonCell(type.valueType, inner)]),
    );
  }
  return scalarCell(type, value);
}

function scalarCell(type: DuckDBType, value: unknown): Canonical {
  switch (type.typeId) {
    case DuckDBTypeId.BOOLEAN:
      if (typeof value !== "boolean") throw unexpected(type, value);
      return String(value);
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      if (!(value instanceof NumberText)) throw unexpected(type, value);
      return textCell(type, value.text);
    case DuckDBTypeId.HUGEINT:
      // Computed ones are numbers, those of a cast to HUGEINT texts: docs/types.md.
      return value instanceof NumberText ? value.text : stringOf(type, value);
    default:
      if (!BARE_NUMBERS.has(type.typeId)) return textCell(type, stringOf(type, value));
      if (!(value instanceof NumberText)) throw unexpected(type, value);
      return value.text;
  }
}

/** A cell of CSV or Markdown in canonical form. */
export function textCell(type: DuckDBType, text: string): Canonical {
  if (type.typeId === DuckDBTypeId.DOUBLE) return numberCell(Number(text), NO_LOSS);
  if (type.typeId === DuckDBTypeId.FLOAT) return numberCell(Math.fround(Number(text)), NO_LOSS);
  if (TIMESTAMPS.has(type.typeId)) return timeCell(text);
  const isNested =
    type instanceof DuckDBListType ||
    type instanceof DuckDBArrayType ||
    type instanceof DuckDBStructType ||
    type instanceof DuckDBMapType;
  return isNested ? jsonCell(type, parseLossless(text)) : text;
}

function structCell(type: DuckDBStructType, members: Record<string, unknown>): Canonical {
  const names = type.entryNames.map((name, index) => (name === "" ? `v${index + 1}` : name));
  if (Object.keys(members).length !== names.length) throw unexpected(type, members);
  return type.entryTypes.map((inner, index) => {
    const name = names[index] ?? "";
    return [name, jsonCell(inner, members[name])];
  });
}

function membersOf(type: DuckDBType, value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw unexpected(type, value);
  }
  return { ...value };
}

function stringOf(type: DuckDBType, value: unknown): string {
  if (typeof value !== "string") throw unexpected(type, value);
  return value;
}

function unexpected(type: DuckDBType, value: unknown): Error {
  return new Error(`${JSON.stringify(value)} is not how a ${type.toString()} is written`);
}
