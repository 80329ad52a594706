import type { Generated } from "kysely";

export type DatabaseState = "creating" | "active" | "deleting";

export interface DatabaseTables {
  databases: {
    /** Order of creation. */
    seq: Generated<number>;
    id: string;
    workspace_id: string;
    connection_id: string;
    name: string | null;
    /** The name in lower case, which searches look through. */
    search_name: string;
    default_catalog: string;
    default_schema: string;
    /** 1 for the database that its workspace was born with. */
    is_default: number;
    state: DatabaseState;
    expires_at: string | null;
    created_at: string;
  };
  database_schemas: {
    database_id: string;
    name: string;
    created_at: string;
  };
  database_tables: {
    database_id: string;
    schema_name: string;
    name: string;
    key_json: string | null;
    partition_by_json: string;
    sorted_by_json: string;
    created_at: string;
  };
}
