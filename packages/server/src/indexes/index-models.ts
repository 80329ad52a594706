import type { IndexEntryResponse, IndexInfoResponse } from "@hotdata/contract";
import type { RecordedIndex } from "./index-row.ts";
import type { ListedIndex } from "./index-store.ts";

export function indexInfo(index: RecordedIndex): IndexInfoResponse {
  const { figures } = index;
  return {
    ...common(index),
    metric: index.metric,
    source_column: index.embedded?.sourceColumn ?? null,
    row_count: figures?.rowCount ?? null,
    unmerged_row_count: figures?.unmergedRowCount ?? null,
    size_bytes: figures?.sizeBytes ?? null,
    dimensions: figures?.dimensions ?? null,
  };
}

/** What an index has not is left out of listings. */
export function indexEntry({
  index,
  connectionId,
  schema,
  table,
}: ListedIndex): IndexEntryResponse {
  return {
    ...(connectionId === undefined ? {} : { connection_id: connectionId }),
    schema_name: schema,
    table_name: table,
    ...common(index),
    ...(index.metric === null ? {} : { metric: index.metric }),
    ...(index.embedded === null ? {} : { source_column: index.embedded.sourceColumn }),
  };
}

function common(index: RecordedIndex) {
  return {
    index_name: index.name,
    index_type: index.type,
    columns: [...index.columns],
    status: index.status,
    created_at: index.createdAt,
    updated_at: index.updatedAt,
  };
}
