import type { QueryMaker } from "../query/sql-tag.ts";
import type { Query } from "../query/query.ts";
import type { SourceOpener } from "../uploads/open-source.ts";

/** What differs between where the client runs: anywhere, or on a machine with files. */
export interface Platform<Q extends Query> {
  readonly makeQuery: QueryMaker<Q>;
  /** Opens what can be uploaded; bytes and streams of bytes when left out. */
  readonly openSource?: SourceOpener;
}
