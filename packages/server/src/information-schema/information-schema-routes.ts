import { operations } from "@hotdata/contract";
import type { DatabaseService } from "../databases/database-service.ts";
import type { TableService } from "../databases/table-service.ts";
import { decodeCursor, encodeCursor } from "../http/page-cursor.ts";
import { json } from "../http/reply.ts";
import { type Route, route } from "../http/route.ts";
import { shownColumns } from "../indexes/shown-columns.ts";
import type { IndexLookup } from "../indexes/table-index.ts";
import type { Lake } from "../lake/lake.ts";
import { matchesPattern } from "./name-pattern.ts";
import { type ListedTable, compareTables, mergeTables, tableInfo } from "./table-listing.ts";

export interface InformationSchemaRouteParts {
  readonly databases: DatabaseService;
  readonly tables: TableService;
  readonly lake: Lake;
  readonly indexStore: Pick<IndexLookup, "listIn">;
}

export function informationSchemaRoutes(parts: InformationSchemaRouteParts): Route[] {
  return [
    route(operations.information_schema, async ({ query, context }) => {
      const { connection_id: connectionId, limit, cursor } = query;
      // Managed databases show up under their own connection only; there are no others yet.
      if (connectionId === undefined) return json(200, page([], limit, undefined));
      const database = await parts.databases.getByConnection(context.workspaceId, connectionId);
      const loaded = await parts.lake.listTables(database.id);
      const indexes = query.include_columns
        ? await parts.indexStore.listIn(context.workspaceId, database.id)
        : [];
      const listed = mergeTables(
        await parts.tables.listDeclared(database.id),
        loaded.map((table) => ({ ...table, columns: shownColumns(table, indexes) })),
      );
      const after = cursor === undefined ? undefined : decodeCursor(cursor, isPosition);
      const fitting = listed.filter(
        (table) =>
          matchesPattern(table.schema, query.schema ?? "%") &&
          matchesPattern(table.table, query.table ?? "%") &&
          isAfter(table, after),
      );
      const { tables, ...rest } = page(fitting, limit, cursor);
      const connection = `__db_${database.id}`;
      const models = tables.map((table) => tableInfo(table, connection, query.include_columns));
      return json(200, { tables: models, ...rest });
    }),
  ];
}

type Position = readonly [schema: string, table: string];

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === "string")
  );
}

function isAfter(table: ListedTable, after: Position | undefined): boolean {
  if (after === undefined) return true;
  return compareTables(table, { schema: after[0], table: after[1] }) > 0;
}

function page(fitting: readonly ListedTable[], limit: number, cursor: string | undefined) {
  const tables = fitting.slice(0, limit);
  const hasMore = fitting.length > limit;
  const last = tables.at(-1);
  // With limit 0 the next page begins where this one did.
  const next = last === undefined ? (cursor ?? null) : encodeCursor([last.schema, last.table]);
  return {
    tables,
    count: tables.length,
    limit,
    has_more: hasMore,
    next_cursor: hasMore ? next : null,
  };
}
