/** Names of tables and the Parquet files that the server keeps of them. */
export type TableSources = ReadonlyMap<string, readonly string[]>;
