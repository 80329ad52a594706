import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "../crash/random.ts";
import type { Outcome } from "../server/api-client.ts";
import type { PreparedWorkspace } from "../server/prepared-workspace.ts";
import type { Answers } from "./answers.ts";

export interface QueryingClientParts {
  readonly workspace: PreparedWorkspace;
  readonly random: Random;
  readonly answers: Answers;
}

/** From some milliseconds to about a second on an idle machine. */
const STATEMENTS: readonly ((number: number) => string)[] = [
  (number) => `SELECT count(*), sum(cents) FROM orders WHERE customer = ${number}`,
  (number) => `SELECT * FROM orders WHERE id % 20000 = ${number} ORDER BY id`,
  (number) =>
    `SELECT city, count(*), sum(cents) FROM orders WHERE customer <> ${number} GROUP BY city ORDER BY city`,
  (number) =>
    `SELECT count(*), sum(rank) FROM (SELECT row_number() OVER
       (PARTITION BY city ORDER BY cents, id) % ${number + 2} AS rank FROM orders)`,
  (number) =>
    `SELECT count(*) FROM orders a JOIN orders b USING (customer) WHERE (a.cents + b.cents) % 97 = ${number}`,
  (number) => `SELECT count(*) FROM range(20000000) r WHERE r.range % 97 = ${number}`,
];
const NUMBERS = 5;
const ASYNC_SHARE = 0.25;
const POLL_MS = 50;
const RUN_LIMIT_MS = 60_000;

/** Asks one query after the other, and repeats none. */
export class QueryingClient {
  readonly #parts: QueryingClientParts;

  constructor(parts: QueryingClientParts) {
    this.#parts = parts;
  }

  async runUntil(endAt: number): Promise<void> {
    const { random, workspace, answers } = this.#parts;
    while (Date.now() < endAt) {
      const databaseId = random.pick(workspace.databaseIds);
      const sql = random.pick(STATEMENTS)(random.below(NUMBERS));
      const isAsync = random.next() < ASYNC_SHARE;
      try {
        await (isAsync ? this.#inBackground(databaseId, sql) : this.#waiting(databaseId, sql));
      } catch (error) {
        answers.silence(error);
      }
    }
  }

  async #waiting(databaseId: string, sql: string): Promise<void> {
    const { workspace, answers } = this.#parts;
    const signal = AbortSignal.timeout(RUN_LIMIT_MS);
    const outcome = await workspace.client.query(databaseId, sql, { signal });
    if (outcome.status === 200) answers.success(databaseId, sql, outcome.json["rows"]);
    else answers.failure(outcome);
  }

  async #inBackground(databaseId: string, sql: string): Promise<void> {
    const { workspace, answers } = this.#parts;
    const headers = { "x-database-id": databaseId };
    const json = { sql, async: true };
    const started = await workspace.client.call("POST", "/v1/query", { json, headers });
    if (started.status !== 202) {
      answers.failure(started);
      return;
    }
    const { status, json: run } = await this.#ended(String(started.json["query_run_id"]));
    if (status !== 200 || run["status"] !== "succeeded") {
      answers.failure({ ...started, status, json: run });
      return;
    }
    answers.success(databaseId, `rows of ${sql}`, run["row_count"]);
  }

  async #ended(runId: string): Promise<Outcome> {
    const limit = Date.now() + RUN_LIMIT_MS;
    for (;;) {
      const outcome = await this.#parts.workspace.client.call("GET", `/v1/query-runs/${runId}`);
      const isRunning = outcome.status === 200 && outcome.json["status"] === "running";
      if (!isRunning || Date.now() > limit) return outcome;
      await sleep(POLL_MS);
    }
  }
}
