import { SqlError } from "../../engine/engine.ts";
import type { TextAnalyzer } from "../text/analysis/text-analyzer.ts";
import { searchText } from "../text/search-text.ts";
import { TextQueryError } from "../text/query/text-query-error.ts";
import type { TextSegment } from "../text/text-segment.ts";
import type { RowHits, SearchedPart, Searcher, SegmentSearch } from "./searcher.ts";

/** Searches the segments of a text index. */
export class TextSearcher implements Searcher<TextSegment> {
  readonly #analyzer: TextAnalyzer;

  constructor(analyzer: TextAnalyzer) {
    this.#analyzer = analyzer;
  }

  async find({ parts, query, limit }: SegmentSearch<TextSegment>): Promise<readonly RowHits[]> {
    if (query.kind !== "text") throw new Error("an index of texts finds words");
    try {
      return searchText({ segments: parts, query: query.text, analyzer: this.#analyzer, limit });
    } catch (error) {
      throw error instanceof TextQueryError ? new SqlError(error.message) : error;
    }
  }

  rowCount({ segment, deleted }: SearchedPart<TextSegment>): number {
    return segment.liveRows(deleted).documentCount;
  }

  dimensions(): null {
    return null;
  }
}
