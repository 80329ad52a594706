import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { DiscoveredColumn, DiscoveredTable } from "../connector.ts";
import { chooseKind } from "./choose-kind.ts";
import { countKinds } from "./count-kinds.ts";
import { MIXED_LOSS, typeOfKind } from "./value-kind.ts";

const SCHEMA = "main";

interface ColumnEntry {
  readonly name: string;
  readonly declared: string;
  readonly isNullable: boolean;
  /** Its place in the primary key, from 1; 0 outside. */
  readonly keyPlace: number;
}

/** Tables and views of a file. Those that SQLite itself cannot read here are left out. */
export function discoverTables(database: DatabaseSync, scanRows: number): DiscoveredTable[] {
  return listTables(database).flatMap((name) => {
    try {
      return discoverTable(database, name, scanRows);
    } catch (error) {
      if (isUnreadable(error)) return [];
      throw error;
    }
  });
}

function discoverTable(database: DatabaseSync, name: string, scanRows: number): DiscoveredTable[] {
  const entries = listColumns(database, name);
  if (entries.length === 0) return [];
  const names = entries.map((entry) => entry.name);
  const { rowCount, counts } = countKinds(database, { table: name, columns: names, scanRows });
  const columns = entries.map((entry, index): DiscoveredColumn => {
    const kind = chooseKind(entry.declared, counts[index] ?? {});
    return {
      name: entry.name,
      type: typeOfKind(kind),
      isNullable: entry.isNullable,
      sourceType: entry.declared,
      ...(kind === "mixed" ? { loss: MIXED_LOSS } : {}),
    };
  });
  const key = entries
    .filter(({ keyPlace }) => keyPlace > 0)
    .toSorted((a, b) => a.keyPlace - b.keyPlace)
    .map((entry) => entry.name);
  const estimatedRows = rowCount < scanRows ? rowCount : statisticsOf(database, name);
  return [{ schema: SCHEMA, table: name, columns, key, estimatedRows }];
}

function listTables(database: DatabaseSync): string[] {
  const rows = database
    .prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') " +
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name COLLATE BINARY",
    )
    .all();
  return rows.map(({ name }) => String(name));
}

/** Without hidden columns, which are arguments of virtual tables. */
function listColumns(database: DatabaseSync, table: string): ColumnEntry[] {
  const rows = database
    .prepare(
      "SELECT name, type, \"notnull\" AS strict, pk FROM pragma_table_xinfo(?, 'main') WHERE hidden <> 1 ORDER BY cid",
    )
    .all(table);
  return rows.map(({ name, type, strict, pk }) => ({
    name: String(name),
    declared: String(type ?? ""),
    isNullable: strict === 0,
    keyPlace: Number(pk),
  }));
}

/** What ANALYZE once counted; null where it never did. */
function statisticsOf(database: DatabaseSync, table: string): number | null {
  let row: Record<string, SQLOutputValue> | undefined;
  try {
    row = database.prepare("SELECT max(stat) AS stat FROM sqlite_stat1 WHERE tbl = ?").get(table);
  } catch {
    return null;
  }
  const count = Number(/^\d+/.exec(String(row?.["stat"]))?.[0] ?? Number.NaN);
  return Number.isSafeInteger(count) ? count : null;
}

/** A view over what is gone, or a virtual table of a module that is not here. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 1;
}
