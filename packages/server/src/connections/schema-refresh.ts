import type { SchemaRefreshResult } from "@hotdata/contract";
import { ApiError } from "../http/api-error.ts";
import type { ConnectionService } from "./connection-service.ts";
import type { Connection, SourceTableName } from "./connection.ts";
import type { TableCopies } from "./copies/table-copies.ts";
import { problemOf, type SourceDiscovery } from "./source-discovery.ts";
import type { DiscoveryCounts, SourceTableStore } from "./source-table-store.ts";

export interface SchemaRefreshParts {
  readonly connections: Pick<ConnectionService, "get" | "list" | "addressOf">;
  readonly discovery: Pick<SourceDiscovery, "discover">;
  readonly tables: SourceTableStore;
  /** Drops copies of tables that the source does not have any more. */
  readonly copies: Pick<TableCopies, "purge">;
}

/** Sources that are asked side by side. */
const AT_ONCE = 4;

/** Discovers the tables of sources again. */
export class SchemaRefresh {
  readonly #parts: SchemaRefreshParts;

  constructor(parts: SchemaRefreshParts) {
    this.#parts = parts;
  }

  /**
   * Of one connection of the workspace, or of all. A source that fails is told of in the result.
   * @throws {ApiError} NOT_FOUND
   */
  async run(
    workspaceId: string,
    connectionId: string | undefined,
    signal: AbortSignal,
  ): Promise<SchemaRefreshResult> {
    const { connections } = this.#parts;
    const all =
      connectionId === undefined
        ? await connections.list(workspaceId)
        : [await connections.get(workspaceId, connectionId)];
    const outcomes: Outcome[] = [];
    const left = all.values();
    const work = async () => {
      for (const connection of left) outcomes.push(await this.#attempt(connection, signal));
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, all.length) }, work));
    return resultOf(outcomes);
  }

  async #attempt(connection: Connection, signal: AbortSignal): Promise<Outcome> {
    try {
      return { counts: await this.#refresh(connection, signal) };
    } catch (error) {
      signal.throwIfAborted();
      return { failed: { connection_id: connection.id, error: problemOf(error) } };
    }
  }

  async #refresh(connection: Connection, signal: AbortSignal): Promise<DiscoveryCounts> {
    const { connections, discovery, tables } = this.#parts;
    const found = await discovery.discover(await connections.addressOf(connection), signal);
    const names = new Set(found.map(keyOf));
    const synced = await tables.listSynced(connection.id);
    for (const name of synced) {
      if (!names.has(keyOf(name))) await this.#purge(connection, name);
    }
    return tables.transact((within) => within.replaceDiscovered(connection.id, found));
  }

  /** A copy that is being made of what is gone will fail by itself; until then it is known. */
  async #purge(connection: Connection, name: SourceTableName): Promise<void> {
    try {
      await this.#parts.copies.purge(connection, name);
    } catch (error) {
      if (!(error instanceof ApiError && error.code === "CONFLICT")) throw error;
    }
  }
}

type Outcome =
  | { readonly counts: DiscoveryCounts }
  | { readonly failed: { readonly connection_id: string; readonly error: string } };

function resultOf(outcomes: readonly Outcome[]): SchemaRefreshResult {
  const counts = outcomes.flatMap((one) => ("counts" in one ? [one.counts] : []));
  const errors = outcomes.flatMap((one) => ("failed" in one ? [one.failed] : []));
  const sum = (key: keyof DiscoveryCounts) =>
    counts.reduce((total, { [key]: count }) => total + count, 0);
  return {
    connections_refreshed: counts.length,
    connections_failed: errors.length,
    tables_discovered: sum("discovered"),
    tables_added: sum("added"),
    tables_modified: sum("modified"),
    ...(errors.length === 0 ? {} : { errors }),
  };
}

function keyOf({ schema, table }: SourceTableName): string {
  return JSON.stringify([schema, table]);
}
