import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 20_000;
const REQUEST_LIMIT_MS = 30_000;
const API_KEY = "sandbox-test-key";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The real server in a process of its own, kept within one temporary folder. */
export class SandboxedServer implements AsyncDisposable {
  /** Holds the data folder, the server's home and working folder, and files of the test. */
  readonly folder: string;
  readonly #process: ChildProcess;
  readonly #url: string;
  #log = "";
  /** Sent with every call that names no other; needed once there are several. */
  workspaceId: string | undefined;

  private constructor(folder: string, child: ChildProcess, url: string) {
    this.folder = folder;
    this.#process = child;
    this.#url = url;
    child.stdout?.on("data", (chunk: Buffer) => {
      this.#log += chunk.toString();
    });
  }

  static async start(variables: Readonly<Record<string, string>>): Promise<SandboxedServer> {
    const folder = await mkdtemp(join(tmpdir(), "hotdata-sandbox-"));
    const home = join(folder, "home");
    await mkdir(home);
    const flags = ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"];
    const child = spawn(process.execPath, [...flags, MAIN], {
      cwd: home,
      env: {
        ...process.env,
        ...variables,
        HOME: home,
        TMPDIR: home,
        HOTDATA_API_KEY: API_KEY,
        HOTDATA_DATA_DIR: join(folder, "data"),
        HOTDATA_LOG_LEVEL: "error",
        HOTDATA_PORT: "0",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      return new SandboxedServer(folder, child, await findAddress(child));
    } catch (error) {
      child.kill("SIGKILL");
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get dataDir(): string {
    return join(this.folder, "data");
  }

  /** Everything that the server has logged since it listens. */
  get log(): string {
    return this.#log;
  }

  async post(path: string, body: unknown, databaseId?: string): Promise<Answer> {
    const headers = databaseId === undefined ? {} : { "x-database-id": databaseId };
    return this.call("POST", path, { json: body, headers });
  }

  async call(
    method: string,
    path: string,
    { json, headers = {} }: { json?: unknown; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Answer> {
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const contentType = json === undefined ? {} : { "content-type": "application/json" };
    const workspace = this.workspaceId === undefined ? {} : { "x-workspace-id": this.workspaceId };
    const response = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${API_KEY}`, ...contentType, ...workspace, ...headers },
      ...body,
      signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
    });
    return { status: response.status, text: await response.text() };
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
  const limit = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
  try {
    for await (const line of createInterface(stdout)) {
      const address = /listening on (http:\/\/\S+)/.exec(line)?.[1];
      if (address === undefined) continue;
      stdout.resume();
      return address;
    }
  } finally {
    clearTimeout(limit);
  }
  throw new Error("the server ended, or said nothing for too long, before it listened");
}
