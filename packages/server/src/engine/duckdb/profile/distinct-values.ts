import type { DuckDBConnection } from "@duckdb/node-api";
import type { CategoryValueInfo } from "@hotdata/contract";

/** So many distinct values of a text or number are listed. */
export const MAX_CATEGORIES = 200;
/** So many are looked at to count them; of more, a part is taken. */
const COUNTED = 4_096;

/** A column's values: what to select from, and under which name. */
export interface ColumnValues {
  readonly source: string;
  readonly value: string;
}

/** Every value with its count, the most frequent first; undefined when there are too many. */
export async function listCategories(
  connection: DuckDBConnection,
  { source, value }: ColumnValues,
): Promise<CategoryValueInfo[] | undefined> {
  const result = await connection.runAndReadAll(
    `SELECT CAST(${value} AS VARCHAR) AS text, count(*) AS rows FROM ${source} ` +
      `GROUP BY ${value} ORDER BY rows DESC, text LIMIT ${MAX_CATEGORIES + 2}`,
  );
  const values = result.getRows().map(([text, count]) => ({
    value: typeof text === "string" ? text : null,
    count: Number(count),
  }));
  return values.filter((one) => one.value !== null).length > MAX_CATEGORIES ? undefined : values;
}

/**
 * Distinct values: exact for a few thousand, else from those whose hash falls into a part of the
 * range that holds some thousands of them, which is off by 2 % or so.
 */
export async function countDistinct(
  connection: DuckDBConnection,
  { source, value }: ColumnValues,
  estimate: number,
): Promise<number> {
  const parts = 2 ** Math.max(0, Math.floor(Math.log2(estimate / COUNTED)));
  const hashes = `SELECT hash(${value}) AS hash FROM ${source} WHERE ${value} IS NOT NULL`;
  const result = await connection.runAndReadAll(
    `SELECT count(DISTINCT hash) FROM (${hashes}) WHERE hash % ${parts} = 0`,
  );
  return Number(result.getRows()[0]?.[0]) * parts;
}
