import type { Selectable } from "kysely";
import { z } from "zod";
import type { ConnectionTables } from "../metastore/tables/connection-tables.ts";
import type { Connection } from "./connection.ts";

export type ConnectionRow = Selectable<ConnectionTables["connections"]>;

const storedConfig = z.record(z.string(), z.unknown());

export function connectionOf(row: Omit<ConnectionRow, "seq" | "state" | "created_at">): Connection {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.catalog_name,
    shownName: row.name,
    sourceType: row.source_type,
    config: storedConfig.parse(JSON.parse(row.config_json)),
    secretId: row.secret_id ?? undefined,
    secretField: row.secret_field ?? undefined,
    readMode: row.read_mode,
    refreshSeconds: row.refresh_seconds ?? undefined,
    revision: row.revision,
  };
}

/** Columns that may change, and those that say which connection it is. */
export function connectionRow(connection: Connection) {
  return {
    id: connection.id,
    workspace_id: connection.workspaceId,
    source_type: connection.sourceType,
    ...changingColumns(connection),
  };
}

export function changingColumns(connection: Connection) {
  return {
    name: connection.shownName,
    catalog_name: connection.name,
    config_json: JSON.stringify(connection.config),
    secret_id: connection.secretId ?? null,
    secret_field: connection.secretField ?? null,
    read_mode: connection.readMode,
    refresh_seconds: connection.refreshSeconds ?? null,
    revision: connection.revision,
  };
}
