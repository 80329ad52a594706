import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import SERVER_FLAGS from "../../packages/server/node-flags.json" with { type: "json" };
import type { Bench } from "../bench.ts";

const ROOT = new URL("../../", import.meta.url);
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 40_000;

/** The real server in a process of its own, on a data folder inside the suite's folder. */
export class BenchServer implements AsyncDisposable {
  readonly url: string;
  readonly apiKey: string;
  readonly dataDir: string;
  readonly pid: number;
  readonly #process: ChildProcess;

  private constructor(started: StartedServer, url: string, pid: number) {
    this.url = url;
    this.apiKey = started.apiKey;
    this.dataDir = started.dataDir;
    this.pid = pid;
    this.#process = started.process;
  }

  /** @param settings variables beside those that every benchmark sets */
  static async start(
    { folder, limits, signal }: Bench,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<BenchServer> {
    signal.throwIfAborted();
    const apiKey = randomBytes(24).toString("hex");
    const dataDir = join(folder, "server");
    const process = spawn(
      globalThis.process.execPath,
      ["--conditions=@hotdata/source", ...SERVER_FLAGS, "packages/server/src/main.ts"],
      {
        cwd: ROOT,
        env: {
          ...globalThis.process.env,
          HOTDATA_API_KEY: apiKey,
          HOTDATA_DATA_DIR: dataDir,
          HOTDATA_ENGINE_MEMORY_MB: String(limits.memoryMb),
          HOTDATA_ENGINE_THREADS: String(limits.threads),
          HOTDATA_HOST: "127.0.0.1",
          HOTDATA_LOG_LEVEL: "error",
          HOTDATA_PORT: "0",
          ...settings,
        },
        // A terminal's Ctrl-C must reach the benchmark alone, which then stops the server.
        detached: true,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    try {
      const url = await findAddress(process);
      if (process.pid === undefined) throw new Error("the server has no process id");
      return new BenchServer({ process, apiKey, dataDir }, url, process.pid);
    } catch (error) {
      process.kill("SIGKILL");
      throw error;
    }
  }

  /** Where the Parquet file of a larger result is. */
  resultPath(resultId: string): string {
    return join(this.dataDir, "results", `${resultId}.parquet`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const limit = setTimeout(() => this.#process.kill("SIGKILL"), STOP_LIMIT_MS);
    this.#process.kill("SIGTERM");
    await once(this.#process, "exit");
    clearTimeout(limit);
  }
}

interface StartedServer {
  readonly process: ChildProcess;
  readonly apiKey: string;
  readonly dataDir: string;
}

/** Waits for the line that says where the server listens; later lines are read and dropped. */
async function findAddress(process: ChildProcess): Promise<string> {
  const { stdout } = process;
  if (stdout === null) throw new Error("the server has no stdout");
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const limit = setTimeout(() => reject(new Error("the server did not start")), START_LIMIT_MS);
  process.once("error", reject);
  process.once("exit", (code) => reject(new Error(`the server ended with code ${code}`)));
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
