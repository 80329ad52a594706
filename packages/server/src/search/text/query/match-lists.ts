import type { PostingList } from "../segment/posting-list.ts";
import type { TextSegment } from "../text-segment.ts";
import { findPhrase } from "./find-phrase.ts";
import { similarTerms } from "./similar-terms.ts";
import type { TextMatcher } from "./text-clause.ts";
import { uniteLists } from "./unite-lists.ts";

/** Rows of a segment that match, as one list or as several that weigh differently. */
export interface MatchList {
  readonly list: PostingList;
  /** What the score of its rows is multiplied with. */
  readonly factor: number;
  /** Lists whose rows are counted for the weight, which is the sum of theirs. */
  readonly counted: readonly PostingList[];
}

/**
 * As many lists for each segment. All terms of a beginning are one term to the score, and so are
 * all terms of the same distance, which weigh half with one letter changed, a third with two.
 */
export function matchLists(segment: TextSegment, matcher: TextMatcher): readonly MatchList[] {
  const { dictionary, lengths } = segment;
  switch (matcher.kind) {
    case "term":
      return [wordList(segment.postings(dictionary.find(matcher.term)))];
    case "prefix": {
      const { first, end } = dictionary.withPrefix(matcher.prefix);
      const lists = [...segment.postingsOfRange(first, end)];
      const stem = matcher.term === undefined ? -1 : dictionary.find(matcher.term);
      if (stem < first || stem >= end) lists.push(segment.postings(stem));
      return [wordList(uniteLists(lists, lengths))];
    }
    case "fuzzy":
      return similarTerms(dictionary, matcher.term, matcher.maxDistance).map((terms, distance) => {
        const lists = terms.map((term) => segment.postings(term));
        return { ...wordList(uniteLists(lists, lengths)), factor: 1 / (1 + distance) };
      });
    case "phrase": {
      const words = matcher.words.map(({ term }) => segment.postings(dictionary.find(term)));
      return [{ list: findPhrase(segment, matcher.words), factor: 1, counted: words }];
    }
  }
}

function wordList(list: PostingList): MatchList {
  return { list, factor: 1, counted: [list] };
}
