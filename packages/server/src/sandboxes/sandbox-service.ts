import { notFound } from "../http/api-error.ts";
import type { WorkspaceContent } from "../workspaces/workspace-content.ts";
import type { SandboxContent } from "./sandbox-content.ts";
import { createSandboxId } from "./sandbox-id.ts";
import type { Sandbox, SandboxChanges, SandboxStore } from "./sandbox-store.ts";

export interface SandboxServiceParts {
  readonly store: SandboxStore;
  /** Emptied in this order when a sandbox is deleted. */
  readonly contents: readonly SandboxContent[];
}

export interface NewSandbox {
  /** Made from the id when undefined. */
  readonly name?: string | undefined;
  /** Empty when undefined. */
  readonly markdown?: string | undefined;
}

/** Scratch spaces within a workspace. */
export class SandboxService implements WorkspaceContent {
  readonly #parts: SandboxServiceParts;

  constructor(parts: SandboxServiceParts) {
    this.#parts = parts;
  }

  /** Ends deletions that a crash interrupted. */
  async recover(): Promise<void> {
    const { store } = this.#parts;
    for (const { workspaceId, id } of await store.listDeleting()) {
      await this.#finishDeletion(workspaceId, id);
    }
  }

  async create(workspaceId: string, { name, markdown = "" }: NewSandbox): Promise<Sandbox> {
    const createdAt = new Date().toISOString();
    for (;;) {
      const id = createSandboxId();
      const sandbox = {
        id,
        workspaceId,
        name: name ?? `Sandbox ${id.slice(2)}`,
        markdown,
        createdAt,
        updatedAt: createdAt,
      };
      // Ids are short enough that one may be taken.
      if (await this.#parts.store.insert(sandbox)) return sandbox;
    }
  }

  /** Undefined also for one of another workspace, or one that is being deleted. */
  find(workspaceId: string, publicId: string): Promise<Sandbox | undefined> {
    return this.#parts.store.find(workspaceId, publicId);
  }

  /** @throws {ApiError} NOT_FOUND */
  async get(workspaceId: string, publicId: string): Promise<Sandbox> {
    return known(await this.find(workspaceId, publicId), publicId);
  }

  /** Newest first; read as far as the caller goes. */
  list(workspaceId: string): AsyncIterable<Sandbox> {
    return this.#parts.store.list(workspaceId);
  }

  /** Changes what is given. @throws {ApiError} NOT_FOUND */
  async update(workspaceId: string, publicId: string, changes: SandboxChanges): Promise<Sandbox> {
    const { name, markdown } = changes;
    if (name === undefined && markdown === undefined) return this.get(workspaceId, publicId);
    return known(await this.#parts.store.update(workspaceId, publicId, changes), publicId);
  }

  /** Deletes a sandbox with all that is in it. @throws {ApiError} NOT_FOUND */
  async delete(workspaceId: string, publicId: string): Promise<void> {
    const isKnown = await this.#parts.store.startDeletion(workspaceId, publicId);
    if (!isKnown) throw unknownSandbox(publicId);
    await this.#finishDeletion(workspaceId, publicId);
  }

  /** What is in the sandboxes is of the workspace too, and goes with it. */
  async deleteWorkspace(workspaceId: string): Promise<void> {
    await this.#parts.store.removeAll(workspaceId);
  }

  async #finishDeletion(workspaceId: string, id: string): Promise<void> {
    for (const content of this.#parts.contents) await content.deleteSandbox(workspaceId, id);
    await this.#parts.store.remove(id);
  }
}

function known(sandbox: Sandbox | undefined, publicId: string): Sandbox {
  if (sandbox === undefined) throw unknownSandbox(publicId);
  return sandbox;
}

function unknownSandbox(publicId: string) {
  return notFound(`Sandbox '${publicId}' not found.`);
}
