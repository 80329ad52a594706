import { randomUUID } from "node:crypto";
import { isAbsolute, join, relative } from "node:path";
import type { Catalog } from "../../catalog/catalog.ts";
import { isMissing } from "../../catalog/durable-files.ts";
import { folderNameOf, type LakePaths } from "../../catalog/lake-paths.ts";
import { findNamed, readTables, type TableRow } from "../../catalog/table-row.ts";
import { type ColumnNode, readColumns } from "../../columns/column-node.ts";
import { keptColumn } from "../../columns/planned-column.ts";
import { type LakeTableName, UnreadableTableError } from "../../lake.ts";
import { planLayout } from "../../layout/plan-layout.ts";
import { buildScan } from "../../scan/build-scan.ts";
import { readParquetSchema } from "../../scan/read-parquet-schema.ts";
import { readTableFiles } from "../../scan/table-files.ts";
import { tableFingerprint } from "../../write/write-basis.ts";
import type { CompactionPlan, CompactionRules } from "../lake-upkeep.ts";
import { chooseFiles } from "./choose-files.ts";
import { compactionBasisText } from "./compaction-basis.ts";
import { type LiveFile, readLiveFiles } from "./live-files.ts";
import { orderedScan } from "./ordered-scan.ts";

/** Finds files of one table that should become one; runs in a read transaction. */
export function planCompaction(
  catalog: Catalog,
  paths: LakePaths,
  rules: CompactionRules,
): CompactionPlan | undefined {
  const { snapshotId } = catalog.head();
  for (const table of readTables(catalog, snapshotId)) {
    const files = readLiveFiles(catalog, table.id);
    const chosen = chooseFiles(files, rules);
    const columns = chosen.length === 0 ? [] : readColumns(catalog, table.id, snapshotId);
    if (columns.length === 0) continue;
    const plan = planReadable({ catalog, paths, snapshotId, table, columns, files, chosen });
    if (plan !== undefined) return plan;
  }
  return undefined;
}

/** All files of a table, to be written anew; undefined without any. Runs in a read transaction. */
export function planRewrite(
  catalog: Catalog,
  paths: LakePaths,
  name: LakeTableName,
): CompactionPlan | undefined {
  const { snapshotId } = catalog.head();
  const table = findNamed(readTables(catalog, snapshotId), name);
  const files = table === undefined ? [] : readLiveFiles(catalog, table.id);
  if (table === undefined || files.length === 0) return undefined;
  const columns = readColumns(catalog, table.id, snapshotId);
  return planTable({ catalog, paths, snapshotId, table, columns, files, chosen: files });
}

/** A table that we cannot read stays as it is. */
function planReadable(request: TableToCompact): CompactionPlan | undefined {
  try {
    return planTable(request);
  } catch (error) {
    if (error instanceof UnreadableTableError || isMissing(error)) return undefined;
    throw error;
  }
}

interface TableToCompact {
  readonly catalog: Catalog;
  readonly paths: LakePaths;
  readonly snapshotId: number;
  readonly table: TableRow;
  readonly columns: readonly ColumnNode[];
  readonly files: readonly LiveFile[];
  readonly chosen: readonly LiveFile[];
}

function planTable(request: TableToCompact): CompactionPlan {
  const { catalog, paths, snapshotId, table, columns, files, chosen } = request;
  const ids = new Set(chosen.map(({ id }) => id));
  const inputs = readTableFiles(catalog, table, snapshotId).filter(({ id }) => ids.has(id));
  const withSchemas = inputs.map((file) => ({ ...file, schema: readParquetSchema(file.path) }));
  const pathOf = new Map(inputs.map(({ id, path }) => [id, path]));
  const inOrder = chosen.flatMap(({ id }) => pathOf.get(id) ?? []);
  const written = columns.map(keptColumn);
  return {
    databaseId: catalog.databaseId,
    schema: table.schema,
    table: table.table,
    scan: orderedScan(buildScan(columns, withSchemas, []), inOrder),
    columns: written,
    layout: planLayout(catalog, { tableId: table.id, columns: written, declared: undefined }),
    stagingDir: join(paths.stagingOf(catalog.databaseId), folderOf(catalog, table), randomUUID()),
    rowCount: chosen.reduce((sum, { liveRowCount }) => sum + liveRowCount, 0),
    fileCount: chosen.length,
    sizeBytes: chosen.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    basis: compactionBasisText({
      tableId: table.id,
      fingerprint: tableFingerprint(table, columns),
      inputs: chosen.map(({ id, liveRowCount, deleteFileId }) => {
        return { id, liveRowCount, deleteFileId };
      }),
      rowIdStart: sharedRowIds(files, chosen),
    }),
  };
}

/** The merged rows take over the row ids of neighbours, and with them their place in the table. */
function sharedRowIds(files: readonly LiveFile[], chosen: readonly LiveFile[]): number | null {
  const start = files.findIndex(({ id }) => id === chosen[0]?.id);
  const areNeighbours = chosen.every(({ id }, index) => files[start + index]?.id === id);
  const areKnown = files.every(({ rowIdStart }) => rowIdStart !== null);
  return areNeighbours && areKnown ? (chosen[0]?.rowIdStart ?? null) : null;
}

/** Where the table's own files lie, below the data folder; ours stay there in any case. */
function folderOf(catalog: Catalog, { schema, table, folder }: TableRow): string {
  const below = relative(catalog.dataPath, folder);
  const isBelow = below !== "" && !below.startsWith("..") && !isAbsolute(below);
  return isBelow ? below : join(folderNameOf(schema), folderNameOf(table));
}
