import type { TextAnalyzer } from "./analysis/text-analyzer.ts";
import { placesOfWords, wordAt, type WordPlace } from "./analysis/words.ts";
import { editDistance } from "./query/edit-distance.ts";
import { parseTextQuery } from "./query/parse-text-query.ts";
import type { TextMatcher } from "./query/text-clause.ts";

export interface HighlightOptions {
  /** UTF-16 units of the text to show, markers not counted; 200 by default, the whole text if 0. */
  readonly maxChars?: number;
  /** Stands before each match; `<b>` by default. */
  readonly open?: string;
  /** Stands after each match; `</b>` by default. */
  readonly close?: string;
}

/** Stands where a part of the text is left out. */
const CUT = "…";

/**
 * The part of a text with the most different matches of a query, marked; the beginning of the text
 * where nothing matches. Nothing is escaped: who needs HTML sets markers that no text has, escapes
 * the answer, and replaces them.
 */
export function highlight(
  text: string,
  query: string,
  analyzer: TextAnalyzer,
  { maxChars = 200, open = "<b>", close = "</b>" }: HighlightOptions = {},
): string {
  const matches = matchesIn(text, query, analyzer);
  const part = maxChars === 0 ? { start: 0, end: text.length } : bestPart(text, matches, maxChars);
  let shown = part.start > 0 ? CUT : "";
  let at = part.start;
  for (const { start, end } of matches) {
    if (start < at || end > part.end) continue;
    shown += text.slice(at, start) + open + text.slice(start, end) + close;
    at = end;
  }
  return shown + text.slice(at, part.end) + (part.end < text.length ? CUT : "");
}

interface Match extends WordPlace {
  /** What of the query matches. */
  readonly matcher: number;
}

interface Word extends WordPlace {
  readonly word: string;
  readonly term: string | undefined;
}

/** In the order of the text. Words of a phrase match together only. */
function matchesIn(text: string, query: string, analyzer: TextAnalyzer): Match[] {
  const matchers = parseTextQuery(query, analyzer)
    .filter(({ occurs }) => occurs !== "not")
    .map(({ matcher }) => matcher);
  if (matchers.length === 0) return [];
  const words = Array.from(placesOfWords(text), (place): Word => {
    const word = wordAt(text, place);
    return { ...place, word, term: analyzer.termOf(word) };
  });
  const byWord = new Map<number, Match>();
  for (const [matcher, one] of matchers.entries()) {
    for (const index of matchingWords(one, words, analyzer)) {
      const word = words[index];
      if (word !== undefined && !byWord.has(index)) {
        byWord.set(index, { start: word.start, end: word.end, matcher });
      }
    }
  }
  return [...byWord.values()].toSorted((one, other) => one.start - other.start);
}

function matchingWords(
  matcher: TextMatcher,
  words: readonly Word[],
  analyzer: TextAnalyzer,
): number[] {
  if (matcher.kind !== "phrase") {
    return [...words.keys()].filter((index) => {
      const word = words[index];
      return word?.term !== undefined && isMatch(matcher, { ...word, term: word.term }, analyzer);
    });
  }
  const phrase = matcher.words;
  return [...words.keys()]
    .filter((start) => phrase.every(({ term, offset }) => words[start + offset]?.term === term))
    .flatMap((start) => phrase.map(({ offset }) => start + offset));
}

function isMatch(
  matcher: Exclude<TextMatcher, { kind: "phrase" }>,
  { word, term }: Word & { readonly term: string },
  analyzer: TextAnalyzer,
): boolean {
  if (matcher.kind === "term") return term === matcher.term;
  if (matcher.kind === "fuzzy") {
    return editDistance(matcher.term, term, matcher.maxDistance) <= matcher.maxDistance;
  }
  const { prefix } = matcher;
  return (
    [term, analyzer.normalize(word)].some((one) => one.startsWith(prefix)) || term === matcher.term
  );
}

/** From one match on, or the end backwards: the part with the most different, then most matches. */
function bestPart(text: string, matches: readonly Match[], maxChars: number): WordPlace {
  if (text.length <= maxChars) return { start: 0, end: text.length };
  let best = { first: 0, last: 0, worth: 0 };
  for (const [first, { start }] of matches.entries()) {
    const different = new Set<number>();
    let last = first;
    for (let index = first; index < matches.length; index += 1) {
      const match = matches[index];
      if (match === undefined || match.end - start > maxChars) break;
      different.add(match.matcher);
      last = index;
    }
    const worth = different.size * 1_000 + Math.min(last - first, 999);
    if (different.size > 0 && worth > best.worth) best = { first, last, worth };
  }
  const first = matches[best.first];
  const last = matches[best.last];
  if (first === undefined || last === undefined || best.worth === 0) {
    return cutAtWords(text, 0, maxChars);
  }
  const around = Math.floor((maxChars - (last.end - first.start)) / 2);
  const start = Math.min(Math.max(0, first.start - around), text.length - maxChars);
  return cutAtWords(text, start, start + maxChars, { first: first.start, last: last.end });
}

/** Words at the edges are left out unless they are whole, or match. */
function cutAtWords(
  text: string,
  from: number,
  to: number,
  kept: { readonly first: number; readonly last: number } = { first: to, last: from },
): WordPlace {
  let start = from;
  if (start > 0) {
    const space = text.slice(start - 1, kept.first).search(/\s/u);
    start = space === -1 ? start : start + space;
  }
  let end = to;
  if (end < text.length) {
    const rest = text.slice(kept.last, end + 1);
    const space = rest.search(/\s\S*$/u);
    end = space === -1 ? end : kept.last + space;
  }
  return { start: wholeCharacter(text, start), end: wholeCharacter(text, end) };
}

/** A place that is not in the middle of a character of two units. */
function wholeCharacter(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit < 0xe000 && index > 0 ? index - 1 : index;
}
