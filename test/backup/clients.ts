import { type CrashClient, pause } from "../crash/crash-client.ts";
import type { Random } from "../crash/random.ts";
import { BackupActor } from "./backup-actor.ts";
import type { BackupTally } from "./backup-tally.ts";
import { checkRestored } from "./check-restored.ts";
import type { History, Span } from "./history.ts";
import { checkKeepsakes, KeepsakeActor, type Keepsakes } from "./keepsakes.ts";
import { RenamePair } from "./rename-pair.ts";

const ACTORS = 4;
const PAIRS = 2;

/** How far all clients are, at one moment. */
export interface Progress {
  readonly done: readonly number[];
  readonly begun: readonly number[];
  readonly keepsakes: Span;
  readonly turns: readonly number[];
}

/** Everybody who changes the server while it is backed up. */
export class Clients {
  readonly #actors: readonly BackupActor[];
  readonly #pairs: readonly RenamePair[];
  readonly #keepsakes: KeepsakeActor;

  private constructor(client: CrashClient, random: Random, pairs: readonly RenamePair[]) {
    this.#actors = Array.from({ length: ACTORS }, () => new BackupActor(client, random.fork()));
    this.#pairs = pairs;
    this.#keepsakes = new KeepsakeActor(client);
  }

  static async create(client: CrashClient, random: Random): Promise<Clients> {
    const pairs: RenamePair[] = [];
    while (pairs.length < PAIRS) pairs.push(await RenamePair.create(client));
    return new Clients(client, random, pairs);
  }

  /** Rejects when a client was answered with an error: backups must not cause any. */
  async run(): Promise<void> {
    await Promise.all(this.#all().map((client) => client.run()));
  }

  stop(): void {
    for (const client of this.#all()) client.stop();
  }

  progress(): Progress {
    return {
      done: this.#actors.map(({ history }) => history.done),
      begun: this.#actors.map(({ history }) => history.begun),
      keepsakes: spanOf(this.#keepsakes.history),
      turns: this.#pairs.map(({ done }) => done),
    };
  }

  /** Compares a restored server with what was known before and after the backup. */
  async check(client: CrashClient, [before, after]: Progresses, tally: BackupTally): Promise<void> {
    await settle(client);
    for (const [place, { history }] of this.#actors.entries()) {
      const acknowledged = before.done[place] ?? 0;
      const span = { acknowledged, begun: after.begun[place] ?? acknowledged };
      await checkRestored(client, history, span, tally);
    }
    for (const [place, pair] of this.#pairs.entries()) {
      const problem = await pair.check(client, before.turns[place] ?? 0);
      if (problem !== undefined) tally.problems.push(problem);
    }
  }

  /** Secrets can be decrypted only when the restored server is stopped. */
  checkKeepsakes(found: Keepsakes, [before, after]: Progresses, tally: BackupTally): void {
    const { acknowledged } = before.keepsakes;
    const span = { acknowledged, begun: after.keepsakes.begun };
    checkKeepsakes(found, this.#keepsakes.history, span, tally);
  }

  /** Names of all secrets that there ever were. */
  secretNames(): Iterable<string> {
    return this.#keepsakes.history.current.secrets.keys();
  }

  #all() {
    return [...this.#actors, ...this.#pairs, this.#keepsakes];
  }
}

/** What was known before a backup began, and after it had ended. */
export type Progresses = readonly [before: Progress, after: Progress];

/** Loads that were under way in the background go on after the restore. */
export async function settle(client: CrashClient): Promise<void> {
  for (;;) {
    const { body } = await client.ask("GET", "/v1/jobs?status=pending,running&limit=1000");
    if (Array.isArray(body["jobs"]) && body["jobs"].length === 0) return;
    await pause(50);
  }
}

function spanOf({ done, begun }: History<unknown>): Span {
  return { acknowledged: done, begun };
}
