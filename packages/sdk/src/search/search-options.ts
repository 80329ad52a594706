import type { QueryRunOptions } from "../query/query-options.ts";
import type { Query } from "../query/query.ts";
import type { ParameterValue } from "../query/sql-value.ts";
import type { StandardSchema } from "../query/standard-schema.ts";

/** How rows are found: by words, by the nearness of vectors, or by both at once. */
export type SearchKind = "text" | "vector" | "hybrid";

/**
 * What to look for: words, or a vector of the column's length. Of a text, `vector` and `hybrid` let
 * the index's embedding provider make the vector.
 */
export type SearchQuery = string | readonly number[] | Float32Array | Float64Array;

/** Values that columns have to be equal to: one, or one of several; `null` for none. */
export type ColumnValues = Readonly<Record<string, ParameterValue | readonly ParameterValue[]>>;

/** What {@link Database.search} looks through. */
export interface SearchOptions<Row> extends QueryRunOptions {
  /** Name of the table: `notes`, `main.notes` or `catalog.main.notes`. */
  readonly table: string;
  /** The column that is indexed: of texts, or of vectors when a vector is looked for. */
  readonly column: string;
  /** Default: `text` for a text, `vector` for a vector. */
  readonly kind?: SearchKind | undefined;
  /** Hits wanted at most, the best ones. Default 10. */
  readonly limit?: number | undefined;
  /**
   * Rows that may be hits: a condition such as `` db.sql`city = ${city} AND year > 2020` ``, or
   * values that columns are equal to. As many hits as `limit` come as long as so many rows fit.
   */
  readonly filter?: Query | ColumnValues | undefined;
  /** Columns of the hits. Default: all. */
  readonly columns?: readonly string[] | undefined;
  /** Checks every row, without its score, and gives it its type. */
  readonly schema?: StandardSchema<Row> | undefined;
}

/** A row that was found. */
export interface SearchHit<Row> {
  /** The row of the table. */
  readonly row: Row;
  /**
   * How well it fits: larger is better. BM25 of texts, reciprocal ranks of `hybrid`; of vectors the
   * distance by the index's metric with a minus before it.
   */
  readonly score: number;
}
