import type { Hotdata } from "hotdata";
import { compareFound, type Comparison } from "./compare-found.ts";
import { type Clause, plainNear, plainText } from "./plain-search.ts";
import { type Note, RandomNotes } from "./random-notes.ts";
import { type Metric, SearchedTable } from "./searched-table.ts";

/** More than are held in memory only, so that there are segments on disk. */
const FIRST_NOTES = 6_000;
const DIMENSIONS = 12;
const CHANGES = 24;
const QUERIES = 60;
const LIMITS = [undefined, 1, 10, 100];
const METRICS: readonly Metric[] = ["l2", "cosine", "dot"];

/**
 * After loads of all modes, and again after their files were merged: words and vectors have to find
 * what loops over the same notes find.
 */
export async function checkReference(hotdata: Hotdata, seed: number): Promise<boolean> {
  let isGood = true;
  for (const [index, metric] of METRICS.entries()) {
    const notes = new RandomNotes(seed * METRICS.length + index, DIMENSIONS);
    const table = await SearchedTable.create(hotdata, notes.fresh(FIRST_NOTES), metric);
    await changeNotes(table, notes);
    const before = await compareAll(table, notes, metric);
    print(metric, before, "");
    await table.merged();
    const after = await compareAll(table, notes, metric);
    print(metric, after, " (merged)");
    await table.db.delete();
    isGood &&= [...before, ...after].every((one) => one.isSameSet && one.isSameOrder);
  }
  return isGood;
}

async function changeNotes(table: SearchedTable, notes: RandomNotes): Promise<void> {
  const { random } = notes;
  const some = (): Note[] => {
    const ids = [...table.notes.keys()];
    const picked = new Set(Array.from({ length: 1 + random.below(80) }, () => random.pick(ids)));
    return [...picked].map((id) => notes.note(id));
  };
  for (let change = 0; change < CHANGES; change += 1) {
    const mode = random.pick(["append", "append", "upsert", "update", "delete"] as const);
    if (mode === "append") await table.load(mode, notes.fresh(1 + random.below(120)));
    else if (mode === "upsert") await table.load(mode, [...some(), ...notes.fresh(10)]);
    else await table.load(mode, some());
    // Half way everything is replaced: nothing of before may be found again.
    if (change === CHANGES / 2) await table.load("replace", notes.fresh(FIRST_NOTES));
  }
}

async function compareAll(
  table: SearchedTable,
  notes: RandomNotes,
  metric: Metric,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (let query = 0; query < QUERIES; query += 1) {
    const limit = LIMITS[query % LIMITS.length];
    const clauses = randomClauses(notes);
    const text = clauses.map(written).join(" ");
    const wanted = plainText(table.notes.values(), clauses);
    comparisons.push(explained(compareFound(await table.text(text, limit), wanted, limit), text));
    const vector = notes.vector();
    const near = plainNear(table.notes.values(), vector, metric);
    const most = limit ?? near.length;
    const found = await table.near(vector, most);
    comparisons.push(explained(compareFound(found, near, most), `${metric}, ${most} nearest`));
  }
  return comparisons;
}

/** Never exclusions only, which match nothing. */
function randomClauses(notes: RandomNotes): Clause[] {
  const { random } = notes;
  const clauses = new Map<string, Clause>();
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const kind = random.pick(["words", "words", "words", "beginning", "misspelled"] as const);
    const length = kind === "words" && random.below(4) === 0 ? 2 : 1;
    const whole = Array.from({ length }, () => notes.word());
    const words = kind === "beginning" ? whole.map((word) => word.slice(0, 4)) : whole;
    const others = ["may", "may", "must", "must not"] as const;
    const must = clauses.size === 0 ? "may" : random.pick(others);
    clauses.set(`${words.join(" ")} ${kind}`, { kind, words, must });
  }
  return [...clauses.values()];
}

function written({ kind, words, must }: Clause): string {
  const sign = { may: "", must: "+", "must not": "-" }[must];
  const end = { words: "", beginning: "*", misspelled: "~" }[kind];
  return sign + (words.length === 1 ? `${words[0]}${end}` : `"${words.join(" ")}"`);
}

function explained(comparison: Comparison, what: string): Comparison {
  if (!comparison.isSameSet) console.log(`  other rows: ${what}`);
  else if (!comparison.isSameOrder) console.log(`  other order or scores: ${what}`);
  return comparison;
}

function print(metric: Metric, comparisons: readonly Comparison[], when: string): void {
  const sets = comparisons.filter(({ isSameSet }) => isSameSet).length;
  const orders = comparisons.filter(({ isSameOrder }) => isSameOrder).length;
  const all = comparisons.length;
  console.log(
    `bm25 and ${metric}: sets equal ${sets} of ${all}; order equal ${orders} of ${all}${when}`,
  );
}
