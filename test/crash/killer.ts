import { ServerProcess, type ServerOptions } from "../server/server-process.ts";
import { pause } from "./crash-client.ts";
import type { Random } from "./random.ts";

/** A server that is killed at random moments, whole or one of its engines, and started again. */
export class KilledServer {
  readonly kills = { server: 0, engine: 0 };
  readonly #options: ServerOptions;
  readonly #random: Random;
  #server: ServerProcess;
  #isKilling = true;
  #loop: Promise<void> = Promise.resolve();

  private constructor(options: ServerOptions, random: Random, server: ServerProcess) {
    this.#options = options;
    this.#random = random;
    this.#server = server;
  }

  static async start(options: ServerOptions, random: Random): Promise<KilledServer> {
    return new KilledServer(options, random, await ServerProcess.start(options));
  }

  get url(): string {
    return this.#server.url;
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
      await pause(200 + this.#random.below(1500));
      if (!this.#isKilling) return;
      if (this.#random.next() < 0.6) {
        await this.#server.kill();
        this.kills.server += 1;
        this.#server = await ServerProcess.start(this.#options);
      } else {
        this.#killEngine();
      }
    }
  }

  #killEngine(): void {
    const pids = this.#server.enginePids();
    if (pids.length === 0) return;
    process.kill(this.#random.pick(pids), "SIGKILL");
    this.kills.engine += 1;
  }
}
