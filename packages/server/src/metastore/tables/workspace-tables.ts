import type { Generated } from "kysely";

export interface WorkspaceTables {
  workspaces: {
    /** Order of creation. */
    seq: Generated<number>;
    id: string;
    name: string;
    state: "creating" | "active" | "deleting";
    created_at: string;
  };
  workspace_contexts: {
    workspace_id: string;
    name: string;
    content: string;
    updated_at: string;
  };
}
