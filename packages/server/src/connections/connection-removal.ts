import type { Connectors } from "../connectors/connectors.ts";
import { conflict } from "../http/api-error.ts";
import type { SecretService } from "../secrets/secret-service.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { ConnectionService } from "./connection-service.ts";
import type { ConnectionStore } from "./connection-store.ts";
import type { TableCopies } from "./copies/table-copies.ts";

export interface ConnectionRemovalParts {
  readonly store: ConnectionStore;
  readonly connections: Pick<ConnectionService, "get">;
  readonly secrets: Pick<SecretService, "within">;
  readonly connectors: Pick<Connectors, "forget">;
  readonly copies: Pick<TableCopies, "end">;
}

/** Removes connections with all that is kept of them. From its first step on, a removal is not taken back. */
export class ConnectionRemoval implements WorkspaceContent {
  readonly #parts: ConnectionRemovalParts;

  constructor(parts: ConnectionRemovalParts) {
    this.#parts = parts;
  }

  /** Goes on with what a crash interrupted. */
  async recover(): Promise<void> {
    await this.#remove(await this.#parts.store.listDeleting());
  }

  /** @throws {ApiError} NOT_FOUND; CONFLICT while it is attached to a database */
  async delete(workspaceId: string, id: string): Promise<void> {
    const { store, connections } = this.#parts;
    const { shownName } = await connections.get(workspaceId, id);
    await store.transact(async (_handle, within) => {
      const [database] = await within.listAttachedTo(id);
      if (database !== undefined) {
        throw conflict(
          `Connection '${shownName}' is attached to database '${database}'; detach it first.`,
        );
      }
      await within.markDeleting([id]);
    });
    await this.#remove([id]);
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    const { store } = this.#parts;
    const ids = await store.listIds(workspaceId);
    await store.markDeleting(ids);
    await this.#remove(ids);
  }

  async #remove(ids: readonly string[]): Promise<void> {
    const { store, secrets, connectors, copies } = this.#parts;
    for (const id of ids) {
      await copies.end(id);
      await connectors.forget(id);
      await store.transact(async (handle, within) => {
        await secrets.within(handle).removeMadeBy(id);
        await within.remove(id);
      });
    }
  }
}
