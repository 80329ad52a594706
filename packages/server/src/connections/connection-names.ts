import { foldIdentifier } from "@hotdata/contract/types";
import { RESERVED_CATALOG_NAMES } from "@hotdata/contract";
import { conflict, invalidField } from "../http/api-error.ts";
import type { QueryDatabases } from "../query/query-scope.ts";
import { findCatalog } from "../query/visible-catalogs.ts";
import type { ConnectionStore } from "./connection-store.ts";
import type { Connection } from "./connection.ts";

export interface ConnectionNamesParts {
  readonly store: Pick<ConnectionStore, "findByName">;
  readonly databases: NamingDatabases;
}

/** What has names of its own where connections are seen under theirs: a workspace's default database. */
export interface NamingDatabases {
  findDefault(workspaceId: string): ReturnType<QueryDatabases["find"]>;
  listAttachments: QueryDatabases["listAttachments"];
}

/** Names of connections, which are names of catalogs in the workspace. */
export class ConnectionNames {
  readonly #parts: ConnectionNamesParts;

  constructor(parts: ConnectionNamesParts) {
    this.#parts = parts;
  }

  /** @throws {ApiError} BAD_REQUEST for a name that stands for something else in SQL */
  parse(given: string): Pick<Connection, "name" | "shownName"> {
    const shownName = given.trim();
    const name = foldIdentifier(shownName);
    if (name !== "default" && !RESERVED_CATALOG_NAMES.includes(name)) return { name, shownName };
    throw invalidField("name", `name: '${name}' stands for something else in SQL; choose another.`);
  }

  /** @throws {ApiError} CONFLICT when another connection or a catalog has the name */
  async requireFree({ id, workspaceId, name, shownName }: Connection): Promise<void> {
    const { store, databases } = this.#parts;
    const holder = await store.findByName(workspaceId, name);
    if (holder !== undefined && holder.id !== id) {
      throw conflict(`There is a connection named '${shownName}' already.`);
    }
    const database = await databases.findDefault(workspaceId);
    if (database === undefined) return;
    const attachments = await databases.listAttachments(database.id);
    const meant = findCatalog({ ...database, attachments }, name);
    if (meant === undefined || meant.databaseId === id) return;
    throw conflict(
      `'${name}' is the name of a catalog of the workspace's default database already; choose another.`,
    );
  }
}
