import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { ConfigurationOptions } from "../../src/core/configuration.ts";

const ROOT = new URL("../../../../", import.meta.url);
const MAIN = "packages/server/src/main.ts";
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;

/** The real server, in a process and a data folder of its own, until it is disposed. */
export class RunningServer implements AsyncDisposable {
  /** Address and key. */
  readonly options: ConfigurationOptions;
  /** A folder for the test's own files. */
  readonly folder: string;
  readonly #process: ChildProcess;

  private constructor(options: ConfigurationOptions, folder: string, child: ChildProcess) {
    this.options = options;
    this.folder = folder;
    this.#process = child;
  }

  static async start(): Promise<RunningServer> {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-sdk-"));
    const apiKey = "seed-page-test-key";
    const child = spawn(process.execPath, ["--conditions=@hotdata/source", MAIN], {
      cwd: ROOT,
      env: {
        ...process.env,
        HOTDATA_API_KEY: apiKey,
        HOTDATA_DATA_DIR: join(folder, "data"),
        HOTDATA_LOG_LEVEL: "warn",
        HOTDATA_PORT: "0",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const host = await findAddress(child);
      return new RunningServer({ apiKey, host }, folder, child);
    } catch (error) {
      child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode === null) {
      const limit = setTimeout(() => this.#process.kill("SIGKILL"), STOP_LIMIT_MS);
      this.#process.kill("SIGTERM");
      await once(this.#process, "exit");
      clearTimeout(limit);
    }
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Waits for the line in which the server says where it listens; the rest is read and dropped. */
async function findAddress(child: ChildProcess): Promise<string> {
  const { stdout } = child;
  if (stdout === null) throw new Error("the server has no stdout");
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const limit = setTimeout(
    () => reject(new Error("the server did not start in time")),
    START_LIMIT_MS,
  );
  child.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
  createInterface(stdout).on("line", (line) => {
    const address = /listening on (http:\/\/\S+)/.exec(line)?.[1];
    if (address !== undefined) resolve(address);
  });
  try {
    return await promise;
  } finally {
    clearTimeout(limit);
  }
}
