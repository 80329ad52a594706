import { basename } from "node:path";
import type { WrittenFile } from "../../../engine/engine.ts";
import type { CandidateFile, CandidateRows } from "../../../engine/keyed-change.ts";
import type { Catalog } from "../../catalog/catalog.ts";
import { isMissing } from "../../catalog/durable-files.ts";
import { findNamed, readTables, type TableRow } from "../../catalog/table-row.ts";
import { readColumns } from "../../columns/column-node.ts";
import { StalePlanError, UnreadableTableError, type WritePlan } from "../../lake.ts";
import { buildScan } from "../../scan/build-scan.ts";
import { readInlinedRowIds, readInlinedRows } from "../../scan/inlined-rows.ts";
import type { ParquetSchema } from "../../scan/parquet-schema.ts";
import { readParquetSchema } from "../../scan/read-parquet-schema.ts";
import { readTableFiles } from "../../scan/table-files.ts";
import { checkValues } from "../check-values.ts";
import { parseWriteBasis, tableFingerprint } from "../write-basis.ts";
import { readLiveCounts } from "./live-counts.ts";
import { filesWithoutKeys } from "./prune-by-key.ts";
import { rowsMark } from "./rows-mark.ts";

const NO_ROWS: CandidateRows = {
  scan: { columns: [], parts: [] },
  files: {},
  inlinedRowIds: [],
};

/**
 * The part of a table in which rows of a load by key can be; runs in a read transaction. Files are
 * left out by their statistics.
 */
export function findCandidates(
  catalog: Catalog,
  plan: WritePlan,
  incoming: readonly WrittenFile[],
): CandidateRows {
  const { snapshotId } = catalog.head();
  const table = findNamed(readTables(catalog, snapshotId), plan);
  const columns = table ? readColumns(catalog, table.id, snapshotId) : [];
  const basis = parseWriteBasis(plan.basis);
  const isCurrent =
    tableFingerprint(table, columns) === basis.fingerprint &&
    isSameRows(catalog, table, basis.rows);
  if (!isCurrent) throw new StalePlanError(`${plan.schema}.${plan.table} was changed meanwhile`);
  for (const file of incoming) checkValues(basis, [], file);
  if (table === undefined || incoming.length === 0) return NO_ROWS;
  const scope = { tableId: table.id, snapshotId, columns };
  const excluded = filesWithoutKeys(catalog, table.id, { plan, incoming });
  const files = readTableFiles(catalog, table, snapshotId).filter(({ id }) => !excluded.has(id));
  const withSchemas = files.map((file) => ({ ...file, schema: presentSchema(file.path) }));
  const counts = readLiveCounts(catalog, table.id);
  return {
    scan: buildScan(columns, withSchemas, readInlinedRows(catalog, scope)),
    files: Object.fromEntries(
      files.map(({ id, path }): [string, CandidateFile] => {
        return [path, { id, liveRowCount: counts.get(id) ?? 0 }];
      }),
    ),
    inlinedRowIds: readInlinedRowIds(catalog, scope),
  };
}

function presentSchema(path: string): ParquetSchema {
  try {
    return readParquetSchema(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new UnreadableTableError(`the data file ${basename(path)} of the table is missing`);
  }
}

export function isSameRows(
  catalog: Catalog,
  table: TableRow | undefined,
  mark: string | undefined,
): boolean {
  return mark === undefined || table === undefined || rowsMark(catalog, table.id) === mark;
}
