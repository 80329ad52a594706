import type { SqlDialect } from "../../engine.ts";
import { arrayMacros } from "./array-macros.ts";
import { dateMacros, timestampMacros } from "./date-macros.ts";
import { createMacros, type Macros } from "./macro.ts";
import { postgresMacros } from "./postgres-macros.ts";
import { searchMacros } from "./search-macros.ts";
import { snowflakeMacros } from "./snowflake-macros.ts";
import { textMacros } from "./text-macros.ts";
import { typeMacros } from "./type-macros.ts";
import { vectorMacros } from "./vector-macros.ts";

/** Holds the macros in every session, apart from the catalogs that hold tables. */
const CATALOG = "hotdata_functions";

const schemas: Readonly<Record<string, Macros>> = {
  shared: {
    ...arrayMacros,
    ...dateMacros,
    ...searchMacros,
    ...textMacros,
    ...typeMacros,
    ...vectorMacros,
  },
  postgres: { ...postgresMacros, ...timestampMacros },
  snowflake: { ...snowflakeMacros, ...timestampMacros },
};

/** Earlier ones shadow later ones, and all of them DuckDB's own functions. */
const visible: Readonly<Record<SqlDialect, readonly string[]>> = {
  hotsql: ["postgres", "shared"],
  postgres: ["postgres", "shared"],
  duckdb: ["shared"],
  snowflake: ["snowflake", "shared"],
};

/** The schemas of a dialect that hold one of the called functions, as a search path goes. */
export function calledSchemas(dialect: SqlDialect, called: ReadonlySet<string>): readonly string[] {
  return visible[dialect].filter((schema) => macrosOf(schema).some((name) => called.has(name)));
}

/** A schema's full name, for a search path. */
export function schemaPath(schema: string): string {
  return `${CATALOG}.${schema}`;
}

/** Statements that define one schema's functions in an instance that lacks them. */
export function defineSchema(schema: string): string {
  const path = schemaPath(schema);
  const macros = createMacros(path, schemas[schema] ?? {});
  return `ATTACH IF NOT EXISTS ':memory:' AS ${CATALOG};\nCREATE SCHEMA ${path};\n${macros}`;
}

/** Names of the macros that a dialect sees, operators included. */
export function macroNames(dialect: SqlDialect): readonly string[] {
  return visible[dialect].flatMap(macrosOf);
}

function macrosOf(schema: string): readonly string[] {
  return Object.keys(schemas[schema] ?? {});
}
