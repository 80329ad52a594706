import type { ReadMode, SourceTable } from "../../connections/connection.ts";
import type { ReadRequest, RowOrder } from "../../connectors/connector.ts";
import type { ExplainNote } from "../../engine/engine.ts";
import { shownName, type SourceUse } from "./source-use.ts";
import type { UsedSource } from "./used-source.ts";

/** What EXPLAIN ANALYZE says of a table of an outside source. */
export function sourceNote(use: SourceUse, used: UsedSource): ExplainNote {
  const { readMode, statement = "", rows, bytes, syncedAt } = used;
  if (readMode === "cached") return noteOf(use, copyText(syncedAt));
  const counts = [
    ...(rows === undefined ? [] : [`${rows} rows`]),
    ...(bytes === undefined ? [] : [`${bytes} bytes`]),
  ];
  return noteOf(use, `live, ${counts.join(", ")}: ${statement}`);
}

interface Unread {
  readonly table: SourceTable;
  readonly mode: ReadMode;
  readonly asked: ReadRequest;
}

/** What EXPLAIN says, for which nothing is read. */
export function unreadNote(use: SourceUse, { table, mode, asked }: Unread): ExplainNote {
  return noteOf(use, mode === "cached" ? copyText(table.syncedAt) : askedText(asked));
}

function noteOf(use: SourceUse, text: string): ExplainNote {
  return { name: `source ${shownName(use)}`, text };
}

function copyText(syncedAt: Date | undefined): string {
  return syncedAt === undefined
    ? "cached, not copied yet: a statement that reads it copies it first"
    : `cached, copied ${syncedAt.toISOString()}`;
}

/** Values stay out of it, as they do of a source's statement. */
function askedText({ columns, needs, limit, order = [], aggregate }: ReadRequest): string {
  const filtered = new Set(needs?.flat().map(({ column }) => column));
  const parts = [
    aggregate === undefined
      ? `columns ${columns.map(({ name }) => name).join(", ")}`
      : `aggregates ${aggregate.values.map((value) => value.function).join(", ")}`,
    ...(aggregate !== undefined && aggregate.groups.length > 0
      ? [`groups by ${aggregate.groups.map(({ name }) => name).join(", ")}`]
      : []),
    ...(filtered.size === 0 ? [] : [`filters on ${[...filtered].join(", ")}`]),
    ...(limit === undefined ? [] : [limitText(limit, order)]),
  ];
  return `live, asks for ${parts.join("; ")}`;
}

function limitText(limit: number, order: readonly RowOrder[]): string {
  if (order.length === 0) return `at most ${limit} rows`;
  const keys = order.map(({ column, isDescending }) => column.name + (isDescending ? " desc" : ""));
  return `the first ${limit} rows by ${keys.join(", ")}`;
}
