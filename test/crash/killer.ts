import { ServerProcess, type ServerOptions } from "../server/server-process.ts";
import { pause } from "./crash-client.ts";
import type { Random } from "./random.ts";

/** How often something is killed, and what. */
export interface KillPace {
  readonly leastPauseMs: number;
  readonly mostPauseMs: number;
  /** Share of kills that end the whole server instead of one engine. */
  readonly serverShare: number;
}

const RESTLESS: KillPace = { leastPauseMs: 200, mostPauseMs: 1_700, serverShare: 0.6 };
const WATCH_MS = 100;

/** A server that is killed at random moments, whole or one of its engines, and started again. */
export class KilledServer {
  readonly kills = { server: 0, engine: 0 };
  readonly #options: ServerOptions;
  readonly #random: Random;
  readonly #pace: KillPace;
  #killedAt = Number.NEGATIVE_INFINITY;
  #server: ServerProcess;
  #isKilling = true;
  #loop: Promise<void> = Promise.resolve();

  private constructor(parts: KilledServerParts, server: ServerProcess) {
    this.#options = parts.options;
    this.#random = parts.random;
    this.#pace = parts.pace ?? RESTLESS;
    this.#server = server;
  }

  static async start(
    options: ServerOptions,
    random: Random,
    pace?: KillPace,
  ): Promise<KilledServer> {
    const server = await ServerProcess.start(options);
    return new KilledServer({ options, random, ...(pace === undefined ? {} : { pace }) }, server);
  }

  get url(): string {
    return this.#server.url;
  }

  /** The process that runs now. */
  get process(): ServerProcess {
    return this.#server;
  }

  /** When something was killed last, or came back after it; as `Date.now()` counts. */
  get killedAt(): number {
    return this.#killedAt;
  }

  /** The promise rejects when the server does not come back. */
  beginKilling(): Promise<void> {
    this.#loop = this.#kill();
    return this.#loop;
  }

  /** Returns once the server runs undisturbed. */
  async endKilling(): Promise<void> {
    this.#isKilling = false;
    await this.#loop;
  }

  stop(): Promise<number | null> {
    return this.#server.stop();
  }

  async #kill(): Promise<void> {
    while (this.#isKilling) {
      await this.#waitForNext();
      if (!this.#isKilling) return;
      this.#killedAt = Number.POSITIVE_INFINITY;
      if (this.#random.next() < this.#pace.serverShare) {
        await this.#server.kill();
        this.kills.server += 1;
        this.#server = await ServerProcess.start(this.#options);
      } else {
        this.#killEngine();
      }
      this.#killedAt = Date.now();
    }
  }

  async #waitForNext(): Promise<void> {
    const { leastPauseMs, mostPauseMs } = this.#pace;
    const end = Date.now() + leastPauseMs + this.#random.below(mostPauseMs - leastPauseMs);
    while (this.#isKilling && Date.now() < end) {
      await pause(Math.min(WATCH_MS, Math.max(1, end - Date.now())));
    }
  }

  #killEngine(): void {
    const pids = this.#server.enginePids();
    if (pids.length === 0) return;
    process.kill(this.#random.pick(pids), "SIGKILL");
    this.kills.engine += 1;
  }
}

interface KilledServerParts {
  readonly options: ServerOptions;
  readonly random: Random;
  readonly pace?: KillPace;
}
