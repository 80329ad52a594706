import type { SQLOutputValue } from "node:sqlite";

/** One row as SQLite answers it. The functions below take single values out of it, checked. */
export type CatalogRow = Readonly<Record<string, SQLOutputValue>>;

export function integerOf(row: CatalogRow, name: string): number {
  const value = integerOrNullOf(row, name);
  if (value === null) throw unexpected(row, name, "an integer");
  return value;
}

export function integerOrNullOf(row: CatalogRow, name: string): number | null {
  const value = row[name];
  if (value === null || typeof value === "number") return value;
  throw unexpected(row, name, "an integer or NULL");
}

export function textOf(row: CatalogRow, name: string): string {
  const value = textOrNullOf(row, name);
  if (value === null) throw unexpected(row, name, "text");
  return value;
}

export function textOrNullOf(row: CatalogRow, name: string): string | null {
  const value = row[name];
  if (value === null || typeof value === "string") return value;
  throw unexpected(row, name, "text or NULL");
}

/** DuckLake keeps booleans as 0 and 1 in SQLite. */
export function flagOf(row: CatalogRow, name: string): boolean {
  return integerOf(row, name) !== 0;
}

export function flagOrNullOf(row: CatalogRow, name: string): boolean | null {
  const value = integerOrNullOf(row, name);
  return value === null ? null : value !== 0;
}

/** A boolean as SQLite keeps it. */
export function bitOf(flag: boolean | null): number | null {
  return flag === null ? null : Number(flag);
}

function unexpected(row: CatalogRow, name: string, wanted: string): Error {
  return new Error(`the catalog's column ${name} holds ${typeof row[name]} instead of ${wanted}`);
}
