/** A part of the platform that keeps things of workspaces. */
export interface WorkspaceContent {
  /** Removes everything of a workspace; may be called again after a crash. */
  deleteWorkspace(workspaceId: string): Promise<void>;
}
