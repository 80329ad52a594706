/** One thing that a text can match. */
export type TextMatcher =
  | { readonly kind: "term"; readonly term: string }
  /** Terms that begin so; also the one that an analyzer makes of the whole word. */
  | { readonly kind: "prefix"; readonly prefix: string; readonly term: string | undefined }
  /** Terms that so many changed, added or missing letters at most make the same. */
  | { readonly kind: "fuzzy"; readonly term: string; readonly maxDistance: number }
  | { readonly kind: "phrase"; readonly words: readonly PhraseWord[] };

export interface PhraseWord {
  readonly term: string;
  /** Words after the phrase's first one; words that are left out count, too. */
  readonly offset: number;
}

export interface TextClause {
  readonly matcher: TextMatcher;
  /** Whether a text has to match, must not match, or just scores higher. */
  readonly occurs: "should" | "must" | "not";
  /** How often the query has it: what is said twice counts twice. */
  readonly times: number;
}
