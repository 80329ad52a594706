import {
  arrowTypeName,
  type Column,
  type ColumnProfileInfo,
  operations,
  type TableProfileResponse,
} from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import type { ColumnProfile } from "../engine/table-profile.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import type { Lake } from "../lake/lake.ts";
import type { ProfileService } from "./profile-service.ts";

export interface ProfileRouteParts {
  readonly databases: DatabaseService;
  readonly lake: Lake;
  readonly profiles: ProfileService;
}

export function profileRoutes({ databases, lake, profiles }: ProfileRouteParts): Route[] {
  return [
    route(operations.get_table_profile, async ({ params, context }) => {
      const { connection_id: connectionId, schema, table } = params;
      const { workspaceId, signal } = context;
      const { id } = await databases.getByConnection(workspaceId, connectionId);
      const asked = { databaseId: id, schema, table };
      const { columns, profile } = await profiles.describe(workspaceId, asked, signal);
      const loaded = await lake.findTable(id, { schema, table });
      const { rowCount } = profile;
      return json(200, {
        connection: `__db_${id}`,
        schema,
        table,
        row_count: rowCount,
        synced_at: loaded?.lastChangedAt.toISOString() ?? null,
        columns: profile.columns.map((column, index) =>
          columnInfo(columns[index], column, rowCount),
        ),
      } satisfies TableProfileResponse);
    }),
  ];
}

function columnInfo(
  column: Column | undefined,
  { nullCount, cardinality, detail }: ColumnProfile,
  rowCount: number,
): ColumnProfileInfo {
  if (column === undefined) throw new Error("a profile has more columns than its table");
  return {
    name: column.name,
    data_type: arrowTypeName(column.type),
    null_count: nullCount,
    null_percentage: rowCount === 0 ? 0 : (nullCount / rowCount) * 100,
    cardinality,
    profile: detail,
  };
}
