import type { Hotdata } from "hotdata";
import { compareFound } from "./compare-found.ts";
import { plainNear, plainText } from "./plain-search.ts";
import { RandomNotes } from "./random-notes.ts";
import { type Found, SearchedTable, TABLE } from "./searched-table.ts";

/** Enough for an index that looks only through the nearest part of the vectors. */
const NOTES = 40_000;
const DIMENSIONS = 16;
const QUERIES = 10;
const WANTED = 10;
const SELECTIVITIES = [1, 0.1, 0.01];
const DIVISOR = 100;

/** The ten best of the rows that fit a condition are ten, however few fit it. */
export async function checkFilter(hotdata: Hotdata, seed: number): Promise<boolean> {
  const notes = new RandomNotes(seed, DIMENSIONS);
  const table = await SearchedTable.create(hotdata, notes.fresh(NOTES), "l2");
  let isGood = true;
  for (const selectivity of SELECTIVITIES) {
    const fits = selectivity * DIVISOR;
    const left = [...table.notes.values()].filter(({ id }) => id % DIVISOR < fits);
    const [text, near]: Found[][][] = [[], []];
    let best = 0;
    for (let query = 0; query < QUERIES; query += 1) {
      // A word that every selection has in more than ten notes.
      const word = frequentWord(notes, left);
      const args = `'default.main.${TABLE}', 'body', '${word}', ${WANTED}`;
      const hits = await filtered(table, { call: `bm25_search(${args})`, score: "score", fits });
      text?.push(hits);
      // Scores come from the whole table: its other notes count, too.
      const scores = plainText(table.notes.values(), [
        { kind: "words", words: [word], must: "may" },
      ]);
      const wanted = scores.filter(({ id }) => id % DIVISOR < fits);
      const { isSameSet, isSameOrder } = compareFound(sorted(hits, -1), wanted, WANTED);
      if (isSameSet && isSameOrder) best += 1;
      const vector = notes.vector();
      const nearArgs = `'default.main.${TABLE}', 'vector', ARRAY[${vector.join(", ")}], ${WANTED}`;
      const call = `vector_search_vector(${nearArgs})`;
      const found = await filtered(table, { call, score: "_distance", fits });
      near?.push(found);
      const nearest = plainNear(left, vector, "l2").slice(0, WANTED);
      best += recall(found, nearest);
    }
    const least = (all: Found[][] = []): number => Math.min(...all.map(({ length }) => length));
    console.log(
      `selectivity ${selectivity}: words ${least(text)} of ${WANTED}, vectors ${least(near)} of ${WANTED}; ` +
        `the best among them: ${((100 * best) / (2 * QUERIES)).toFixed(1)} %`,
    );
    isGood &&= least(text) === WANTED && least(near) === WANTED && best >= 2 * QUERIES * 0.95;
  }
  return isGood;
}

interface Filtered {
  readonly call: string;
  readonly score: string;
  readonly fits: number;
}

async function filtered(table: SearchedTable, { call, score, fits }: Filtered): Promise<Found[]> {
  const sql = `SELECT id, ${score} FROM ${call} WHERE id % ${DIVISOR} < ${fits}`;
  const { values } = await table.db.sql.text(sql).result();
  return values.map(([id, figure]) => ({ id: Number(id), score: Number(figure) }));
}

function frequentWord(notes: RandomNotes, left: readonly { readonly body: string | null }[]) {
  for (;;) {
    const word = notes.word();
    const having = left.filter(({ body }) => body?.toLowerCase().includes(word) === true);
    if (having.length > 2 * WANTED) return word;
  }
}

function sorted(found: readonly Found[], sign: number): Found[] {
  return found.toSorted((a, b) => sign * (a.score - b.score));
}

function recall(found: readonly Found[], nearest: readonly Found[]): number {
  const ids = new Set(found.map(({ id }) => id));
  return nearest.filter(({ id }) => ids.has(id)).length / nearest.length;
}
