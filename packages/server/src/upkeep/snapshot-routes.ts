import { type DatabaseSnapshot, operations } from "@hotdata/contract";
import type { Database } from "../databases/database.ts";
import { decodeCursor, encodeCursor } from "../http/page-cursor.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { Lake } from "../lake/lake.ts";
import type { LakeSnapshot } from "../lake/upkeep/lake-upkeep.ts";

export interface SnapshotRouteParts {
  readonly lake: Lake;
  readonly databases: {
    get(workspaceId: string, databaseId: string): Promise<Pick<Database, "id">>;
  };
}

export function snapshotRoutes({ lake, databases }: SnapshotRouteParts): Route[] {
  return [
    route(operations.list_database_snapshots, async ({ params, query, context }) => {
      const { limit, cursor } = query;
      const before = cursor === undefined ? undefined : decodeCursor(cursor, isSnapshotId)[0];
      const { id } = await databases.get(context.workspaceId, params.database_id);
      // One more than asked for tells whether there is a further page.
      const found = await lake.listSnapshots(id, { before, limit: limit + 1 });
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const hasMore = found.length > limit;
      return json(200, {
        snapshots: page.map(snapshotModel),
        count: page.length,
        limit,
        has_more: hasMore,
        next_cursor: hasMore && last !== undefined ? encodeCursor([last.id]) : null,
      });
    }),
  ];
}

function isSnapshotId(value: unknown): value is [number] {
  return Array.isArray(value) && value.length === 1 && Number.isSafeInteger(value[0]);
}

function snapshotModel(snapshot: LakeSnapshot): DatabaseSnapshot {
  return {
    snapshot_id: snapshot.id,
    created_at: snapshot.createdAt.toISOString(),
    changes: snapshot.changes.map(({ kind, schema, table }) => {
      return { kind, schema_name: schema ?? null, table_name: table ?? null };
    }),
    rows_added: snapshot.addedRows,
    files_added: snapshot.addedFiles,
    files_removed: snapshot.endedFiles,
    table_row_count: snapshot.load?.rowCount ?? null,
  };
}
