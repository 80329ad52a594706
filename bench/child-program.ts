import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

const LIMIT_MS = 300_000;

/** A TypeScript program of this folder in a process of its own, talked to by messages. */
export class ChildProgram implements AsyncDisposable {
  readonly #process: ChildProcess;

  constructor(program: string, args: readonly string[] = []) {
    const path = new URL(program, import.meta.url);
    this.#process = fork(path, args, {
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
  }

  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error("a process of the benchmark did not start");
    return pid;
  }

  send(message: Parameters<ChildProcess["send"]>[0]): void {
    this.#process.send(message);
  }

  /** The program's next message; one is awaited at a time. */
  async next(): Promise<unknown> {
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(LIMIT_MS)]);
    try {
      const [message]: unknown[] = await Promise.race([
        once(this.#process, "message", { signal }),
        once(this.#process, "exit", { signal }).then(() => {
          throw new Error("a process of the benchmark ended early");
        }),
      ]);
      return message;
    } finally {
      stop.abort();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill("SIGKILL");
    await once(this.#process, "exit");
  }
}
