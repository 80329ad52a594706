import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";

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
    const { promise: address, resolve } = Promise.withResolvers<string | undefined>();
    let said = "";
    // Some tell their address as a result, some as a remark.
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        said += String(chunk);
        const url = /https?:\/\/[\w.]+:\d+/.exec(said)?.[0];
        if (url !== undefined) resolve(url.replace("localhost", "127.0.0.1"));
      });
    }
    const timer = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
    const url = await Promise.race([address, exited.then(() => undefined)]);
    clearTimeout(timer);
    if (url === undefined) throw new Error(`${command} ended before it listened:\n${said}`);
    return new ServiceProcess(child, exited, url);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGTERM");
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), STOP_LIMIT_MS);
    await this.#exited;
    clearTimeout(timer);
  }
}
