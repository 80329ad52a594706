import {
  arrowTypeName,
  type CreateDatasetResponse,
  type DatasetSummary,
  type DatasetVersionSummary,
  type GetDatasetResponse,
  type UpdateDatasetResponse,
} from "@hotdata/contract";
import type { Dataset, DatasetVersion } from "./dataset.ts";
import type { ShownDataset } from "./dataset-service.ts";

export function createdOf(dataset: Dataset): CreateDatasetResponse {
  const { id, label, schema, table, createdAt } = dataset;
  return {
    id,
    label,
    schema_name: schema,
    table_name: table,
    status: "ready",
    created_at: createdAt,
  };
}

export function summaryOf(dataset: Dataset): DatasetSummary {
  return {
    id: dataset.id,
    label: dataset.label,
    schema_name: dataset.schema,
    table_name: dataset.table,
    latest_version: dataset.latestVersion,
    pinned_version: dataset.pinnedVersion ?? null,
    created_at: dataset.createdAt,
    updated_at: dataset.updatedAt,
  };
}

export function detailOf({ dataset, shown }: ShownDataset): GetDatasetResponse {
  return {
    ...summaryOf(dataset),
    source_type: shown.sourceType,
    columns: shown.columns.map(({ name, type, nullable }) => ({
      name,
      data_type: arrowTypeName(type),
      nullable,
    })),
  };
}

export function updatedOf(dataset: Dataset): UpdateDatasetResponse {
  return {
    id: dataset.id,
    label: dataset.label,
    table_name: dataset.table,
    latest_version: dataset.latestVersion,
    pinned_version: dataset.pinnedVersion ?? null,
    updated_at: dataset.updatedAt,
  };
}

export function versionSummaryOf(version: DatasetVersion): DatasetVersionSummary {
  const { id, sourceType, createdAt } = version;
  return { id, version: version.version, source_type: sourceType, created_at: createdAt };
}
