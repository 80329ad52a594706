import type { LoadSource } from "../engine.ts";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";

/** The table function call that reads a Parquet source. */
export function sourceReader({ path, columnNames }: LoadSource): string {
  const reader = `read_parquet(${quoteLiteral(path)})`;
  if (columnNames === undefined) return reader;
  return `${reader} AS source(${columnNames.map(quoteIdentifier).join(", ")})`;
}
