import type { Sandbox } from "./sandbox-store.ts";

export interface SandboxHeaders {
  readonly "x-session-id"?: string | undefined;
  readonly "x-sandbox-id"?: string | undefined;
}

/** What the parts that work in sandboxes need to know of them. */
export interface KnownSandboxes {
  find(workspaceId: string, publicId: string): Promise<Sandbox | undefined>;
}

/**
 * The sandbox that a request works in. A header that names none of the workspace is no error:
 * clients go on sending it when the sandbox is gone.
 */
export async function requestedSandboxId(
  sandboxes: KnownSandboxes,
  workspaceId: string,
  headers: SandboxHeaders,
): Promise<string | undefined> {
  for (const id of [headers["x-session-id"], headers["x-sandbox-id"]]) {
    if (id === undefined) continue;
    const sandbox = await sandboxes.find(workspaceId, id);
    if (sandbox !== undefined) return sandbox.id;
  }
  return undefined;
}
