import type { SavedQueryDetail, SavedQuerySummary, SavedQueryVersionInfo } from "@hotdata/contract";
import type { StatementShape } from "../engine/statement-shape.ts";
import type { SavedQuery, SavedQueryVersion } from "./saved-query.ts";
import type { VersionedQuery } from "./saved-query-service.ts";

export function summaryOf(query: SavedQuery): SavedQuerySummary {
  return {
    id: query.id,
    name: query.name,
    description: query.description,
    tags: [...query.tags],
    latest_version: query.latestVersion,
    created_at: query.createdAt,
    updated_at: query.updatedAt,
  };
}

export function detailOf({ query, version }: VersionedQuery): SavedQueryDetail {
  return {
    ...summaryOf(query),
    sql: version.sqlText,
    sql_hash: version.sqlHash,
    ...classificationOf(version.shape, query),
  };
}

export function versionInfoOf(version: SavedQueryVersion): SavedQueryVersionInfo {
  return {
    version: version.version,
    sql: version.sqlText,
    sql_hash: version.sqlHash,
    created_at: version.createdAt,
    ...classificationOf(version.shape, undefined),
  };
}

/** Overrides belong to the query, so a version on its own shows what was detected. */
function classificationOf(shape: StatementShape | null, query: SavedQuery | undefined) {
  return {
    category: query?.categoryOverride ?? shape?.category ?? null,
    num_tables: shape?.tableCount ?? null,
    has_predicate: shape?.hasPredicate ?? null,
    has_join: shape?.hasJoin ?? null,
    has_aggregation: shape?.hasAggregation ?? null,
    has_group_by: shape?.hasGroupBy ?? null,
    has_order_by: shape?.hasOrderBy ?? null,
    has_limit: shape?.hasLimit ?? null,
    table_size: query?.tableSizeOverride ?? null,
  };
}
