import type { LakeTable } from "../lake/lake.ts";

/** SHOW TABLES as a statement over the tables that exist now. */
export function showTablesSql(tables: readonly LakeTable[]): string {
  const columns = "table_catalog, table_schema, table_name, table_type";
  if (tables.length === 0) {
    return `SELECT '' AS table_catalog, '' AS table_schema, '' AS table_name, '' AS table_type WHERE false`;
  }
  const rows = tables.map(
    ({ schema, table }) => `('default', ${quote(schema)}, ${quote(table)}, 'BASE TABLE')`,
  );
  return `SELECT * FROM (VALUES ${rows.join(", ")}) AS tables(${columns}) ORDER BY 1, 2, 3`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
