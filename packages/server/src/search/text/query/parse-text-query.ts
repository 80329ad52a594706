import type { TextAnalyzer } from "../analysis/text-analyzer.ts";
import { placesOfWords, wordAt } from "../analysis/words.ts";
import type { PhraseWord, TextClause, TextMatcher } from "./text-clause.ts";
import { TextQueryError } from "./text-query-error.ts";

/** Each different part takes a look at each segment, and those that stand for many terms a long one. */
const MOST_PARTS = 1_024;
const MOST_OPEN_PARTS = 32;

/** A quoted phrase, or whatever stands between spaces; either with a sign before it. */
const PART = /(?<sign>[+-]?)(?:"(?<phrase>[^"]*)"|(?<word>[^\s"]+)|")/gu;

/** `beginning*`, `misspelled~`, `misspelled~2` */
const ENDING = /(?:(?<prefix>\*)|~(?<distance>[12]?))$/u;

/**
 * Reads words, `"phrases"`, `beginnings*`, `misspelled~` words (`~2` for two letters), each with
 * `+` when a text must have it or `-` when it must not. Any text is a query: what is none of these
 * is read as words. A word that is several to the analyzer is so many words, with a sign a phrase.
 *
 * @throws {TextQueryError} when it has too many parts.
 */
export function parseTextQuery(query: string, analyzer: TextAnalyzer): TextClause[] {
  const clauses = new Map<string, TextClause>();
  for (const { groups = {} } of query.matchAll(PART)) {
    const { sign = "", phrase, word } = groups;
    const occurs = occursOf(sign);
    for (const matcher of matchersOf({ phrase, word, isSigned: occurs !== "should" }, analyzer)) {
      const key = JSON.stringify([occurs, matcher]);
      clauses.set(key, { matcher, occurs, times: (clauses.get(key)?.times ?? 0) + 1 });
    }
  }
  const all = [...clauses.values()];
  requireFew(all);
  return all;
}

function requireFew(clauses: readonly TextClause[]): void {
  if (clauses.length > MOST_PARTS) {
    throw new TextQueryError(
      `a text search may have at most ${MOST_PARTS} different words and phrases, this one has ${clauses.length}: search for fewer`,
    );
  }
  const open = clauses.filter(({ matcher: { kind } }) => kind === "prefix" || kind === "fuzzy");
  if (open.length > MOST_OPEN_PARTS) {
    throw new TextQueryError(
      `a text search may have at most ${MOST_OPEN_PARTS} words with * or ~, this one has ${open.length}: search for fewer`,
    );
  }
}

function occursOf(sign: string): TextClause["occurs"] {
  if (sign === "+") return "must";
  return sign === "-" ? "not" : "should";
}

interface Part {
  readonly phrase: string | undefined;
  readonly word: string | undefined;
  readonly isSigned: boolean;
}

function matchersOf({ phrase, word = "", isSigned }: Part, analyzer: TextAnalyzer): TextMatcher[] {
  if (phrase !== undefined) return phraseOf(phrase, analyzer);
  const ending = ENDING.exec(word);
  const text = ending === null ? word : word.slice(0, ending.index);
  const places = [...placesOfWords(text)];
  if (places.length > 1 && isSigned) return phraseOf(text, analyzer);
  return places.flatMap((place, index) => {
    const found = wordAt(text, place);
    // An ending belongs to the last word, if nothing stands between.
    const isLast = index === places.length - 1 && place.end === text.length;
    return wordMatchers(found, isLast ? ending : null, analyzer);
  });
}

function wordMatchers(
  word: string,
  ending: RegExpExecArray | null,
  analyzer: TextAnalyzer,
): TextMatcher[] {
  const term = analyzer.termOf(word);
  if (ending?.groups?.["prefix"] !== undefined) {
    return [{ kind: "prefix", prefix: analyzer.normalize(word), term }];
  }
  if (ending !== null) {
    const maxDistance = Number(ending.groups?.["distance"] || 1);
    return [{ kind: "fuzzy", term: term ?? analyzer.normalize(word), maxDistance }];
  }
  return term === undefined ? [] : [{ kind: "term", term }];
}

function phraseOf(text: string, analyzer: TextAnalyzer): TextMatcher[] {
  const words: PhraseWord[] = [];
  for (const [position, place] of [...placesOfWords(text)].entries()) {
    const term = analyzer.termOf(wordAt(text, place));
    if (term !== undefined) words.push({ term, offset: position });
  }
  const [first] = words;
  if (first === undefined) return [];
  if (words.length === 1) return [{ kind: "term", term: first.term }];
  const moved = words.map(({ term, offset }) => ({ term, offset: offset - first.offset }));
  return [{ kind: "phrase", words: moved }];
}
