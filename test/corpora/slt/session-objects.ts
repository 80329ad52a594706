import type { BareDuckDb } from "../bare-duckdb.ts";
import type { TableName } from "../corpus-client.ts";

/** What set-up statements have left in DuckDB. */
export interface SessionObjects {
  readonly tables: readonly SetUpTable[];
  /** Things that the server does not have, by lower-case name: what each is. */
  readonly foreign: ReadonlyMap<string, string>;
}

export interface SetUpTable extends TableName {
  readonly columnTypes: readonly string[];
}

const FOREIGN = `
  SELECT view_name, 'a view' FROM duckdb_views() WHERE NOT internal
  UNION ALL SELECT function_name, 'a macro' FROM duckdb_functions() WHERE NOT internal
  UNION ALL SELECT type_name, 'a type of its own' FROM duckdb_types() WHERE NOT internal
  UNION ALL SELECT sequence_name, 'a sequence' FROM duckdb_sequences()
  UNION ALL SELECT table_name, 'a temporary table' FROM duckdb_tables() WHERE temporary
  UNION ALL SELECT database_name, 'an attached database' FROM duckdb_databases()
    WHERE NOT internal AND database_name <> 'memory'
  UNION ALL SELECT name, 'a variable' FROM duckdb_variables()`;

const TABLES = `
  SELECT t.schema_name, t.table_name, list(c.data_type ORDER BY c.column_index)
  FROM duckdb_tables() AS t JOIN duckdb_columns() AS c
    ON c.database_oid = t.database_oid AND c.table_oid = t.table_oid
  WHERE NOT t.internal AND NOT t.temporary AND t.database_name = 'memory'
  GROUP BY ALL`;

export async function readSessionObjects(bare: BareDuckDb): Promise<SessionObjects> {
  const foreign = await bare.read(FOREIGN);
  const tables = await bare.read(TABLES);
  return {
    foreign: new Map(
      foreign.rows.map(([name, what]) => [textOf(name).toLowerCase(), textOf(what)]),
    ),
    tables: tables.rows.map(([schema, table, types]) => ({
      schema: textOf(schema),
      table: textOf(table),
      columnTypes: listOf(types),
    })),
  };
}

/** Whether a statement may mean the name: it stands in it as a word. */
export function mentions(sql: string, name: string): boolean {
  const escaped = name.toLowerCase().replaceAll(/[^a-z0-9_]/g, String.raw`\$&`);
  return new RegExp(`(?<![a-z0-9_])${escaped}(?![a-z0-9_])`, "u").test(sql.toLowerCase());
}

function textOf(value: unknown): string {
  if (typeof value !== "string") throw new Error("the catalog has something else than a text");
  return value;
}

function listOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null || !("items" in value)) return [];
  return Array.isArray(value.items) ? value.items.map(textOf) : [];
}
