export interface LoadTables {
  loads: {
    /** Recorded with the commit in the table's catalog. */
    readonly id: string;
    readonly workspace_id: string;
    readonly connection_id: string;
    readonly database_id: string;
    readonly schema_name: string;
    readonly table_name: string;
    readonly mode: string;
    /** JSON list of column names; null unless the request named a key. */
    readonly key_json: string | null;
    readonly idempotency_key: string | null;
    readonly request_hash: string;
    /** Null unless a job does the load. */
    readonly request_json: string | null;
    /** File of the rows that came with the request. */
    readonly data_file: string | null;
    readonly job_id: string | null;
    /** JSON of the load's answer; null while it is under way. */
    response: string | null;
    readonly created_at: string;
  };
  load_uploads: {
    readonly upload_id: string;
    readonly load_id: string;
    readonly position: number;
  };
}
