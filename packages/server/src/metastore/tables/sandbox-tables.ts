import type { Generated } from "kysely";

export interface SandboxTables {
  sandboxes: {
    /** Order of creation. */
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    name: string;
    markdown: string;
    state: "active" | "deleting";
    created_at: string;
    updated_at: string;
  };
}
