import type { Hotdata } from "hotdata";
import type { Note } from "./random-notes.ts";
import { type LoadMode, SearchedTable, TABLE } from "./searched-table.ts";

/** More than are held in memory only, so that there are segments on disk. */
const FIRST_NOTES = 6_000;
const CHANGED = 50;
const ROUNDS = 5;
const DIMENSIONS = 8;
/** Every body has it. */
const EVERYWHERE = "everywhere";
const NAME = `default.main.${TABLE}`;
/** More than there are notes. */
const MOST = 10_000;

/** What was wrong with the first answer after a load, and how long it took. */
interface Look {
  missing: number;
  stale: number;
  readonly delaysMs: number[];
}

/**
 * After each kind of load the very next search must find every row as it is now, by words and by
 * vectors, and none as it was before.
 */
export async function checkFresh(hotdata: Hotdata): Promise<boolean> {
  let version = 0;
  let nextId = FIRST_NOTES;
  const noteOf = (id: number): Note => makeNote(id, version);
  const table = await SearchedTable.create(hotdata, ids(0, FIRST_NOTES).map(noteOf), "l2");
  const changes: Readonly<Record<string, () => [LoadMode, Note[]]>> = {
    append: () => ["append", ids((nextId += CHANGED) - CHANGED, CHANGED).map(noteOf)],
    "one row": () => ["append", [noteOf(nextId++)]],
    upsert: () => ["upsert", [...someOf(table, version), nextId++].map(noteOf)],
    update: () => ["update", someOf(table, version).map(noteOf)],
    delete: () => ["delete", someOf(table, version).map(noteOf)],
    replace: () => ["replace", ids(nextId, FIRST_NOTES).map(noteOf)],
  };
  let isGood = true;
  for (const [name, change] of Object.entries(changes)) {
    const text: Look = { missing: 0, stale: 0, delaysMs: [] };
    const near: Look = { missing: 0, stale: 0, delaysMs: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      version += 1;
      await table.load(...change());
      await look(table, text, (most) => `bm25_search('${NAME}', 'body', '${EVERYWHERE}', ${most})`);
      const nothing = `ARRAY[${Array(DIMENSIONS).fill(0).join(", ")}]`;
      await look(
        table,
        near,
        (most) => `vector_search_vector('${NAME}', 'vector', ${nothing}, ${most})`,
      );
    }
    const [missing, stale] = [text.missing + near.missing, text.stale + near.stale];
    isGood &&= missing === 0 && stale === 0;
    console.log(
      `${name}: missing ${missing}, stale ${stale}, delay ${middle(text)} ms (words), ${middle(near)} ms (vectors)`,
    );
  }
  return isGood;
}

/** The first search of an index is timed; then all of its rows must be as they were loaded last. */
async function look(
  table: SearchedTable,
  seen: Look,
  search: (most: number) => string,
): Promise<void> {
  const started = performance.now();
  await table.db.sql.text(`SELECT id, body FROM ${search(10)}`).result();
  seen.delaysMs.push(performance.now() - started);
  const { values } = await table.db.sql.text(`SELECT id, body FROM ${search(MOST)}`).result();
  const found = new Map(values.map(([id, body]) => [Number(id), body]));
  for (const [id, { body }] of table.notes) if (found.get(id) !== body) seen.missing += 1;
  for (const [id, body] of found) if (table.notes.get(id)?.body !== body) seen.stale += 1;
}

function makeNote(id: number, version: number): Note {
  const vector = Array.from({ length: DIMENSIONS }, (_, index) => (id * (index + 1)) % 97);
  return { id, body: `${EVERYWHERE} note${id} version${version}`, vector };
}

function ids(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Rows of old files and of new ones. */
function someOf({ notes }: SearchedTable, version: number): number[] {
  const all = [...notes.keys()];
  return ids(0, CHANGED).map((index) => all[(index * 131 + version) % all.length] ?? 0);
}

function middle({ delaysMs }: Look): string {
  return (delaysMs.toSorted((a, b) => a - b)[delaysMs.length >> 1] ?? 0).toFixed(0);
}
