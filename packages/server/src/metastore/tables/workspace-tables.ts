import type { Generated } from "kysely";

export interface WorkspaceTables {
  workspaces: {
    /** Order of creation. */
    seq: Generated<number>;
    id: string;
    name: string;
    created_at: string;
  };
}
