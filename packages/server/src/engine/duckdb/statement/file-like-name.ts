const DATA_FILE =
  /\.(csv|tsv|txt|parquet|json|jsonl|ndjson|arrow|feather|avro|orc|xlsx?|db|duckdb|sqlite|gz|zst|bz2|zip)$/i;
const URL_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Could DuckDB take this table name for a file or an address to read? */
export function isFileLikeName(name: string): boolean {
  return /[/\\*?]/.test(name) || DATA_FILE.test(name) || URL_SCHEME.test(name);
}
