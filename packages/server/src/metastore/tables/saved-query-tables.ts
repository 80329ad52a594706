export interface SavedQueriesTable {
  id: string;
  workspace_id: string;
  name: string;
  description: string;
  tags_json: string;
  latest_version: number;
  category_override: string | null;
  table_size_override: string | null;
  created_at: string;
  updated_at: string;
}

export interface SavedQueryVersionsTable {
  saved_query_id: string;
  version: number;
  sql_text: string;
  sql_hash: string;
  /** Null: the statement could not be read. */
  classification_json: string | null;
  created_at: string;
}

export interface SavedQueryTables {
  saved_queries: SavedQueriesTable;
  saved_query_versions: SavedQueryVersionsTable;
}
