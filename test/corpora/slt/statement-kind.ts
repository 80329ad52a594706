const READS = /^(SELECT|WITH|VALUES|FROM|TABLE|PIVOT|UNPIVOT|\()/i;
const DESCRIBES = /^(EXPLAIN|DESCRIBE|DESC|SHOW|SUMMARIZE|PRAGMA|CALL)\b/i;
const CHANGES_IN_WITH = /\b(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|MERGE\s+INTO)\b/i;

/** `reads` goes to the server; `sets up` only to DuckDB; `describes` has answers of our own. */
export type StatementKind = "reads" | "describes" | "sets up";

export function kindOfStatement(sql: string): StatementKind {
  const text = sql.replace(/^(\s|--[^\n]*\n|\/\*.*?\*\/)+/s, "");
  if (DESCRIBES.test(text)) return "describes";
  if (READS.test(text) && !(/^WITH/i.test(text) && CHANGES_IN_WITH.test(text))) return "reads";
  return "sets up";
}

/** Settings that change how fast or in how much memory DuckDB works, but not what it answers. */
const HARMLESS =
  /^(enable_verification|disable_verification|verify_\w+|threads|worker_threads|external_threads|memory_limit|max_memory|temp_directory|max_temp_directory_size|debug_\w+|perfect_ht_threshold|disabled_optimizers|enable_optimizer|disable_optimizer|explain_output|enable_profiling|disable_profiling|profiling_\w+|profile_output|enable_progress_bar|disable_progress_bar|enable_object_cache|preserve_insertion_order|ordered_aggregate_threshold|partitioned_write_\w+|wal_autocheckpoint|checkpoint_threshold|force_checkpoint|force_compression|default_block_size|merge_join_threshold|nested_loop_join_threshold|prefer_range_joins|enable_external_access|log_query_path|max_expression_depth|pivot_filter_threshold|late_materialization_max_rows|scalar_subquery_error_on_multiple_rows_default|streaming_buffer_size|index_scan_\w+|allocator_\w+|asof_loop_join_threshold|dynamic_or_filter_threshold|enable_fsst_vectors)$/i;

export interface SettingChange {
  readonly name: string;
  readonly isReset: boolean;
}

/** The setting that a statement changes, where that may change answers. */
export function settingChange(sql: string): SettingChange | undefined {
  const match =
    /^\s*(SET|RESET|PRAGMA)\s+(?:(?:GLOBAL|SESSION|LOCAL)\s+)?(?!VARIABLE\b)"?(\w+)/i.exec(sql);
  const [, keyword = "", name = ""] = match ?? [];
  if (match === null || HARMLESS.test(name)) return undefined;
  if (/^PRAGMA$/i.test(keyword) && !sql.includes("=")) return undefined;
  return { name: name.toLowerCase(), isReset: /^RESET$/i.test(keyword) };
}
