import { type DataFileScan, embeddedName } from "../engine.ts";
import { quoteIdentifier, quoteLiteral } from "./sql-text.ts";

/** Other clients' folders may look like `k=007/`; their files have all columns nevertheless. */
export const PLAIN_PATHS = "hive_partitioning = false";

/**
 * What stands in FROM for one data file: its columns, those of vectors that are kept beside it, and
 * `file_row_number`.
 * @param rows only these positions are read, where few are wanted
 */
export function fileReader(
  { path, embedded = [] }: Pick<DataFileScan, "path" | "embedded">,
  rows?: ArrayLike<number>,
): string {
  const reader = `read_parquet(${quoteLiteral(path)}, file_row_number = true, ${PLAIN_PATHS})`;
  const picked = (column: string): string =>
    rows === undefined ? "" : ` WHERE ${column} IN (${Array.from(rows).join(", ")})`;
  const data =
    rows === undefined ? reader : `(SELECT * FROM ${reader}${picked("file_row_number")})`;
  if (embedded.length === 0) return data;
  const columns = embedded.map((file, index) => {
    const vector = file === undefined ? "CAST(NULL AS FLOAT[])" : `embedded_${index}.vector`;
    return `${vector} AS ${quoteIdentifier(embeddedName(index))}`;
  });
  const joins = embedded.map((file, index) => {
    if (file === undefined) return "";
    const vectors = `SELECT "row", vector FROM read_parquet(${quoteLiteral(file)})${picked('"row"')}`;
    return ` LEFT JOIN (${vectors}) AS embedded_${index} ON embedded_${index}."row" = data.file_row_number`;
  });
  return `(SELECT data.*, ${columns.join(", ")} FROM ${data} AS data${joins.join("")})`;
}
