import type { DuckDBConnection } from "@duckdb/node-api";
import type { ResultColumn } from "../../engine.ts";
import { storedName } from "../cell-text.ts";
import { quoteLiteral } from "../sql-text.ts";
import { BLOCK_ROWS, type MeasuredRows, type RowRange } from "./row-spans.ts";
import { rowWidth } from "./text-width.ts";

/** The file of a stored result, and what is written for each of its rows. */
export interface StoredRows {
  readonly path: string;
  readonly columns: readonly ResultColumn[];
  /** SQL of a row's text, which is never NULL. */
  readonly rowSql: string;
  /** What has to follow the text of each row; a line break that is not needed does no harm. */
  readonly rowEnd: "" | "\n";
}

/** A query of the texts of some rows, in order. */
export function textSql({ path, rowSql }: StoredRows, range: RowRange): string {
  return `SELECT ${rowSql} FROM ${sourceSql(path, range)}`;
}

/** About how much text the rows make, block by block. */
export async function measureRows(
  connection: DuckDBConnection,
  { path, columns }: StoredRows,
  range: RowRange,
): Promise<readonly MeasuredRows[]> {
  const width = rowWidth(columns.map(({ type }, index) => ({ type, sql: storedName(index) })));
  const sizes = new Map<number, number>();
  if (width.sql.length > 0) {
    const sqlText =
      `SELECT CAST(file_row_number // ${BLOCK_ROWS} AS INTEGER), CAST(sum(${width.sql.join(" + ")}) AS DOUBLE) ` +
      `FROM ${sourceSql(path, range)} GROUP BY 1`;
    for (const [block, bytes] of await (await connection.run(sqlText)).getRows()) {
      sizes.set(Number(block), Number(bytes));
    }
  }
  return [...blocks(range)].map(({ from, to }) => {
    const textBytes = sizes.get(Math.floor(from / BLOCK_ROWS)) ?? 0;
    return { from, to, sizeBytes: textBytes + (to - from) * width.fixedBytes };
  });
}

function* blocks({ from, to }: RowRange): Generator<RowRange> {
  for (let start = from; start < to;) {
    const end = Math.min((Math.floor(start / BLOCK_ROWS) + 1) * BLOCK_ROWS, to);
    yield { from: start, to: end };
    start = end;
  }
}

/** A range of row numbers skips row groups; LIMIT with OFFSET would read all that comes before. */
function sourceSql(path: string, { from, to }: RowRange): string {
  return (
    `read_parquet(${quoteLiteral(path)}, file_row_number = true) ` +
    `WHERE file_row_number >= ${from} AND file_row_number < ${to}`
  );
}
