import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;

/** The process of a server that a test has started and has to end. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  /** A test that fails and ends without `end` leaves no server behind. */
  readonly #killAtExit = (): void => void this.#child.kill("SIGKILL");

  constructor(child: ChildProcess) {
    this.#child = child;
    process.once("exit", this.#killAtExit);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Asks again and again until there is an answer.
   * @param explain what to say when there is none in time, or the process has ended
   */
  async untilItAnswers(ask: () => Promise<unknown>, explain: () => Promise<string>): Promise<void> {
    const deadline = Date.now() + START_LIMIT_MS;
    for (;;) {
      try {
        await ask();
        return;
      } catch (error) {
        if (this.#hasEnded || Date.now() > deadline) {
          const message = await explain();
          await this.end("SIGKILL");
          throw new Error(message, { cause: error });
        }
      }
      await sleep(50);
    }
  }

  /** @param forced what is sent when it goes on all the same */
  async end(signal: NodeJS.Signals, forced: NodeJS.Signals = "SIGKILL"): Promise<void> {
    process.removeListener("exit", this.#killAtExit);
    if (this.#hasEnded) return;
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    const limit = setTimeout(() => this.#child.kill(forced), STOP_LIMIT_MS);
    await exited;
    clearTimeout(limit);
  }

  get #hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }
}
