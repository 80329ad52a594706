import type { Note } from "./random-notes.ts";
import type { Found, Metric } from "./searched-table.ts";

const K1 = 1.2;
const B = 0.75;

/** One part of a query. */
export interface Clause {
  /** `words` are one word, or several that follow each other; the others have one. */
  readonly kind: "words" | "beginning" | "misspelled";
  readonly words: readonly string[];
  readonly must: "may" | "must" | "must not";
}

/** Words that count as one: how often they are in a document, and what that weighs. */
interface Counted {
  readonly of: (words: readonly string[]) => number;
  readonly weight: number;
}

interface Document {
  readonly id: number;
  readonly words: readonly string[];
}

/** Scores every note as Lucene does, in loops that are plain to read; best first. */
export function plainText(notes: Iterable<Note>, clauses: readonly Clause[]): Found[] {
  const documents: Document[] = [];
  for (const { id, body } of notes) if (body !== null) documents.push({ id, words: wordsOf(body) });
  const average = documents.reduce((sum, { words }) => sum + words.length, 0) / documents.length;
  const parts = clauses.map((clause) => ({ ...clause, counted: countedOf(clause, documents) }));
  const found: Found[] = [];
  for (const { id, words } of documents) {
    const norm = K1 * (1 - B + (B * words.length) / average);
    let [score, isMatch, isWanted] = [0, false, true];
    for (const { must, counted } of parts) {
      const counts = counted.map(({ of }) => of(words));
      const isThere = counts.some((count) => count > 0);
      if (must === "must not" ? isThere : must === "must" && !isThere) isWanted = false;
      if (must === "must not") continue;
      isMatch ||= isThere;
      for (const [index, count] of counts.entries()) {
        score += ((counted[index]?.weight ?? 0) * count) / (count + norm);
      }
    }
    if (isMatch && isWanted) found.push({ id, score });
  }
  return found.toSorted((a, b) => b.score - a.score);
}

/** Compares every vector; nearest first. */
export function plainNear(
  notes: Iterable<Note>,
  query: readonly number[],
  metric: Metric,
): Found[] {
  const found: Found[] = [];
  for (const { id, vector } of notes) {
    if (vector !== null) found.push({ id, score: distance(vector, query, metric) });
  }
  return found.toSorted((a, b) => a.score - b.score);
}

function countedOf({ kind, words }: Clause, documents: readonly Document[]): Counted[] {
  const [word = ""] = words;
  const countWords = (fits: (other: string) => boolean) => (all: readonly string[]) =>
    all.filter(fits).length;
  const frequency = (of: Counted["of"]): number => {
    const having = documents.filter((document) => of(document.words) > 0).length;
    return Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
  };
  if (kind === "words") {
    const weights = words.map((one) => frequency(countWords((other) => other === one)));
    const weight = weights.reduce((total, one) => total + one, 0);
    return [{ of: (all) => occurrences(words, all), weight }];
  }
  if (kind === "beginning") {
    const of = countWords((other) => other.startsWith(word));
    return [{ of, weight: frequency(of) }];
  }
  // The word itself, and at half its weight all that are one letter away.
  return [0, 1].map((distance) => {
    const of = countWords((other) => lettersApart(word, other) === distance);
    return { of, weight: frequency(of) / (1 + distance) };
  });
}

/** 0, 1, or 2 for more. */
function lettersApart(one: string, other: string): number {
  if (one === other) return 0;
  let [start, end] = [0, 0];
  const shorter = Math.min(one.length, other.length);
  while (start < shorter && one[start] === other[start]) start += 1;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return Math.max(one.length, other.length) - start - end === 1 ? 1 : 2;
}

function occurrences(phrase: readonly string[], words: readonly string[]): number {
  let count = 0;
  for (let at = 0; at + phrase.length <= words.length; at += 1) {
    if (phrase.every((word, index) => words[at + index] === word)) count += 1;
  }
  return count;
}

function wordsOf(body: string): string[] {
  return body.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function distance(a: readonly number[], b: readonly number[], metric: Metric): number {
  const dot = sum(a, (value, index) => value * (b[index] ?? 0));
  if (metric === "dot") return -dot;
  if (metric === "l2") return sum(a, (value, index) => (value - (b[index] ?? 0)) ** 2);
  const length = (vector: readonly number[]): number =>
    Math.sqrt(sum(vector, (value) => value ** 2));
  return 1 - dot / (length(a) * length(b));
}

function sum(values: readonly number[], of: (value: number, index: number) => number): number {
  return values.reduce((total, value, index) => total + of(value, index), 0);
}
