const TYPED_CTAS =
  /^\s*CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?("[^"]+"|[\w.]+)\s*(\((?:[^()]|\([^()]*\))*\))\s*AS\s+(.*)$/is;

/** `CREATE TABLE t (a INT) AS VALUES ...` of other dialects as two statements of DuckDB. */
export function withoutTypedCtas(sql: string): string | undefined {
  const match = TYPED_CTAS.exec(sql);
  if (match === null) return undefined;
  const [, table = "", columns = "", query = ""] = match;
  return `CREATE OR REPLACE TABLE ${table} ${columns}; INSERT INTO ${table} ${query}`;
}
