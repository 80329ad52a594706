import { type ApiError, notFound } from "../http/api-error.ts";
import type { SourceAddress } from "../connectors/connectors.ts";
import type { ConnectionAddresses } from "./connection-address.ts";
import { type ConnectionCatalog, connectionCatalog } from "./connection-catalog.ts";
import type { ConnectionStore } from "./connection-store.ts";
import type { Connection } from "./connection.ts";
import type { KnownConnections } from "./known-connections.ts";
import type { SourceDiscovery, SourceHealth } from "./source-discovery.ts";
import type { SourceTableStore, TableCounts } from "./source-table-store.ts";

export interface ConnectionServiceParts {
  readonly store: ConnectionStore;
  readonly known: Pick<KnownConnections, "areThere">;
  readonly addresses: ConnectionAddresses;
  readonly discovery: Pick<SourceDiscovery, "check">;
  readonly tables: Pick<SourceTableStore, "count">;
}

export function connectionNotFound(id: string): ApiError {
  return notFound(`Connection '${id}' not found.`);
}

/** Connections to outside sources. */
export class ConnectionService {
  readonly #parts: ConnectionServiceParts;

  constructor(parts: ConnectionServiceParts) {
    this.#parts = parts;
  }

  list(workspaceId: string): Promise<readonly Connection[]> {
    return this.#parts.store.list(workspaceId);
  }

  find(workspaceId: string, id: string): Promise<Connection | undefined> {
    return this.#parts.store.find(workspaceId, id);
  }

  /** @throws {ApiError} NOT_FOUND */
  async get(workspaceId: string, id: string): Promise<Connection> {
    const connection = await this.find(workspaceId, id);
    if (connection === undefined) throw connectionNotFound(id);
    return connection;
  }

  /** All of a workspace, as catalogs under their own names. */
  async listCatalogs(
    workspaceId: string,
  ): Promise<readonly (ConnectionCatalog & { readonly alias: string })[]> {
    if (!this.#parts.known.areThere) return [];
    const connections = await this.list(workspaceId);
    return connections.map((one) => ({ alias: one.name, ...connectionCatalog(one) }));
  }

  /** How to reach the source now; see {@link ConnectionAddresses.of}. */
  addressOf(connection: Connection): Promise<SourceAddress> {
    return this.#parts.addresses.of(connection);
  }

  countTables({ id }: Connection): Promise<TableCounts> {
    return this.#parts.tables.count(id);
  }

  /** Whether the source answers now. */
  check(connection: Connection, signal: AbortSignal): Promise<SourceHealth> {
    return this.#parts.discovery.check(() => this.addressOf(connection), signal);
  }
}
