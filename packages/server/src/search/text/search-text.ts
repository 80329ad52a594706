import type { RowSet } from "../row-set.ts";
import type { TextAnalyzer } from "./analysis/text-analyzer.ts";
import { AllHits, BestHits, type HitCollector } from "./query/best-hits.ts";
import { rowsInAll } from "./query/find-phrase.ts";
import { type MatchList, matchLists } from "./query/match-lists.ts";
import { parseTextQuery } from "./query/parse-text-query.ts";
import { RowScorer, type WeighedList } from "./query/score-rows.ts";
import type { TextClause } from "./query/text-clause.ts";
import { uniteLists } from "./query/unite-lists.ts";
import { type LiveRows, setBit } from "./segment/live-rows.ts";
import type { TextSegment } from "./text-segment.ts";

export interface SearchedTextSegment {
  readonly segment: TextSegment;
  /** Rows that are gone, which no hit, count or average heeds. */
  readonly deleted: RowSet | undefined;
}

export interface TextSearch {
  /** All parts of the searched table, in the order of its scan. */
  readonly segments: readonly SearchedTextSegment[];
  /** See `parseTextQuery`. */
  readonly query: string;
  /** The analyzer that the segments were built with. */
  readonly analyzer: TextAnalyzer;
  /** The best rows wanted, at most; every row that matches when undefined. */
  readonly limit: number | undefined;
}

/** Hits in one segment. */
export interface TextHits {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** As many as rows; larger is better, and always above 0. */
  readonly scores: Float32Array;
}

/**
 * Finds rows by BM25 as Lucene counts it (k1 = 1.2, b = 0.75), with the numbers of documents and
 * their average length over all segments, deleted rows not counted. Among equal scores those win
 * that come first. A query that only excludes finds nothing.
 *
 * @returns hits of each segment, in their order.
 * @throws {DamagedSegment} when a segment's file was changed.
 * @throws {TextQueryError} when the query has too many parts.
 */
export function searchText({ segments, query, analyzer, limit }: TextSearch): TextHits[] {
  const clauses = parseTextQuery(query, analyzer);
  const hits =
    limit === undefined ? new AllHits(segments.length) : new BestHits(limit, segments.length);
  if (clauses.some(({ occurs }) => occurs !== "not")) {
    const matched = segments.map((searched) => matchSegment(searched, clauses));
    const statistics = countAll(matched);
    for (const [index, one] of matched.entries()) scoreSegment({ ...one, index }, statistics, hits);
  }
  return hits.hits();
}

interface MatchedSegment {
  readonly segment: TextSegment;
  readonly live: LiveRows;
  readonly clauses: readonly MatchedClause[];
}

interface MatchedClause extends Pick<TextClause, "occurs" | "times"> {
  readonly lists: readonly MatchList[];
}

function matchSegment(
  { segment, deleted }: SearchedTextSegment,
  clauses: readonly TextClause[],
): MatchedSegment {
  return {
    segment,
    live: segment.liveRows(deleted),
    clauses: clauses.map(({ matcher, ...clause }) => ({
      ...clause,
      lists: matchLists(segment, matcher),
    })),
  };
}

interface Statistics {
  readonly averageLength: number;
  /** Of each list of each clause. */
  readonly weights: readonly (readonly number[])[];
}

/** Over all segments, without deleted rows. */
function countAll(segments: readonly MatchedSegment[]): Statistics {
  const documentCount = sum(segments, ({ live }) => live.documentCount);
  const totalLength = sum(segments, ({ live }) => live.totalLength);
  const weightOf = (clause: number, list: number, factor: number, terms: readonly unknown[]) =>
    factor *
    sum([...terms.keys()], (term) => {
      const matching = sum(segments, ({ live, clauses }) => {
        const counted = clauses[clause]?.lists[list]?.counted[term];
        return counted === undefined ? 0 : live.countOf(counted.rows);
      });
      return Math.log(1 + (documentCount - matching + 0.5) / (matching + 0.5));
    });
  const weights = (segments[0]?.clauses ?? []).map(({ occurs, times, lists }, clause) =>
    lists.map(({ factor, counted }, list) =>
      occurs === "not" ? 0 : weightOf(clause, list, factor * times, counted),
    ),
  );
  return { averageLength: documentCount === 0 ? 0 : totalLength / documentCount, weights };
}

function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}

function scoreSegment(
  { segment, live, clauses, index }: MatchedSegment & { readonly index: number },
  { averageLength, weights }: Statistics,
  hits: HitCollector,
): void {
  const lists: WeighedList[] = clauses.flatMap(({ occurs, lists }, clause) =>
    occurs === "not"
      ? []
      : lists.map(({ list }, at) => ({ list, weight: weights[clause]?.[at] ?? 0 })),
  );
  const { lengths } = segment;
  const excluded = excludedRows(segment, live, clauses);
  const scorer = new RowScorer({ segment: index, lengths, averageLength, lists, excluded });
  const required = clauses.filter(({ occurs }) => occurs === "must");
  if (required.length === 0) scorer.scoreAll(hits);
  else scorer.scoreThese(rowsInAll(required.map((clause) => rowsOf(clause, lengths))), hits);
}

function excludedRows(
  segment: TextSegment,
  live: LiveRows,
  clauses: readonly MatchedClause[],
): Uint32Array | undefined {
  const unwanted = clauses.filter(({ occurs }) => occurs === "not");
  if (unwanted.length === 0) return live.deletedBits;
  const bits = live.deletedBits?.slice() ?? new Uint32Array((segment.rowCount + 31) >>> 5);
  for (const { list } of unwanted.flatMap(({ lists }) => lists)) {
    for (const row of list.rows) setBit(bits, row);
  }
  return bits;
}

function rowsOf({ lists }: MatchedClause, lengths: Uint32Array): Uint32Array {
  return uniteLists(
    lists.map(({ list }) => list),
    lengths,
  ).rows;
}
