import { hash } from "node:crypto";
import { foldIdentifier } from "@hotdata/contract/types";
import type { Column } from "@hotdata/contract";
import type { SourceTable } from "../../connections/connection.ts";
import type { DiscoveredColumn, ReadRequest } from "../../connectors/connector.ts";
import type { OpenedRead } from "../../connectors/connectors.ts";
import type { TableScan, VisibleTable } from "../../engine/engine.ts";
import { partialName } from "../../engine/statement-aggregate.ts";
import { storedType } from "../../lake/columns/stored-type.ts";
import { liveRows, liveVersion, type RowWriting } from "./live-rows.ts";
import type { SourceUse } from "./source-use.ts";

/** What a statement reads of a source's table, at the time that it runs. */
export interface LiveTable {
  readonly table: VisibleTable;
  /** Set when the source has computed the statement's aggregates: the table has no rows then. */
  readonly partial?: TableScan;
}

export interface AnsweredRead {
  readonly use: SourceUse;
  readonly request: ReadRequest;
  readonly read: OpenedRead;
}

/** Takes over all rows of a read. */
export async function liveTable(
  { use, request, read }: AnsweredRead,
  writing: RowWriting,
): Promise<LiveTable> {
  const { columns, aggregate } = request;
  if (aggregate !== undefined && read.isExact) {
    const { groups, values } = aggregate;
    const names = [...groups.map(({ name }) => name), ...values.map((_, at) => partialName(at))];
    const partial = await liveRows(read, names, writing);
    const { extent } = partial;
    const empty = { columns: storedColumns(columns), parts: [] };
    const scan = extent === undefined ? empty : { ...empty, extent };
    return { table: visibleTable(use, scan), partial };
  }
  const rows = await liveRows(
    read,
    columns.map(({ name }) => name),
    writing,
  );
  return { table: visibleTable(use, { ...rows, columns: storedColumns(columns) }) };
}

/** A table none of whose rows are read: its columns are what they were when it was discovered. */
export function unreadTable(use: SourceUse, { columns }: SourceTable): VisibleTable {
  // Of a table that is known to be empty, the plan would be that nothing is done.
  const row = columns.map(() => null);
  const parts = [{ kind: "inline", rows: [row] } as const];
  return visibleTable(use, { columns: storedColumns(columns), parts });
}

/** Of the same types as a copy's. */
function storedColumns(columns: readonly DiscoveredColumn[]): readonly Column[] {
  return columns.map(({ name, type }) => ({ name, type: storedType(type) }));
}

function visibleTable({ catalog, name }: SourceUse, scan: TableScan): VisibleTable {
  const shape = hash("sha1", JSON.stringify(scan.columns), "base64url");
  return {
    catalog,
    schema: foldIdentifier(name.schema),
    table: foldIdentifier(name.table),
    version: liveVersion(),
    shape,
    isPassing: true,
    scan,
  };
}
