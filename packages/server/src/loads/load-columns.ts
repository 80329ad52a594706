import type { Column, ColumnType } from "@hotdata/contract";
import type { LoadSource, WriteColumn } from "../engine/engine.ts";
import { badRequest } from "../http/api-error.ts";
import type { LakeTable, WritePlan } from "../lake/lake.ts";

export interface SourceColumns {
  readonly columns: readonly Column[];
  /** Types that a text file must be read with, because the table already has the column. */
  readonly readTypes: Readonly<Record<string, ColumnType>>;
}

/**
 * The columns a source brings. Types in a text file are only guesses: where the table exists, its
 * own type wins, so that "007" stays text in a text column.
 */
export function sourceColumns(
  columns: readonly Column[],
  source: LoadSource,
  existing: LakeTable | undefined,
): SourceColumns {
  if (columns.length === 0) throw badRequest(`${source.label} has no columns.`);
  if (source.format === "parquet" || existing === undefined) return { columns, readTypes: {} };
  if (source.format === "json") {
    return { columns: columns.map((column) => jsonColumn(column, existing)), readTypes: {} };
  }
  const readTypes: Record<string, ColumnType> = {};
  const typed = columns.map((column) => {
    const known = existing.columns.find((other) => isSameName(other.name, column.name));
    if (known === undefined || isNested(known.type)) return column;
    readTypes[column.name] = known.type;
    return { name: column.name, type: known.type };
  });
  return { columns: typed, readTypes };
}

/** Values without a common type, or only nulls, take the table's type where they fit it. */
function jsonColumn(column: Column, existing: LakeTable): Column {
  const isKnown = existing.columns.some((other) => isSameName(other.name, column.name));
  const isJson = column.type.kind === "scalar" && column.type.name === "JSON";
  return isKnown && isJson ? { name: column.name, type: { kind: "scalar", name: "NULL" } } : column;
}

/** Pairs each column to write with the source column that fills it. */
export function writeColumns(
  plan: Pick<WritePlan, "columns">,
  columns: readonly Column[],
): WriteColumn[] {
  return plan.columns.map((column) => {
    const source = columns.find((candidate) => isSameName(candidate.name, column.name));
    return { ...column, sourceName: source?.name ?? null };
  });
}

function isSameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

function isNested(type: ColumnType): boolean {
  return type.kind === "list" || type.kind === "struct" || type.kind === "map";
}
