import { z } from "zod";

/** Longest name of a catalog, schema or table, in characters. */
export const IDENTIFIER_MAX_LENGTH = 128;

/** Catalog names that mean something else in SQL, or to the engine. */
export const RESERVED_CATALOG_NAMES: readonly string[] = [
  "hotdata",
  "hotdata_functions",
  "hotdata_information",
  "information_schema",
  "datasets",
  "memory",
  "pg_catalog",
  "system",
  "temp",
];

/** The name of a schema or table, kept in lower case. */
export const identifier = z
  .string()
  .min(1, "must not be empty")
  .max(IDENTIFIER_MAX_LENGTH, `must have at most ${IDENTIFIER_MAX_LENGTH} characters`)
  .regex(
    /^[A-Za-z_][A-Za-z0-9_]*$/,
    "must consist of letters, digits and underscores and must not start with a digit",
  )
  .toLowerCase();

/** The name a database's own catalog goes by in SQL. */
export const catalogName = identifier.refine((name) => !RESERVED_CATALOG_NAMES.includes(name), {
  error: `must not be a reserved name (${RESERVED_CATALOG_NAMES.join(", ")})`,
});
