import type { TextAnalyzer } from "../../../src/search/text/analysis/text-analyzer.ts";

/** A file's rows; those deleted are undefined, and null has no text. */
export type Rows = readonly (string | null | undefined)[];

/** What one part of a query looks for, written by the test along with its text. */
export interface Wanted {
  readonly occurs: "should" | "must" | "not";
  /** Exact words, a phrase, a beginning, or a word with so many wrong letters. */
  readonly matcher:
    | { readonly word: string }
    | { readonly phrase: readonly string[] }
    | { readonly prefix: string }
    | { readonly fuzzy: string; readonly distance: number };
}

export interface Scored {
  readonly file: number;
  readonly row: number;
  readonly score: number;
}

interface Document {
  readonly file: number;
  readonly row: number;
  /** Terms at their positions; undefined where a word is left out. */
  readonly terms: readonly (string | undefined)[];
  readonly length: number;
}

interface Leaf {
  /** The same for what matches the same. */
  readonly key: string;
  readonly factor: number;
  readonly frequency: (document: Document) => number;
  /** Ways to match that are counted for the weight. */
  readonly counted: readonly ((document: Document) => boolean)[];
}

/** BM25 as its definition says: every document against every part of the query. */
export function scoreAll(
  files: readonly Rows[],
  wanted: readonly Wanted[],
  analyzer: TextAnalyzer,
): Scored[] {
  const documents = files.flatMap((rows, file) => documentsOf(rows, file, analyzer));
  const average = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  // What is nothing but left out words asks for nothing.
  const clauses = wanted
    .map(({ occurs, matcher }) => ({ occurs, leaves: leavesOf(matcher, analyzer) }))
    .filter(({ leaves }) => leaves.length > 0);
  if (clauses.every(({ occurs }) => occurs === "not")) return [];
  const leaves = clauses
    .filter(({ occurs }) => occurs !== "not")
    .flatMap(({ occurs, leaves }) => leaves.map((leaf) => ({ ...leaf, key: occurs + leaf.key })));
  // What is said twice is added at once, or the last digit could differ.
  const weighed = [...Map.groupBy(leaves, ({ key }) => key).values()]
    .flatMap((same) => same.slice(0, 1).map((leaf) => ({ leaf, times: same.length })))
    .map(({ leaf, times }) => ({
      leaf,
      weight: leaf.factor * times * weightOf(leaf, documents),
    }))
    .toSorted((one, other) => other.weight - one.weight);
  return documents.flatMap((document) => {
    const matches = ({ leaves }: { leaves: readonly Leaf[] }) =>
      leaves.some(({ frequency }) => frequency(document) > 0);
    const isWanted = clauses.every((clause) => {
      if (clause.occurs === "should") return true;
      return matches(clause) === (clause.occurs === "must");
    });
    let score = 0;
    for (const { leaf, weight } of weighed) {
      const frequency = leaf.frequency(document);
      const norm = 1.2 * (1 - 0.75 + (0.75 * document.length) / average);
      if (frequency > 0) score += (weight * frequency) / (frequency + norm);
    }
    return isWanted && score > 0 ? [{ file: document.file, row: document.row, score }] : [];
  });
}

function documentsOf(rows: Rows, file: number, analyzer: TextAnalyzer): Document[] {
  return rows.flatMap((text, row) => {
    if (text === null || text === undefined) return [];
    const words = text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    const terms = words.map((word) => analyzer.termOf(word));
    return [{ file, row, terms, length: terms.filter((term) => term !== undefined).length }];
  });
}

function leavesOf(matcher: Wanted["matcher"], analyzer: TextAnalyzer): Leaf[] {
  if ("word" in matcher) {
    const term = analyzer.termOf(matcher.word);
    return term === undefined ? [] : [termLeaf(`word ${term}`, (one) => one === term)];
  }
  if ("prefix" in matcher) {
    const stem = analyzer.termOf(matcher.prefix);
    const { prefix } = matcher;
    return [termLeaf(`prefix ${prefix}`, (term) => term.startsWith(prefix) || term === stem)];
  }
  if ("fuzzy" in matcher) {
    const word = analyzer.termOf(matcher.fuzzy) ?? matcher.fuzzy;
    return Array.from({ length: matcher.distance + 1 }, (_, distance) =>
      termLeaf(
        `fuzzy ${word} ${distance} ${matcher.distance}`,
        (term) => levenshtein(term, word) === distance,
        1 / (1 + distance),
      ),
    );
  }
  const terms = matcher.phrase.map((word) => analyzer.termOf(word));
  const known = terms.filter((term) => term !== undefined);
  const [only] = known;
  if (only === undefined) return [];
  if (known.length === 1) return [termLeaf(`word ${only}`, (term) => term === only)];
  const first = terms.findIndex((term) => term !== undefined);
  const frequency = ({ terms: all }: Document) =>
    all.filter((_, at) =>
      terms.every((term, index) => term === undefined || all[at - first + index] === term),
    ).length;
  const counted = known.map(
    (term) =>
      ({ terms: all }: Document) =>
        all.includes(term),
  );
  const key = `phrase ${terms
    .slice(first)
    .map(String)
    .join(" ")
    .replace(/( undefined)+$/, "")}`;
  return [{ key, factor: 1, frequency, counted }];
}

function termLeaf(key: string, isTerm: (term: string) => boolean, factor = 1): Leaf {
  const known = new Map<string | undefined, boolean>([[undefined, false]]);
  const isKnown = (term: string | undefined) => {
    if (term !== undefined && !known.has(term)) known.set(term, isTerm(term));
    return known.get(term) === true;
  };
  const frequency = ({ terms }: Document) => terms.filter(isKnown).length;
  return { key, factor, frequency, counted: [(document) => frequency(document) > 0] };
}

function weightOf({ counted }: Leaf, documents: readonly Document[]): number {
  return counted.reduce((sum, isMatch) => {
    const matching = documents.filter(isMatch).length;
    return sum + Math.log(1 + (documents.length - matching + 0.5) / (matching + 0.5));
  }, 0);
}

/** By its definition, without shortcuts. */
function levenshtein(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const change = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      const shorter = Math.min((before[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
      next.push(Math.min(change, shorter));
    }
    before = next;
  }
  return before[other.length] ?? 0;
}
