import { setTimeout as delay } from "node:timers/promises";
import type { Database, Hotdata } from "hotdata";
import type { Note } from "./random-notes.ts";

export const TABLE = "notes";
const MERGE_LIMIT_MS = 60_000;
const POLL_MS = 100;

export type Metric = "l2" | "cosine" | "dot";

export interface Found {
  readonly id: number;
  readonly score: number;
}

/** The table of notes on the server, and what has to be in it. */
export class SearchedTable {
  readonly db: Database;
  readonly #hotdata: Hotdata;
  readonly #notes = new Map<number, Note>();

  private constructor(hotdata: Hotdata, db: Database) {
    this.#hotdata = hotdata;
    this.db = db;
  }

  /** Loads the first notes and indexes both columns. */
  static async create(hotdata: Hotdata, notes: readonly Note[], metric: Metric) {
    const db: Database = await hotdata.databases.create({ name: "search" });
    const table = new SearchedTable(hotdata, db);
    await table.load("replace", notes);
    await table.#index({ indexName: "words", columns: ["body"], indexType: "bm25" });
    await table.#index({ indexName: "near", columns: ["vector"], indexType: "vector", metric });
    return table;
  }

  get notes(): ReadonlyMap<number, Note> {
    return this.#notes;
  }

  /** Loads into the server, then into what is expected of it. */
  async load(mode: LoadMode, notes: readonly Note[]): Promise<void> {
    const rows = mode === "delete" ? notes.map(({ id }) => ({ id })) : notes;
    const key = mode === "replace" || mode === "append" ? {} : { key: ["id"] };
    await this.db.load(TABLE, rows, { mode, ...key });
    if (mode === "replace") this.#notes.clear();
    for (const note of notes) {
      if (mode === "delete") this.#notes.delete(note.id);
      else if (mode !== "update" || this.#notes.has(note.id)) this.#notes.set(note.id, note);
    }
  }

  /** All rows that match when `limit` is undefined. */
  async text(query: string, limit?: number): Promise<Found[]> {
    const last = limit === undefined ? "" : `, ${limit}`;
    const sql = `SELECT id, score FROM bm25_search('default.main.${TABLE}', 'body', $1${last})`;
    return this.#found(`${sql} ORDER BY score DESC`, [query]);
  }

  /** The nearest, which `score` is the distance of. */
  async near(vector: readonly number[], limit: number): Promise<Found[]> {
    const value = { type: "FLOAT[]", value: `[${vector.join(", ")}]` };
    const sql = `SELECT id, _distance AS score
      FROM vector_search_vector('default.main.${TABLE}', 'vector', $1, ${limit})`;
    return this.#found(`${sql} ORDER BY score`, [value]);
  }

  /** Waits until nothing is left in segments that are too small for the disk. */
  async merged(): Promise<void> {
    const deadline = performance.now() + MERGE_LIMIT_MS;
    const { defaultConnectionId } = await this.db.info();
    for (;;) {
      const { indexes } = await this.#hotdata.indexes.listIndexes(
        defaultConnectionId,
        "main",
        TABLE,
      );
      const left = indexes.reduce((sum, index) => sum + (index.unmergedRowCount ?? 0), 0);
      if (left === 0) return;
      if (performance.now() > deadline) throw new Error(`${left} rows are still not merged`);
      await delay(POLL_MS);
    }
  }

  async #index(request: Parameters<Hotdata["indexes"]["createIndex"]>[3]): Promise<void> {
    const { defaultConnectionId } = await this.db.info();
    await this.#hotdata.indexes.createIndex(defaultConnectionId, "main", TABLE, request);
  }

  async #found(sql: string, parameters: Parameters<Database["sql"]["text"]>[1]) {
    const { values } = await this.db.sql.text(sql, parameters).result();
    return values.map(([id, score]) => ({ id: Number(id), score: Number(score) }));
  }
}

export type LoadMode = "replace" | "append" | "upsert" | "update" | "delete";
