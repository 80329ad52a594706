import type { SqlDialect } from "../engine.ts";

/** Settings that a connection may change although all others are locked. */
export const CONNECTION_SETTINGS = [
  "default_null_order",
  "integer_division",
  "search_path",
] as const;

const NULLS_ARE_LARGE = "SET SESSION default_null_order = 'nulls_last_on_asc_first_on_desc'";

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
