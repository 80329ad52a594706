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
  cut_copies: {
    /** Also the name of the folder of its files. */
    readonly id: string;
    readonly connection_id: string;
    readonly schema_name: string;
    readonly table_name: string;
    /** Changes with the source and the columns that are read of it. */
    readonly read_basis: string;
    /** Changes with what the data files have to be like. */
    readonly write_basis: string;
    /** When its last part came, or it last went on. */
    readonly updated_at: string;
  };
  cut_copy_parts: {
    readonly copy_id: string;
    /** In the order in which they came. */
    readonly number: number;
    /** What the source tells the part by. */
    readonly mark: string;
    readonly files_json: string;
    /** Of the files. */
    readonly size_bytes: number;
  };
}
