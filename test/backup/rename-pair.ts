import { randomUUID } from "node:crypto";
import type { CrashClient } from "../crash/crash-client.ts";
import { findDatabase } from "./check-restored.ts";

const TABLE = "schemas/main/tables/t";

/**
 * Two databases whose one column is renamed by turns, as quickly as it goes: first in the one, then
 * in the other. A state of one time has both at the same turn, or the first one turn ahead.
 */
export class RenamePair {
  readonly #client: CrashClient;
  readonly #names: readonly string[];
  readonly #ids: readonly string[];
  #isStopped = false;
  /** Turns that were acknowledged in both. */
  done = 0;

  private constructor(client: CrashClient, names: readonly string[], ids: readonly string[]) {
    this.#client = client;
    this.#names = names;
    this.#ids = ids;
  }

  static async create(client: CrashClient): Promise<RenamePair> {
    const names = [`pair-${randomUUID()}`, `pair-${randomUUID()}`];
    const ids: string[] = [];
    for (const name of names) ids.push(await createDatabase(client, name));
    return new RenamePair(client, names, ids);
  }

  async run(): Promise<void> {
    while (!this.#isStopped) {
      const turn = this.done + 1;
      for (const id of this.#ids) await this.#rename(id, turn);
      this.done = turn;
    }
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** What is wrong with a restored server's state; undefined when nothing is. */
  async check(client: CrashClient, doneBefore: number): Promise<string | undefined> {
    const [first = -1, second = -1] = await Promise.all(
      this.#names.map((name) => readTurn(client, name)),
    );
    const isOneTime = first === second || first === second + 1;
    if (isOneTime && second >= doneBefore) return undefined;
    return `a pair is at turns ${first} and ${second}; ${doneBefore} were acknowledged`;
  }

  async #rename(id: string, turn: number): Promise<void> {
    const path = `/v1/databases/${id}/${TABLE}/columns/c${turn - 1}`;
    const { status, body } = await this.#client.call("PATCH", path, { name: `c${turn}` });
    if (status !== 200) throw new Error(`PATCH ${path}: ${status} ${JSON.stringify(body)}`);
  }
}

async function createDatabase(client: CrashClient, name: string): Promise<string> {
  const made = await client.call("POST", "/v1/databases", { name });
  const id = String(made.body["id"]);
  const load = { mode: "replace", data: "c0\n1\n" };
  const { status } = await client.call("POST", `/v1/databases/${id}/${TABLE}/loads`, load);
  if (status !== 200) throw new Error(`the pair's load: ${status}`);
  return id;
}

async function readTurn(client: CrashClient, name: string): Promise<number> {
  const query = { sql: "SELECT * FROM t", database_id: await findDatabase(client, name) };
  const { status, body } = await client.call("POST", "/v1/query", query);
  const [column] = Array.isArray(body["columns"]) ? body["columns"] : [];
  if (status !== 200) throw new Error(`${query.sql}: ${status} ${JSON.stringify(body)}`);
  return Number(String(column).slice(1));
}
