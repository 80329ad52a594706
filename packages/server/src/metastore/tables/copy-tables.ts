export interface CopyTables {
  copy_commits: {
    readonly connection_id: string;
    readonly schema_name: string;
    readonly table_name: string;
    /** Recorded with the commit in the catalog of copies. */
    readonly load_id: string;
    readonly synced_at: string;
    /** The cursor that `cursor_value` is of. */
    readonly cursor_column: string | null;
    readonly cursor_value: string | null;
    /** Of the connection, when its rows began to be read. */
    readonly revision: number | null;
  };
}
