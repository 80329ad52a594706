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
  const readTypes: Record<string, ColumnType> = {};
  const typed = columns.map((column) => {
    const known = existing.columns.find((other) => isSameName(other.name, column.name));
    if (known === undefined) return column;
    if (source.format === "json" && !isOpen(column.type, known.type)) return column;
    if (!isNested(known.type)) readTypes[column.name] = known.type;
    else if (source.format === "csv") return column;
    return { name: column.name, type: isNested(known.type) ? NO_TYPE : known.type };
  });
  return { columns: typed, readTypes };
}

const NO_TYPE: ColumnType = { kind: "scalar", name: "NULL" };
/** Types that JSON has as strings only. */
const WRITTEN_AS_STRINGS = ["VARCHAR", "DATE", "TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMPTZ"];

/**
 * Whether values of JSON may as well be what the table has: those of strings, unless it has numbers
 * or truth values; those without a common type, or only nulls; and numbers where it has decimals,
 * which would become DOUBLE otherwise. Other numbers widen the column, and nothing is lost.
 */
function isOpen(found: ColumnType, known: ColumnType): boolean {
  if (known.kind === "decimal" && isNumber(found)) return true;
  if (found.kind !== "scalar") return false;
  if (found.name === "JSON") return true;
  if (!WRITTEN_AS_STRINGS.includes(found.name)) return false;
  return known.kind === "scalar" && [...WRITTEN_AS_STRINGS, ...OTHER_TEXTS].includes(known.name);
}

function isNumber(type: ColumnType): boolean {
  return type.kind === "decimal" || (type.kind === "scalar" && NUMBERS.has(type.name));
}

/** What numbers of JSON are found to be, beside decimals. */
const NUMBERS: ReadonlySet<string> = new Set(["BIGINT", "UBIGINT", "HUGEINT", "DOUBLE"]);

const OTHER_TEXTS = ["TIMESTAMP_S", "TIMESTAMP_MS", "TIME", "UUID", "JSON", "BLOB"];

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
