/** A part of the platform that keeps things in sandboxes. */
export interface SandboxContent {
  /** Removes everything of a sandbox; may be called again after a crash. */
  deleteSandbox(workspaceId: string, sandboxId: string): Promise<void>;
}
