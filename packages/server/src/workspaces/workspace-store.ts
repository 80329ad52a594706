import type { Metastore } from "../metastore/open-metastore.ts";

export interface Workspace {
  readonly id: string;
  readonly name: string;
}

/** Workspaces in the metastore. One that is being created or deleted is seen by
 * {@link listUnsettled} only. */
export class WorkspaceStore {
  readonly #metastore: Metastore;

  constructor(metastore: Metastore) {
    this.#metastore = metastore;
  }

  /** Adds a workspace that is not seen until it is activated. */
  async insert({ id, name }: Workspace): Promise<void> {
    await this.#metastore
      .insertInto("workspaces")
      .values({ id, name, state: "creating", created_at: new Date().toISOString() })
      .execute();
  }

  find(workspaceId: string): Promise<Workspace | undefined> {
    return this.#selectActive().where("id", "=", workspaceId).executeTakeFirst();
  }

  /** In the order of their creation. */
  list(): Promise<readonly Workspace[]> {
    return this.#selectActive().orderBy("seq").execute();
  }

  /** Two are enough to tell whether there is only one. */
  listFirstTwo(): Promise<readonly Workspace[]> {
    return this.#selectActive().orderBy("seq").limit(2).execute();
  }

  async listUnsettled(): Promise<readonly string[]> {
    const rows = await this.#metastore
      .selectFrom("workspaces")
      .select("id")
      .where("state", "<>", "active")
      .execute();
    return rows.map(({ id }) => id);
  }

  async setState(workspaceId: string, state: "active" | "deleting"): Promise<void> {
    await this.#metastore
      .updateTable("workspaces")
      .set({ state })
      .where("id", "=", workspaceId)
      .execute();
  }

  async remove(workspaceId: string): Promise<void> {
    await this.#metastore.deleteFrom("workspaces").where("id", "=", workspaceId).execute();
  }

  #selectActive() {
    return this.#metastore
      .selectFrom("workspaces")
      .select(["id", "name"])
      .where("state", "=", "active");
  }
}
