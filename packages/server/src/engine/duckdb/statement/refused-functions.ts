import { nameSet } from "./name-set.ts";

interface RefusedGroup {
  /** Ends the sentence "Function 'x' is not allowed: it ...". */
  readonly because: string;
  readonly names: ReadonlySet<string>;
  /** Names that start so are refused as well. */
  readonly prefixes?: readonly string[];
}

/** Functions that exist, or are known from elsewhere, and that no statement may call. */
const groups: readonly RefusedGroup[] = [
  {
    because: "reads files. Load the file into a table first, then name the table",
    names: nameSet(`
      arrow_scan arrow_scan_dumb glob parquet_bloom_probe parquet_file_metadata
      parquet_full_metadata parquet_kv_metadata parquet_metadata parquet_scan parquet_schema
      read_blob read_csv read_csv_auto read_duckdb read_json read_json_auto read_json_objects
      read_json_objects_auto read_ndjson read_ndjson_auto read_ndjson_objects read_parquet
      read_text sniff_csv
    `),
  },
  {
    because: "runs, parses or prints SQL text. Write the statement out instead",
    names: nameSet(`
      check_peg_parser histogram_values json_deserialize_sql json_execute_serialized_sql
      json_serialize_plan json_serialize_sql query query_table sql_auto_complete
    `),
  },
  {
    because: "reads settings, variables or the environment of the server",
    names: nameSet(`
      current_schemas current_setting get_block_size getenv getvariable in_search_path
    `),
  },
  {
    because: "reads or changes the state of an engine session",
    names: nameSet(`
      checkpoint current_connection_id current_query current_query_id current_transaction_id
      currval disable_logging disable_peg_parser disable_profiling enable_logging
      enable_peg_parser enable_profiling force_checkpoint nextval parse_duckdb_log_message
      pg_sleep setseed sleep_ms truncate_duckdb_logs txid_current write_log
    `),
  },
  {
    because: "reads the engine's own catalog. Use information_schema instead",
    prefixes: ["duckdb_", "pragma_"],
    names: nameSet(`
      col_description format_pg_type format_type has_any_column_privilege has_column_privilege
      has_database_privilege has_foreign_data_wrapper_privilege has_function_privilege
      has_language_privilege has_schema_privilege has_sequence_privilege has_server_privilege
      has_table_privilege has_tablespace_privilege inet_client_addr inet_client_port
      inet_server_addr inet_server_port map_to_pg_oid obj_description pg_collation_is_visible
      pg_conf_load_time pg_conversion_is_visible pg_function_is_visible pg_get_constraintdef
      pg_get_expr pg_get_viewdef pg_has_role pg_is_other_temp_schema pg_my_temp_schema
      pg_opclass_is_visible pg_operator_is_visible pg_opfamily_is_visible
      pg_postmaster_start_time pg_table_is_visible pg_ts_config_is_visible pg_ts_dict_is_visible
      pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible seq_scan
      shobj_description which_secret
    `),
  },
  {
    because: "is internal to the engine",
    prefixes: ["__internal_", "icu_collate_"],
    names: nameSet(`
      can_cast_implicitly cast_to_type combine constant_or_null create_sort_key finalize get_type
      icu_calendar_names is_histogram_other_bin make_type pg_timezone_names remap_struct
      replace_type stats summary test_vector_types timetz_byte_comparable
      variant_bytes_to_variant variant_normalize variant_to_parquet_variant vector_type
    `),
  },
];

/** Why an existing function is refused, as the end of a sentence; undefined for unknown names. */
export function findRefusalReason(foldedName: string): string | undefined {
  return groups.find(
    ({ names, prefixes = [] }) =>
      names.has(foldedName) || prefixes.some((prefix) => foldedName.startsWith(prefix)),
  )?.because;
}
