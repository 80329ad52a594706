import type { Metric } from "../search/search-index.ts";
import type { ParameterValue, TableReference, TableScan } from "./engine.ts";

export type SearchFunction =
  | "bm25_search"
  | "vector_search"
  | "vector_search_vector"
  | "hybrid_search"
  /** A SELECT that orders a table by the distance to a constant, and keeps the nearest rows. */
  | "nearest"
  /** A distance in an expression, of a text column to a text. */
  | "vector_distance";

/** A constant of the statement, or the name of the parameter that gives it. */
export type SearchArgument =
  | { readonly value: ParameterValue | readonly number[] }
  | SearchParameter;

export interface SearchParameter {
  readonly parameter: string;
}

/** A search that a statement makes of a table: what has to be found before the statement can run. */
export interface SearchCall {
  /** Name of what stands for the call in the statement as it will be run: a relation, or a distance. */
  readonly name: string;
  readonly function: SearchFunction;
  /** The searched table, which is one of the statement's tables; a parameter may name it, too. */
  readonly table: TableReference | SearchParameter;
  readonly column: SearchArgument;
  /** Text or vector to look for. */
  readonly query: SearchArgument;
  /** Of `nearest`: the distance that it orders by; undefined for the distance to a text. */
  readonly metric?: Metric;
  /** Hits wanted at most; all when undefined. */
  readonly limit: SearchArgument | undefined;
  /** Best hits that the statement can use by its own ORDER BY and LIMIT; every one when absent. */
  readonly usable?: SearchArgument;
  /** Whether conditions of the statement choose among the hits: then more than `limit` are needed. */
  readonly isFiltered: boolean;
}

/** Where a search's hits are, to be read as a relation with the table's columns and a score. */
export interface SearchedTable {
  readonly name: string;
  /** Name of the trailing column: `score` or `_distance`; undefined where there is to be none. */
  readonly scoreColumn: string | undefined;
  /** Whether a larger score is the better one. */
  readonly isLargerBetter: boolean;
  /** As the call has it. */
  readonly isFiltered: boolean;
  /** The table, all columns. */
  readonly scan: TableScan;
  readonly hits: readonly HitRows[];
  /**
   * Hits that have to pass the statement's conditions, where there may be more rows than hits; when
   * fewer do, every row is looked at.
   */
  readonly wanted?: number;
  /** How every row is looked at; a table without a score of its own needs no such thing. */
  readonly distance?: ExactDistance;
  /** Whether every row that has a vector is wanted, whatever the hits are. */
  readonly isExact?: boolean;
}

/** A distance that every row has which holds a vector. */
export interface ExactDistance {
  readonly column: string;
  readonly metric: Metric;
  readonly vector: readonly number[];
}

/** What stands for a call of `vector_distance`. */
export interface FoundDistance extends ExactDistance {
  readonly name: string;
}

export interface HitRows {
  /** Path of a data file of the scan, or `inline:<part>`. */
  readonly path: string;
  readonly rows: Uint32Array;
  readonly scores: Float32Array;
}
