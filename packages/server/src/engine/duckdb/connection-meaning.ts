import type { SqlDialect } from "../engine.ts";

/** Settings that a connection may change although all others are locked. */
export const CONNECTION_SETTINGS = [
  "default_null_order",
  "enable_progress_bar",
  "enable_progress_bar_print",
  "integer_division",
  "search_path",
] as const;

const NULLS_ARE_LARGE = "SET SESSION default_null_order = 'nulls_last_on_asc_first_on_desc'";

/** Statements after which the engine knows how far a connection's statements have come. */
export const COUNTS_PROGRESS: readonly string[] = [
  "SET SESSION enable_progress_bar_print = false",
  "SET SESSION enable_progress_bar = true",
];

/** Statements after which a fresh connection means what a dialect means. */
export function meaningOf(dialect: SqlDialect): readonly string[] {
  switch (dialect) {
    case "hotsql":
    case "postgres":
      return ["SET SESSION integer_division = true", NULLS_ARE_LARGE];
    case "snowflake":
      return [NULLS_ARE_LARGE];
    case "duckdb":
      return [];
  }
}
