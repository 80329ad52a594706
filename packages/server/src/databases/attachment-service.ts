import type { ConnectionStore } from "../connections/connection-store.ts";
import { badRequest, conflict, invalidField, notFound } from "../http/api-error.ts";
import type { Attachment, AttachmentStore, AttachTarget } from "./attachment-store.ts";
import type { Database } from "./database.ts";
import type { DatabaseService } from "./database-service.ts";
import { DEFAULT_CATALOG } from "./new-database.ts";

export interface AttachRequest {
  readonly connectionId: string;
  /** The attached database's own catalog name, or the connection's, when undefined. */
  readonly alias: string | undefined;
}

export interface AttachmentServiceParts {
  readonly store: AttachmentStore;
  readonly databases: DatabaseService;
  readonly connections: Pick<ConnectionStore, "find">;
}

interface Attachable extends AttachTarget {
  /** What it is called without an alias; undefined when it has no name of its own. */
  readonly ownName: string | undefined;
}

/**
 * Catalogs that are attached to databases, to be read only: connections to outside sources, and other
 * managed databases of the workspace.
 * A statement sees what is attached to its own database, and nothing that is attached to those.
 */
export class AttachmentService {
  readonly #parts: AttachmentServiceParts;

  constructor(parts: AttachmentServiceParts) {
    this.#parts = parts;
  }

  list(databaseId: string): Promise<readonly Attachment[]> {
    return this.#parts.store.list(databaseId);
  }

  /** @throws {ApiError} CONFLICT when it is attached already, or the alias is in use. */
  async attach(database: Database, { connectionId, alias: given }: AttachRequest): Promise<void> {
    const { store } = this.#parts;
    const target = await this.#find(database.workspaceId, connectionId);
    if (target === undefined) throw notFound(`Connection '${connectionId}' not found.`);
    if (target.id === database.id) {
      throw conflict("A database's own catalog is always there; it cannot be attached to it.");
    }
    const alias = given ?? target.ownName ?? refuseNameless();
    if (alias === DEFAULT_CATALOG || alias === database.defaultCatalog) {
      throw conflict(`'${alias}' names the database's own catalog; choose another alias.`);
    }
    if (await store.insert(database.id, target, alias)) return;
    const attached = await store.list(database.id);
    const holder = attached.find((one) => one.connectionId === connectionId);
    throw conflict(
      holder === undefined
        ? `The alias '${alias}' is in use in this database; choose another one.`
        : `Connection '${connectionId}' is already attached, as '${holder.alias}'.`,
    );
  }

  /** @throws {ApiError} NOT_FOUND when it is not attached. */
  async detach(database: Database, connectionId: string): Promise<void> {
    if (connectionId === database.connectionId) {
      throw badRequest("A database's own catalog cannot be detached; delete the database instead.");
    }
    const target = await this.#find(database.workspaceId, connectionId);
    if (target !== undefined && (await this.#parts.store.remove(database.id, target))) return;
    throw notFound(`Connection '${connectionId}' is not attached to this database.`);
  }

  async #find(workspaceId: string, connectionId: string): Promise<Attachable | undefined> {
    const { databases, connections } = this.#parts;
    const connection = await connections.find(workspaceId, connectionId);
    if (connection !== undefined) {
      return { kind: "connection", id: connection.id, ownName: connection.name };
    }
    const database = await databases.findByConnection(workspaceId, connectionId);
    if (database === undefined) return undefined;
    const { id, defaultCatalog } = database;
    const ownName = defaultCatalog === DEFAULT_CATALOG ? undefined : defaultCatalog;
    return { kind: "database", id, ownName };
  }
}

function refuseNameless(): never {
  throw invalidField(
    "alias",
    "alias is needed: the database to attach has no catalog name of its own.",
  );
}
