import { setTimeout as sleep } from "node:timers/promises";
import type { PreparedWorkspace } from "../server/prepared-workspace.ts";
import type { Answers } from "./answers.ts";
import type { Kill } from "./engine-killer.ts";

const EVERY_MS = 50;
const LIMIT_MS = 60_000;
const SQL = "SELECT city, sum(cents) FROM orders GROUP BY city ORDER BY city";

interface Success {
  readonly beganAt: number;
  readonly endedAt: number;
}

/** Asks a small query every 50 ms, or as soon as the one before has been answered. */
export class Probe {
  readonly #workspace: PreparedWorkspace;
  readonly #answers: Answers;
  readonly #successes: Success[] = [];

  constructor(workspace: PreparedWorkspace, answers: Answers) {
    this.#workspace = workspace;
    this.#answers = answers;
  }

  /** How long its queries took, in ms. */
  get timesMs(): number[] {
    return this.#successes.map(({ beganAt, endedAt }) => endedAt - beganAt);
  }

  async runUntil(endAt: number): Promise<void> {
    while (Date.now() < endAt) {
      await Promise.all([this.#ask(), sleep(EVERY_MS)]);
    }
  }

  /** Milliseconds from each kill until a query that began after it had succeeded. */
  waits(kills: readonly Kill[]): number[] {
    return kills.map(({ at }) => {
      const ends = this.#successes
        .filter(({ beganAt }) => beganAt >= at)
        .map(({ endedAt }) => endedAt);
      return Math.min(...ends) - at;
    });
  }

  async #ask(): Promise<void> {
    const [databaseId = ""] = this.#workspace.databaseIds;
    const beganAt = performance.now();
    try {
      const signal = AbortSignal.timeout(LIMIT_MS);
      const outcome = await this.#workspace.client.query(databaseId, SQL, { signal });
      if (outcome.status !== 200) {
        this.#answers.failure(outcome);
        return;
      }
      this.#successes.push({ beganAt, endedAt: performance.now() });
      this.#answers.success(databaseId, SQL, outcome.json["rows"]);
    } catch (error) {
      this.#answers.silence(error);
    }
  }
}
