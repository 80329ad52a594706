import type { Generated } from "kysely";

export interface ConnectionTables {
  connections: {
    /** Order of creation. */
    seq: Generated<number>;
    readonly id: string;
    readonly workspace_id: string;
    /** As it was given. */
    name: string;
    /** The name in lower case, by which SQL reaches it. */
    catalog_name: string;
    readonly source_type: string;
    /** JSON, without secrets. */
    config_json: string;
    /** The secret to log in with, which may be deleted by now. */
    secret_id: string | null;
    /** The field of the configuration that the secret's value is for. */
    secret_field: string | null;
    read_mode: "cached" | "live";
    refresh_seconds: number | null;
    revision: number;
    state: "active" | "deleting";
    readonly created_at: string;
  };
  connection_tables: {
    readonly connection_id: string;
    readonly schema_name: string;
    readonly table_name: string;
    /** JSON. */
    columns_json: string;
    /** JSON: names of the key's columns. */
    key_json: string;
    estimated_rows: number | null;
    /** Null while there is no copy. */
    synced_at: string | null;
    refresh_seconds: number | null;
    cursor_column: string | null;
    cursor_value: string | null;
  };
  connection_attachments: {
    readonly database_id: string;
    readonly connection_id: string;
    readonly alias: string;
    readonly created_at: string;
  };
}
