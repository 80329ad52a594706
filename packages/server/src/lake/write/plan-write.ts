import { randomUUID } from "node:crypto";
import { isAbsolute, join, relative } from "node:path";
import type { Catalog } from "../catalog/catalog.ts";
import { folderNameOf, type LakePaths } from "../catalog/lake-paths.ts";
import { integerOrNullOf } from "../catalog/row-values.ts";
import { findNamed, readSchemas, readTables, type TableRow } from "../catalog/table-row.ts";
import { type ColumnNode, readColumns } from "../columns/column-node.ts";
import type { AppendPlan } from "../columns/plan-append.ts";
import { planNewRows, planSources } from "../columns/plan-sources.ts";
import { ColumnIds } from "../columns/planned-column.ts";
import type { KeyedPlan, PlanWriteRequest, WritePlan } from "../lake.ts";
import { planLayout } from "../layout/plan-layout.ts";
import { planKeyed } from "./keyed/plan-keyed.ts";
import { rowsMark } from "./keyed/rows-mark.ts";
import { checkTableProofs, fileProofs } from "./proof-range.ts";
import { tableFingerprint, writeBasisText } from "./write-basis.ts";

/** Plans against the newest snapshot; runs in a read transaction. */
export function planWrite(
  catalog: Catalog,
  paths: LakePaths,
  request: PlanWriteRequest,
): WritePlan {
  refuseAmbiguousNames(request);
  const { snapshotId } = catalog.head();
  const table = findNamed(readTables(catalog, snapshotId), request);
  const current = table ? readColumns(catalog, table.id, snapshotId) : [];
  const { columns, proofs, keyed } = planColumns(request, current, columnIds(catalog, table));
  if (table !== undefined) checkTableProofs(catalog, table.id, proofs);
  const { databaseId, schema, mode } = request;
  const folder = table ? tableFolder(catalog, table) : newTableFolder(catalog, snapshotId, request);
  return {
    databaseId,
    schema,
    table: request.table,
    mode,
    columns,
    ...(keyed === undefined ? {} : { keyed }),
    layout: planLayout(catalog, { tableId: table?.id, columns, declared: request.layout }),
    stagingDir: join(paths.stagingOf(databaseId), folder, randomUUID()),
    basis: writeBasisText({
      fingerprint: tableFingerprint(table, current),
      exactDoubles: fileProofs(proofs),
      ...(keyed && table ? { rows: rowsMark(catalog, table.id) } : {}),
    }),
  };
}

/** Where a table's own files go, below the data folder. */
function tableFolder(catalog: Catalog, { schema, table, folder }: TableRow): string {
  return folderInData(catalog, folder) ?? join(folderNameOf(schema), folderNameOf(table));
}

function newTableFolder(catalog: Catalog, snapshotId: number, request: PlanWriteRequest): string {
  const wanted = request.schema.toLowerCase();
  const schema = readSchemas(catalog, snapshotId).find(({ name }) => name.toLowerCase() === wanted);
  const folder = schema && folderInData(catalog, schema.folder);
  return join(folder ?? folderNameOf(request.schema), folderNameOf(request.table));
}

/** Undefined where another program has put it elsewhere: our files stay with the database. */
function folderInData(catalog: Catalog, folder: string): string | undefined {
  const path = relative(catalog.dataPath, folder);
  return path === "" || path.startsWith("..") || isAbsolute(path) ? undefined : path;
}

function planColumns(
  { mode, columns, otherSources = [], key = [] }: PlanWriteRequest,
  current: readonly ColumnNode[],
  ids: ColumnIds,
): AppendPlan & { readonly keyed?: KeyedPlan } {
  const sources = [columns, ...otherSources];
  switch (mode) {
    case "replace":
      return planNewRows(current, sources, ids);
    case "append":
      return planSources(current, sources, ids);
    default:
      return planKeyed({ mode, sources, key }, current, ids);
  }
}

function columnIds(catalog: Catalog, table: TableRow | undefined): ColumnIds {
  if (table === undefined) return new ColumnIds(1);
  // Statistics outlive the columns of expired snapshots, and data files still have their ids.
  const row = catalog.get(
    "SELECT max(column_id) AS newest FROM (" +
      "SELECT column_id FROM ducklake_column WHERE table_id = ?1 UNION ALL " +
      "SELECT column_id FROM ducklake_table_column_stats WHERE table_id = ?1)",
    table.id,
  );
  return new ColumnIds((integerOrNullOf(row, "newest") ?? 0) + 1);
}

/** Callers have told the user already; here it would corrupt the table. */
function refuseAmbiguousNames({ columns, otherSources = [] }: PlanWriteRequest): void {
  for (const source of [columns, ...otherSources]) {
    const names = new Set(source.map(({ name }) => name.toLowerCase()));
    if (names.size < source.length) throw new Error("column names must differ in more than case");
    if (source.length === 0) throw new Error("a table needs at least one column");
  }
}
