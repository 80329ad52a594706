import type { Selectable } from "kysely";
import { z } from "zod";
import type { TableIndexesTable } from "../metastore/tables/index-tables.ts";
import type { IndexOwner, TableIndex } from "./table-index.ts";

/** What is known of an index's content. */
export interface IndexFigures {
  readonly rowCount: number;
  readonly unmergedRowCount: number;
  readonly sizeBytes: number;
  readonly dimensions: number | null;
}

export interface RecordedIndex extends TableIndex {
  /** Undefined while it was never brought up to date; sorted indexes have none. */
  readonly figures: IndexFigures | undefined;
}

export interface NewIndex extends TableIndex {
  readonly description: string | undefined;
  readonly jobId: string | undefined;
}

export type IndexRow = Selectable<TableIndexesTable>;

const columns = z.array(z.string());
const analysis = z.object({
  stemming: z.string().nullable(),
  stopWords: z.string().nullable(),
  asciiFolding: z.boolean(),
});
const embedded = z.object({
  sourceColumn: z.string(),
  providerId: z.string(),
  dimensions: z.number().nullable(),
});

export function indexOf(row: IndexRow): RecordedIndex {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    owner: ownerOf(row),
    name: row.name,
    type: row.type,
    columns: columns.parse(JSON.parse(row.columns_json)),
    metric: row.metric,
    analysis: row.analysis_json === null ? null : analysis.parse(JSON.parse(row.analysis_json)),
    embedded: row.embedded_json === null ? null : embedded.parse(JSON.parse(row.embedded_json)),
    status: row.status,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    figures: figuresOf(row),
  };
}

function ownerOf(row: IndexRow): IndexOwner {
  const { database_id: databaseId, schema_name: schema, table_name: table } = row;
  if (databaseId !== null && schema !== null && table !== null) {
    return { kind: "table", databaseId, schema, table };
  }
  if (row.dataset_id !== null) return { kind: "dataset", datasetId: row.dataset_id };
  throw new Error(`the index ${row.id} is of nothing`);
}

function figuresOf(row: IndexRow): IndexFigures | undefined {
  const { row_count: rowCount, unmerged_row_count: unmergedRowCount } = row;
  const { size_bytes: sizeBytes, dimensions } = row;
  if (rowCount === null || unmergedRowCount === null || sizeBytes === null) return undefined;
  return { rowCount, unmergedRowCount, sizeBytes, dimensions };
}

/** The row of a new index, but for its place in the order. */
export function rowOf(index: NewIndex) {
  const { owner } = index;
  const ofTable = owner.kind === "table" ? owner : undefined;
  return {
    id: index.id,
    workspace_id: index.workspaceId,
    database_id: ofTable?.databaseId ?? null,
    schema_name: ofTable?.schema ?? null,
    table_name: ofTable?.table ?? null,
    dataset_id: owner.kind === "dataset" ? owner.datasetId : null,
    name: index.name,
    type: index.type,
    columns_json: JSON.stringify(index.columns),
    metric: index.metric,
    analysis_json: index.analysis === null ? null : JSON.stringify(index.analysis),
    embedded_json: index.embedded === null ? null : JSON.stringify(index.embedded),
    description: index.description ?? null,
    status: index.status,
    job_id: index.jobId ?? null,
    row_count: null,
    unmerged_row_count: null,
    size_bytes: null,
    dimensions: null,
    created_at: index.createdAt,
    updated_at: index.updatedAt,
  };
}
