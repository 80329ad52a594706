// Retrieval for an agent: the notes that help to answer a question, by their words, by nearness of
// vectors, and by both fused, as a text with numbered sources to put before a model.
//
// Run: node examples/retrieval.ts
// Needs HOTDATA_API_URL and HOTDATA_API_KEY. No model is needed: `embed` below makes vectors of
// letters. Put the call of your own model there, or let an embedding provider of the server do it.
import { Hotdata } from "hotdata";
import type { Database } from "hotdata";

interface Note {
  readonly id: number;
  readonly title: string;
  readonly body: string;
}

const NOTES: readonly Note[] = [
  {
    id: 1,
    title: "Refunds",
    body: "Money goes back within five days once the parcel has arrived.",
  },
  {
    id: 2,
    title: "Late parcels",
    body: "A parcel that is late by more than a week is sent again.",
  },
  { id: 3, title: "Invoices", body: "Invoices are in the account, below orders, as PDF." },
  { id: 4, title: "Damaged goods", body: "Send a photo of what is broken; we refund it at once." },
];

const LENGTH = 64;
const table = "notes";
const columns = ["id", "title", "body"];

/** Counts of three letters in a row: texts are near that have parts of words in common. */
export function embed(text: string): number[] {
  const vector = Array<number>(LENGTH).fill(0);
  const letters = ` ${text.toLowerCase().replaceAll(/[^a-z]+/g, " ")} `;
  for (let at = 0; at + 3 <= letters.length; at += 1) {
    let hash = 7;
    for (const letter of letters.slice(at, at + 3)) hash = (hash * 31 + letter.charCodeAt(0)) % 997;
    vector[hash % LENGTH] = (vector[hash % LENGTH] ?? 0) + 1;
  }
  return vector;
}

/** Loads the notes and indexes both columns; loads that come later are found at once as well. */
async function prepare(hotdata: Hotdata): Promise<Database> {
  const db: Database = await hotdata.databases.create({ name: "support", expiresAt: "1h" });
  await db.load(
    table,
    NOTES.map((note) => ({ ...note, vector: embed(note.body) })),
  );
  const { defaultConnectionId } = await db.info();
  for (const index of [
    { indexName: "words", columns: ["body"], indexType: "bm25", stemming: "english" },
    { indexName: "near", columns: ["vector"], indexType: "vector", metric: "cosine" },
  ] as const) {
    await hotdata.indexes.create(defaultConnectionId, "main", table, index);
  }
  return db;
}

/** The best notes of both searches: each counts by its ranks, so that scores need not compare. */
export async function retrieve(db: Database, question: string, limit: number): Promise<Note[]> {
  const searches = await Promise.all([
    db.search<Note>(question, { table, column: "body", columns, limit: 2 * limit }),
    db.search<Note>(embed(question), { table, column: "vector", columns, limit: 2 * limit }),
  ]);
  const ranked = new Map<number, { note: Note; score: number }>();
  for (const hits of searches) {
    for (const [rank, { row: note }] of hits.entries()) {
      const score = (ranked.get(note.id)?.score ?? 0) + 1 / (60 + rank + 1);
      ranked.set(note.id, { note, score });
    }
  }
  const best = [...ranked.values()].toSorted((a, b) => b.score - a.score);
  return best.slice(0, limit).map(({ note }) => note);
}

/** What a model is given: it may answer from these notes alone, and names them by number. */
export function promptOf(question: string, notes: readonly Note[]): string {
  const sources = notes.map(({ title, body }, index) => `[${index + 1}] ${title}: ${body}`);
  return `Answer from these sources only, and name them.\n${sources.join("\n")}\nQuestion: ${question}`;
}

await using hotdata = new Hotdata();
const db = await prepare(hotdata);

const question = "My parcels are late, what happens?";
console.log(promptOf(question, await retrieve(db, question, 2)));

// A note that is loaded now is found by the next question.
const added = {
  id: 5,
  title: "Strikes",
  body: "During a strike parcels are late; nothing is lost.",
};
await db.load(table, [{ ...added, vector: embed(added.body) }], { mode: "append" });
const [first] = await db.search<Note>("strike", { table, column: "body", columns, limit: 1 });
console.log(`then: ${first?.row.title}`);
