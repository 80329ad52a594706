export interface DatasetsTable {
  id: string;
  workspace_id: string;
  label: string;
  schema_name: string;
  table_name: string;
  /** JSON: what a refresh needs. */
  source_json: string;
  latest_version: number;
  /** Null: SQL reads the latest. */
  pinned_version: number | null;
  created_at: string;
  updated_at: string;
}

export interface DatasetVersionsTable {
  id: string;
  dataset_id: string;
  workspace_id: string;
  version: number;
  source_type: string;
  /** JSON. */
  columns_json: string;
  row_count: number;
  size_bytes: number;
  /** The job that made it; null when a request did. */
  job_id: string | null;
  created_at: string;
}

export interface DatasetTables {
  datasets: DatasetsTable;
  dataset_versions: DatasetVersionsTable;
}
