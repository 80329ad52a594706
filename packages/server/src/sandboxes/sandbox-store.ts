import type { Selectable } from "kysely";
import type { Metastore } from "../metastore/open-metastore.ts";
import type { SandboxTables } from "../metastore/tables/sandbox-tables.ts";

export interface Sandbox {
  /** `s_` and 8 letters; also the schema of its data. */
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  /** Notes, maybe empty. */
  readonly markdown: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** What is undefined stays. */
export interface SandboxChanges {
  readonly name: string | undefined;
  readonly markdown: string | undefined;
}

/** Rows read at once while listing; each may carry long notes. */
const LIST_BATCH = 20;

/** Sandboxes in the metastore. One that is being deleted is seen by {@link listDeleting} only. */
export class SandboxStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Returns false, adding nothing, when the id is taken. */
  async insert(sandbox: Sandbox): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await this.#metastore
      .insertInto("sandboxes")
      .values({
        id: sandbox.id,
        workspace_id: sandbox.workspaceId,
        name: sandbox.name,
        markdown: sandbox.markdown,
        state: "active",
        created_at: sandbox.createdAt,
        updated_at: sandbox.updatedAt,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }

  async find(workspaceId: string, id: string): Promise<Sandbox | undefined> {
    const row = await this.#selectActive(workspaceId).where("id", "=", id).executeTakeFirst();
    return row && sandboxOf(row);
  }

  /** Newest first; read as far as the caller goes. */
  async *list(workspaceId: string): AsyncGenerator<Sandbox> {
    let before = Number.MAX_SAFE_INTEGER;
    for (;;) {
      const rows = await this.#selectActive(workspaceId)
        .where("seq", "<", before)
        .orderBy("seq", "desc")
        .limit(LIST_BATCH)
        .execute();
      yield* rows.map(sandboxOf);
      const last = rows.at(-1);
      if (last === undefined || rows.length < LIST_BATCH) return;
      before = last.seq;
    }
  }

  /** Undefined, changing nothing, when there is no such sandbox. */
  async update(
    workspaceId: string,
    id: string,
    changes: SandboxChanges,
  ): Promise<Sandbox | undefined> {
    const row = await this.#metastore
      .updateTable("sandboxes")
      .set({ ...changes, updated_at: new Date().toISOString() })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "=", "active")
      .returningAll()
      .executeTakeFirst();
    return row && sandboxOf(row);
  }

  /** From now on the sandbox is not found. Returns false when it was not before either. */
  async startDeletion(workspaceId: string, id: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#metastore
      .updateTable("sandboxes")
      .set({ state: "deleting" })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .where("state", "=", "active")
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async listDeleting(): Promise<readonly Sandbox[]> {
    const rows = await this.#metastore
      .selectFrom("sandboxes")
      .selectAll()
      .where("state", "=", "deleting")
      .execute();
    return rows.map(sandboxOf);
  }

  async remove(id: string): Promise<void> {
    await this.#metastore.deleteFrom("sandboxes").where("id", "=", id).execute();
  }

  async removeAll(workspaceId: string): Promise<void> {
    await this.#metastore.deleteFrom("sandboxes").where("workspace_id", "=", workspaceId).execute();
  }

  #selectActive(workspaceId: string) {
    return this.#metastore
      .selectFrom("sandboxes")
      .selectAll()
      .where("workspace_id", "=", workspaceId)
      .where("state", "=", "active");
  }
}

function sandboxOf(row: Selectable<SandboxTables["sandboxes"]>): Sandbox {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    name: row.name,
    markdown: row.markdown,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
