import { ByteWriter } from "./byte-writer.ts";

/** Postings of some documents, by term: what a term's list will hold, one run after the other. */
export interface PostingRun {
  /** Terms that occur, ascending by number. */
  readonly terms: Uint32Array;
  /** Where each one's bytes of `postings` and of `positions` end. */
  readonly postingEnds: Uint32Array;
  readonly positionEnds: Uint32Array;
  readonly postings: Uint8Array;
  readonly positions: Uint8Array;
}

/** Words of documents, one after the other. */
export interface WordLog {
  /** The terms' numbers; `NO_TERM` where a word was left out. */
  readonly terms: Int32Array;
  /** Words logged. */
  readonly size: number;
  /** Rows of the documents, ascending. */
  readonly rows: readonly number[];
  /** Where each document's words end. */
  readonly ends: readonly number[];
}

export const NO_TERM = -1;

/** Occurrences of a term in one document that are counted at most. */
const MOST_OCCURRENCES = 65_535;

/** What is known of terms over all runs, by their numbers. */
export interface TermTotals {
  readonly documentCounts: Uint32Array;
  /** Row of the last posting; deltas go on from there. */
  readonly lastRows: Uint32Array;
}

/** Sorts logged words by term and packs them. */
export function packRun(log: WordLog, termCount: number, totals: TermTotals): PostingRun {
  const sorted = sortByTerm(log, termCount);
  const terms: number[] = [];
  const postingEnds: number[] = [];
  const positionEnds: number[] = [];
  const postings = new ByteWriter(log.size * 2);
  const positions = new ByteWriter(log.size * 2);
  for (let term = 0; term < termCount; term += 1) {
    const start = sorted.starts[term] ?? 0;
    const end = sorted.starts[term + 1] ?? 0;
    if (start === end) continue;
    packTerm({ sorted, start, end, rows: log.rows }, term, totals, { postings, positions });
    terms.push(term);
    postingEnds.push(postings.size);
    positionEnds.push(positions.size);
  }
  return {
    terms: Uint32Array.from(terms),
    postingEnds: Uint32Array.from(postingEnds),
    positionEnds: Uint32Array.from(positionEnds),
    postings: postings.bytes(),
    positions: positions.bytes(),
  };
}

interface SortedWords {
  /** Where each term's words start; one more than terms. */
  readonly starts: Uint32Array;
  /** Index of a word's document in the log. */
  readonly documents: Uint32Array;
  /** Index of a word in its document. */
  readonly positions: Uint32Array;
}

function sortByTerm(log: WordLog, termCount: number): SortedWords {
  const starts = new Uint32Array(termCount + 2);
  for (let index = 0; index < log.size; index += 1) {
    const slot = (log.terms[index] ?? 0) + 2;
    // Words left out are counted at 1, which is set back below.
    starts[slot] = (starts[slot] ?? 0) + 1;
  }
  starts[1] = 0;
  for (let slot = 2; slot < starts.length; slot += 1) {
    starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
  }
  const documents = new Uint32Array(log.size);
  const positions = new Uint32Array(log.size);
  let index = 0;
  for (let document = 0; document < log.ends.length; document += 1) {
    const first = index;
    const end = log.ends[document] ?? 0;
    for (; index < end; index += 1) {
      const term = log.terms[index] ?? NO_TERM;
      if (term === NO_TERM) continue;
      const at = starts[term + 1] ?? 0;
      documents[at] = document;
      positions[at] = index - first;
      starts[term + 1] = at + 1;
    }
  }
  // Each start moved on to the next term's, so they are one place early now.
  return { starts, documents, positions };
}

interface TermWords {
  readonly sorted: SortedWords;
  readonly start: number;
  readonly end: number;
  readonly rows: readonly number[];
}

/** Each posting: distance to the row before, doubled, and 1 for a single word, else their count. */
function packTerm(
  words: TermWords,
  term: number,
  totals: TermTotals,
  to: { readonly postings: ByteWriter; readonly positions: ByteWriter },
): void {
  const { documents, positions } = words.sorted;
  let lastRow = totals.lastRows[term] ?? 0;
  let count = totals.documentCounts[term] ?? 0;
  for (let index = words.start; index < words.end;) {
    const document = documents[index] ?? 0;
    let next = index + 1;
    while (next < words.end && documents[next] === document) next += 1;
    const row = words.rows[document] ?? 0;
    const occurrences = Math.min(next - index, MOST_OCCURRENCES);
    to.postings.number((row - lastRow) * 2 + (occurrences === 1 ? 1 : 0));
    if (occurrences > 1) to.postings.number(occurrences);
    let last = 0;
    for (let word = index; word < index + occurrences; word += 1) {
      const position = positions[word] ?? 0;
      to.positions.number(position - last);
      last = position;
    }
    lastRow = row;
    count += 1;
    index = next;
  }
  totals.lastRows[term] = lastRow;
  totals.documentCounts[term] = count;
}
