import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly options?: Pick<SpawnOptions, "env" | "uid" | "gid" | "cwd">;
  /** Its first group is what is waited for, in a line of either output. */
  readonly ready: RegExp;
}

/** A program of somebody else that serves until it is told to stop. */
export class StartedProgram implements AsyncDisposable {
  /** What the `ready` line said. */
  readonly said: string;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, said: string) {
    this.#process = process;
    this.said = said;
  }

  get pid(): number {
    const { pid } = this.#process;
    if (pid === undefined) throw new Error("a program has no process id");
    return pid;
  }

  /** @throws {Error} with its last lines, when it ends or is not ready in time */
  static async start({ command, args, options, ready }: Program): Promise<StartedProgram> {
    const process = spawn(command, args, {
      ...options,
      // A terminal's Ctrl-C must reach the benchmark alone, which then stops the program.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const started = Promise.withResolvers<string>();
    const lines: string[] = [];
    const fail = (why: string): void =>
      started.reject(new Error(`${command} ${why}: ${lines.slice(-5).join(" | ")}`));
    const limit = setTimeout(() => fail("was not ready in time"), START_LIMIT_MS);
    process.once("error", started.reject);
    process.once("exit", (code) => fail(`ended with ${code}`));
    for (const output of [process.stdout, process.stderr]) {
      eachLine(output, (line) => {
        lines.push(line);
        if (lines.length > 20) lines.shift();
        const found = ready.exec(line);
        if (found !== null) started.resolve(found[1] ?? "");
      });
    }
    try {
      return new StartedProgram(process, await started.promise);
    } catch (error) {
      process.kill("SIGKILL");
      throw error;
    } finally {
      clearTimeout(limit);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const limit = setTimeout(() => this.#process.kill("SIGKILL"), STOP_LIMIT_MS);
    // The quick way out of PostgreSQL; the others end by it as well.
    this.#process.kill("SIGINT");
    await once(this.#process, "exit");
    clearTimeout(limit);
  }
}

function eachLine(output: Readable | null, use: (line: string) => void): void {
  if (output !== null) createInterface(output).on("line", use);
}
