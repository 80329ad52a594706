import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import { ApiClient, type Outcome } from "../server/api-client.ts";

const ROWS = 40_000;
/** Every so many rows one has a given word. */
const WORDS = 1_000;
const PAUSE_MS = 20;
const LOST_PAUSE_MS = 200;
/** Statuses of calls that a lost process answers, or a server that is about to start or to end. */
const LOST = new Set([503]);

/** A build that is under way. */
export interface Build {
  readonly isDone: boolean;
  /** Once it was answered, or failed. Never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Tables whose right answers are known: row n has the word `w<n % 1000>` and the vector
 * `[n, 1, 1]`.
 */
export class SearchedTables {
  readonly wrong: string[] = [];
  answered = 0;
  failed = 0;
  readonly #url: () => string;
  readonly #apiKey: string;
  readonly #databaseId: string;
  readonly #connectionId: string;
  readonly #indexed: string[] = [];

  private constructor(
    { url, apiKey }: { readonly url: () => string; readonly apiKey: string },
    ids: { readonly databaseId: string; readonly connectionId: string },
  ) {
    this.#url = url;
    this.#apiKey = apiKey;
    this.#databaseId = ids.databaseId;
    this.#connectionId = ids.connectionId;
  }

  static async create(url: () => string, apiKey: string): Promise<SearchedTables> {
    const client = new ApiClient(url(), apiKey);
    const database = await client.get("POST", "/v1/databases", { json: { name: "searched" } });
    const ids = {
      databaseId: String(database["id"]),
      connectionId: String(database["default_connection_id"]),
    };
    return new SearchedTables({ url, apiKey }, ids);
  }

  async load(table: string): Promise<string> {
    const { json } = await this.#client.query(
      this.#databaseId,
      `SELECT range AS id, 'some text with w' || (range % ${WORDS}) || ' in it' AS body,
        [range, 1, 1]::FLOAT[] AS vec FROM range(${ROWS})`,
    );
    const path = `/v1/databases/${this.#databaseId}/schemas/main/tables/${table}/loads`;
    const load = { mode: "replace", result_id: json["result_id"] };
    await this.#client.get("POST", path, { json: load });
    return table;
  }

  build(table: string): Build {
    let isDone = false;
    const ended = Promise.allSettled([this.#create(table, "bm25"), this.#create(table, "vector")]);
    const build = {
      get isDone() {
        return isDone;
      },
      ended: ended.then(() => {
        isDone = true;
      }),
    };
    return build;
  }

  /** Makes what a kill has left undone; from now on the table is searched. */
  async ensureIndexed(table: string): Promise<void> {
    for (const type of ["bm25", "vector"] as const) {
      for (let attempt = 1; ; attempt += 1) {
        const { status, text } = await this.#create(table, type);
        if (status === 201 || status === 409) break;
        if (attempt > 20) throw new Error(`index of ${table}: ${status} ${text}`);
        await sleep(250);
      }
    }
    this.#indexed.push(table);
  }

  async searchAny(random: Random): Promise<void> {
    await sleep(PAUSE_MS);
    if (this.#indexed.length === 0) return;
    const table = random.pick(this.#indexed);
    const number = random.below(ROWS);
    if (random.next() < 0.5) {
      const word = number % WORDS;
      await this.#check(
        `SELECT count(*), sum(id) FROM bm25_search('default.main.${table}', 'body', 'w${word}')`,
        [ROWS / WORDS, sumOfWord(word)],
      );
      return;
    }
    await this.#check(
      `SELECT count(*), sum(id) FROM vector_search_vector('default.main.${table}', 'vec', ARRAY[${number}, 1, 1], 1)`,
      [1, number],
    );
  }

  get #client(): ApiClient {
    return new ApiClient(this.#url(), this.#apiKey);
  }

  async #check(sql: string, expected: readonly number[]): Promise<void> {
    let outcome: Outcome;
    try {
      outcome = await this.#client.query(this.#databaseId, sql);
    } catch {
      // The server was killed, and another one does not listen yet.
      this.failed += 1;
      await sleep(LOST_PAUSE_MS);
      return;
    }
    if (LOST.has(outcome.status)) {
      this.failed += 1;
      return;
    }
    const rows = outcome.json["rows"];
    const found = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0].map(Number) : [];
    const isRight = outcome.status === 200 && found.join() === expected.join();
    if (isRight) this.answered += 1;
    else this.wrong.push(`${sql}: ${outcome.status} ${outcome.text.slice(0, 300)}`);
  }

  async #create(table: string, type: "bm25" | "vector"): Promise<Outcome> {
    const path = `/v1/connections/${this.#connectionId}/tables/main/${table}/indexes`;
    const column = type === "bm25" ? "body" : "vec";
    return this.#client.call("POST", path, {
      json: { index_name: `${table}_${type}`, index_type: type, columns: [column] },
    });
  }
}

function sumOfWord(word: number): number {
  const count = ROWS / WORDS;
  return word * count + (WORDS * count * (count - 1)) / 2;
}
