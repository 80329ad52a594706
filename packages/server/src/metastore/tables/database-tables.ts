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
    /** The request that made it together with others. */
    batch_id: string | null;
  };
  database_batches: {
    readonly id: string;
    readonly workspace_id: string;
    readonly job_id: string;
    readonly count: number;
    /** The first one that is not made yet. */
    next_index: number;
    readonly name_template: string | null;
    readonly default_catalog: string | null;
    readonly default_schema: string | null;
    /** JSON: the declarations that each database gets. */
    readonly schemas_json: string;
    readonly expires_at: string | null;
    readonly idempotency_key: string | null;
    /** 1 when no more are to be made. */
    cancel_requested: number;
    readonly created_at: string;
  };
  database_attachments: {
    readonly database_id: string;
    readonly attached_id: string;
    readonly alias: string;
    readonly created_at: string;
  };
  database_contexts: {
    readonly database_id: string;
    readonly name: string;
    readonly content: string;
    readonly updated_at: string;
  };
  structure_changes: {
    readonly seq: Generated<number>;
    readonly database_id: string;
    /** JSON. */
    readonly change_json: string;
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
