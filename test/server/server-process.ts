import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MAIN = join(import.meta.dirname, "../../packages/server/src/main.ts");
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 40_000;

export interface ServerOptions {
  readonly dataDir: string;
  readonly apiKey: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The real server as a child process on a free port, for tests that kill it. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #readLog: () => string;

  private constructor(child: ChildProcess, url: string, readLog: () => string) {
    this.#child = child;
    this.url = url;
    this.#readLog = readLog;
  }

  static async start(options: ServerOptions): Promise<ServerProcess> {
    const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
    const [program, args] = withoutCoreFiles([process.execPath, ...flags, MAIN]);
    const child = spawn(program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        HOTDATA_PORT: "0",
        HOTDATA_LOG_LEVEL: "error",
        HOTDATA_DATA_DIR: options.dataDir,
        HOTDATA_API_KEY: options.apiKey,
        ...options.env,
      },
    });
    let errors = "";
    child.stderr.on("data", (chunk) => (errors += String(chunk)));
    const readLog = (): string => errors;
    const url = await listeningUrl(child, readLog);
    return new ServerProcess(child, url, readLog);
  }

  /** What it wrote to stderr so far: by default log lines of errors only. */
  get log(): string {
    return this.#readLog();
  }

  get pid(): number {
    const { pid } = this.#child;
    if (pid === undefined) throw new Error("the server process has no pid");
    return pid;
  }

  /** Process ids of the engines (Linux). */
  enginePids(): number[] {
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, "utf8");
    return children.trim().split(" ").filter(Boolean).map(Number);
  }

  /** Process ids of the search process, where it runs (Linux). */
  searchPids(): number[] {
    return this.childPids("search-child");
  }

  /** Process ids of children that run a program of this name (Linux). */
  childPids(program: string): number[] {
    return this.enginePids().filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(program),
    );
  }

  /** Ends the process without warning. */
  async kill(): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }

  /** Asks the process to finish; returns its exit code. */
  async stop(): Promise<number | null> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return exitCode;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const limit = setTimeout(() => this.#child.kill("SIGKILL"), STOP_LIMIT_MS);
    await exited;
    clearTimeout(limit);
    return this.#child.exitCode;
  }
}

/** Engines that a test ends with SIGABRT or SIGSEGV leave no core file where the test was started. */
function withoutCoreFiles(command: readonly string[]): [program: string, args: string[]] {
  return ["/bin/sh", ["-c", 'ulimit -c 0; exec "$@"', "sh", ...command]];
}

async function listeningUrl(child: ChildProcess, errors: () => string): Promise<string> {
  if (child.stdout === null) throw new Error("the server has no standard output");
  const timer = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const match = /listening on (http:\/\/\S+)/.exec(line);
      if (match?.[1] !== undefined) {
        child.stdout.resume();
        return match[1];
      }
    }
    throw new Error(`the server ended before it listened:\n${errors()}`);
  } finally {
    clearTimeout(timer);
  }
}
