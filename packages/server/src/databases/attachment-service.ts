import { badRequest, conflict, invalidField, notFound } from "../http/api-error.ts";
import type { Attachment, AttachmentStore } from "./attachment-store.ts";
import type { Database } from "./database.ts";
import type { DatabaseService } from "./database-service.ts";
import { DEFAULT_CATALOG } from "./new-database.ts";

export interface AttachRequest {
  readonly connectionId: string;
  /** The attached database's own catalog name when undefined. */
  readonly alias: string | undefined;
}

export interface AttachmentServiceParts {
  readonly store: AttachmentStore;
  readonly databases: DatabaseService;
}

/**
 * Catalogs that are attached to databases: other managed databases of the workspace, to be read only.
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
    const { store, databases } = this.#parts;
    const target = await databases.getByConnection(database.workspaceId, connectionId);
    if (target.id === database.id) {
      throw conflict("A database's own catalog is always there; it cannot be attached to it.");
    }
    const alias = given ?? ownName(target);
    if (alias === DEFAULT_CATALOG || alias === database.defaultCatalog) {
      throw conflict(`'${alias}' names the database's own catalog; choose another alias.`);
    }
    if (await store.insert(database.id, target.id, alias)) return;
    const holder = (await store.list(database.id)).find((one) => one.databaseId === target.id);
    throw conflict(
      holder === undefined
        ? `The alias '${alias}' is in use in this database; choose another one.`
        : `Connection '${connectionId}' is already attached, as '${holder.alias}'.`,
    );
  }

  /** @throws {ApiError} NOT_FOUND when it is not attached. */
  async detach(database: Database, connectionId: string): Promise<void> {
    const { store, databases } = this.#parts;
    if (connectionId === database.connectionId) {
      throw badRequest("A database's own catalog cannot be detached; delete the database instead.");
    }
    const target = await databases.findByConnection(database.workspaceId, connectionId);
    if (target !== undefined && (await store.remove(database.id, target.id))) return;
    throw notFound(`Connection '${connectionId}' is not attached to this database.`);
  }
}

function ownName({ defaultCatalog }: Database): string {
  if (defaultCatalog !== DEFAULT_CATALOG) return defaultCatalog;
  throw invalidField(
    "alias",
    "alias is needed: the database to attach has no catalog name of its own.",
  );
}
