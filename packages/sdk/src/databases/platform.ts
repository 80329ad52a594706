import type { QueryMaker } from "../query/sql-tag.ts";
import type { Query } from "../query/query.ts";

/** What differs between where the client runs: anywhere, or on a machine with files. */
export interface Platform<Q extends Query> {
  readonly makeQuery: QueryMaker<Q>;
}
