export interface LoadTables {
  loads: {
    readonly upload_id: string;
    readonly database_id: string;
    readonly schema_name: string;
    readonly table_name: string;
    readonly mode: string;
    /** JSON of the load's answer. */
    readonly response: string;
    readonly created_at: string;
  };
}
