import type { Note } from "./random-notes.ts";
import type { Found, Metric } from "./searched-table.ts";

const K1 = 1.2;
const B = 0.75;

/** One part of a query: a word, or several that have to follow each other. */
export interface Clause {
  readonly words: readonly string[];
  readonly must: "may" | "must" | "must not";
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
  const scored = clauses.filter(({ must }) => must !== "must not");
  const weights = new Map(scored.map((clause) => [clause, weightOf(clause, documents)]));
  const found: Found[] = [];
  for (const { id, words } of documents) {
    const counts = new Map(clauses.map((clause) => [clause, occurrences(clause.words, words)]));
    const has = (clause: Clause): boolean => (counts.get(clause) ?? 0) > 0;
    if (clauses.some((clause) => clause.must === "must not" && has(clause))) continue;
    if (clauses.some((clause) => clause.must === "must" && !has(clause))) continue;
    if (!scored.some(has)) continue;
    const norm = K1 * (1 - B + (B * words.length) / average);
    const score = scored.reduce((sum, clause) => {
      const count = counts.get(clause) ?? 0;
      return sum + ((weights.get(clause) ?? 0) * count) / (count + norm);
    }, 0);
    found.push({ id, score });
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

/** The sum of the inverse document frequencies of its words. */
function weightOf({ words }: Clause, documents: readonly Document[]): number {
  return words.reduce((sum, word) => {
    const having = documents.filter((document) => document.words.includes(word)).length;
    return sum + Math.log(1 + (documents.length - having + 0.5) / (having + 0.5));
  }, 0);
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
