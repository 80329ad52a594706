import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";

const START_LIMIT_MS = 30_000;
const STOP_LIMIT_MS = 5_000;

/** A program that listens until it is disposed; it has to print its address. */
export class ServiceProcess implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess, exited: Promise<unknown>, url: string) {
    this.#child = child;
    this.#exited = exited;
    this.url = url;
  }

  static async start(
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ): Promise<ServiceProcess> {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
    const exited = once(child, "exit");
    const errors = text(child.stderr);
    const timer = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
    // Bun and Deno tell on either stream.
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /https?:\/\/[\w.]+:\d+/.exec(line)?.[0];
      if (url === undefined) continue;
      clearTimeout(timer);
      child.stdout.resume();
      return new ServiceProcess(child, exited, url.replace("localhost", "127.0.0.1"));
    }
    clearTimeout(timer);
    throw new Error(`${command} did not listen: ${await errors}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_LIMIT_MS);
    await this.#exited;
    clearTimeout(timer);
  }
}
