import { workspaceNotFound, workspaceRequired } from "../http/access-error.ts";
import type { Principal } from "../http/request-context.ts";
import { createId } from "../ids/create-id.ts";
import type { AccessibleWorkspaces } from "../keys/key-authenticator.ts";
import { KeptReads } from "../metastore/kept-reads.ts";
import type { MetastoreChanges } from "../metastore/metastore-changes.ts";
import type { WorkspaceContent } from "./workspace-content.ts";
import type { Workspace, WorkspaceStore } from "./workspace-store.ts";

export interface WorkspaceServiceParts {
  readonly store: WorkspaceStore;
  readonly metastoreChanges: MetastoreChanges;
  /** Makes the database that every workspace is born with. */
  readonly createDefaultDatabase: (workspaceId: string) => Promise<void>;
  /** Emptied in this order when a workspace is deleted. */
  readonly contents: readonly WorkspaceContent[];
}

export class WorkspaceService implements AccessibleWorkspaces {
  readonly #parts: WorkspaceServiceParts;
  readonly #firstTwo: KeptReads<readonly Workspace[]>;

  constructor(parts: WorkspaceServiceParts) {
    this.#parts = parts;
    this.#firstTwo = new KeptReads(parts.metastoreChanges);
  }

  /** Removes what a crash left half created or half deleted. */
  async recover(): Promise<void> {
    for (const id of await this.#parts.store.listUnsettled()) await this.#finishDeletion(id);
  }

  /** The workspace of the operator: the oldest one, made at the first start. */
  async ensureDefault(): Promise<{ readonly workspace: Workspace; readonly isNew: boolean }> {
    const [oldest] = await this.#parts.store.listFirstTwo();
    if (oldest !== undefined) return { workspace: oldest, isNew: false };
    return { workspace: await this.create("default"), isNew: true };
  }

  async list(principal: Principal): Promise<readonly Workspace[]> {
    const all = await this.#parts.store.list();
    const { workspaceId } = principal;
    return workspaceId === undefined ? all : all.filter(({ id }) => id === workspaceId);
  }

  async create(name: string): Promise<Workspace> {
    const workspace = { id: createId("work"), name };
    await this.#parts.store.insert(workspace);
    await this.#parts.createDefaultDatabase(workspace.id);
    await this.#parts.store.setState(workspace.id, "active");
    return workspace;
  }

  /** Deletes a workspace with its databases, uploads and results. */
  async delete(workspaceId: string): Promise<void> {
    if (!(await this.isActive(workspaceId))) throw workspaceNotFound();
    await this.#parts.store.setState(workspaceId, "deleting");
    await this.#finishDeletion(workspaceId);
  }

  async isActive(workspaceId: string): Promise<boolean> {
    return (await this.#parts.store.find(workspaceId)) !== undefined;
  }

  /** @throws {AccessError} for a workspace that is not there, or not for this key. */
  async checkAccess(principal: Principal, workspaceId: string): Promise<void> {
    const isOthers = principal.workspaceId !== undefined && principal.workspaceId !== workspaceId;
    if (isOthers || !(await this.isActive(workspaceId))) throw workspaceNotFound();
  }

  async getOnly(principal: Principal): Promise<string> {
    const { workspaceId } = principal;
    if (workspaceId !== undefined) {
      if (await this.isActive(workspaceId)) return workspaceId;
      throw workspaceNotFound();
    }
    const [first, second] = await this.#firstTwo.get("", () => this.#parts.store.listFirstTwo());
    if (first === undefined) throw workspaceNotFound();
    if (second !== undefined) throw workspaceRequired();
    return first.id;
  }

  async #finishDeletion(workspaceId: string): Promise<void> {
    for (const content of this.#parts.contents) await content.deleteWorkspace(workspaceId);
    await this.#parts.store.remove(workspaceId);
  }
}
