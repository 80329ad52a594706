import type { SandboxContent } from "../sandboxes/sandbox-content.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { DatasetFiles } from "./dataset-files.ts";
import type { DatasetStore } from "./dataset-store.ts";

/** Takes datasets away, with all their files. */
export class DatasetContent implements SandboxContent, WorkspaceContent {
  readonly #store: DatasetStore;
  readonly #files: DatasetFiles;

  constructor(store: DatasetStore, files: DatasetFiles) {
    this.#store = store;
    this.#files = files;
  }

  /** Removes files that a crash left without a version. Call it before anything uses them. */
  async recover(): Promise<void> {
    await this.#files.sweep((versionIds) => this.#store.listKnown(versionIds));
  }

  /** Returns false when there is no such dataset. */
  async delete(workspaceId: string, id: string): Promise<boolean> {
    const versionIds = await this.#store.delete(workspaceId, id);
    if (versionIds === undefined) return false;
    for (const versionId of versionIds) await this.#files.remove(workspaceId, versionId);
    return true;
  }

  async deleteSandbox(workspaceId: string, sandboxId: string): Promise<void> {
    for (const id of await this.#store.listIds(workspaceId, sandboxId)) {
      await this.delete(workspaceId, id);
    }
  }

  async deleteWorkspace(workspaceId: string): Promise<void> {
    for (const id of await this.#store.listIds(workspaceId)) await this.delete(workspaceId, id);
  }
}
