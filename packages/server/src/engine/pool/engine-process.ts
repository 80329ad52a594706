import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { DuckDbSettings } from "../duckdb/duckdb-settings.ts";
import { EngineLostError, type OnProgress } from "../engine.ts";
import { errorOf } from "./engine-failure.ts";
import {
  type EngineCallName,
  type EngineCalls,
  type FromEngine,
  isFromEngine,
  type ToEngine,
} from "./protocol.ts";

interface Pending {
  resolve(output: unknown): void;
  reject(error: Error): void;
  readonly onProgress: OnProgress | undefined;
}

export interface EngineProcessOptions {
  /** Whether the operating system gives it the processor after others that want it. */
  readonly isLow: boolean;
}

/** The "nice" value at which a thread gets some 4 % of what an ordinary one gets. */
const LOW_PRIORITY = 15;

/**
 * Native calls that a process runs at a time, each of which holds a thread. A statement that had to
 * wait for one could not be interrupted, and inspections would wait behind long statements.
 */
const NATIVE_CALLS = 128;
const CHILD = fileURLToPath(new URL("./engine-child.ts", import.meta.url));

/**
 * One engine child process. When it ends, for whatever reason, every call under way rejects with
 * {@link EngineLostError} and nothing else is affected.
 */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #exited: Promise<void>;
  #nextId = 1;
  #alive = true;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exited = new Promise((resolve) => {
      const lose = (): void => {
        this.#lose();
        resolve();
      };
      child.once("exit", lose);
      child.once("error", lose);
    });
    child.on("message", (message) => {
      if (isFromEngine(message)) this.#settle(message);
    });
  }

  static async start(
    settings: DuckDbSettings,
    { isLow }: EngineProcessOptions,
  ): Promise<EngineProcess> {
    const child = fork(CHILD, [], {
      serialization: "advanced",
      // A clean environment: nothing of the server's settings is there to be read by a query.
      env: {
        TZ: "UTC",
        LC_ALL: "C.UTF-8",
        PATH: "/nonexistent",
        HOME: settings.scratchDir,
        UV_THREADPOOL_SIZE: String(NATIVE_CALLS),
      },
      execArgv: ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    // Before its threads are made, which inherit it.
    if (isLow && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
    const started = new EngineProcess(child);
    await started.call("open", settings, AbortSignal.timeout(30_000));
    return started;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get isAlive(): boolean {
    return this.#alive;
  }

  /** Calls under way. */
  get load(): number {
    return this.#pending.size;
  }

  async call<Name extends EngineCallName>(
    name: Name,
    input: EngineCalls[Name]["input"],
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<EngineCalls[Name]["output"]> {
    signal.throwIfAborted();
    if (!this.#alive) throw lost();
    const id = this.#nextId++;
    const cancel = (): void => this.#send({ type: "cancel", id });
    const answered = new Promise<EngineCalls[Name]["output"]>((resolve, reject) => {
      // The child's handler for `name` has this very output type (see Handlers in engine-child).
      const settle = (output: unknown): void => resolve(output as EngineCalls[Name]["output"]);
      this.#pending.set(id, { resolve: settle, reject, onProgress });
    });
    this.#send({ type: "call", id, name, input } as ToEngine);
    signal.addEventListener("abort", cancel, { once: true });
    try {
      return await answered;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener("abort", cancel);
    }
  }

  /** Asks the process to close, and ends it when it does not within the limit. */
  async stop(limitMs = 5000): Promise<void> {
    if (!this.#alive) return;
    await this.call("close", null, AbortSignal.timeout(limitMs)).catch(() => undefined);
    this.#child.disconnect();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), limitMs);
    await this.#exited;
    clearTimeout(timer);
  }

  #send(message: ToEngine): void {
    if (!this.#alive || !this.#child.connected) return;
    this.#child.send(message, (error) => {
      if (error !== null) this.#lose();
    });
  }

  #settle(message: FromEngine): void {
    const pending = this.#pending.get(message.id);
    if (message.type === "progress") {
      pending?.onProgress?.(message.percent);
      return;
    }
    this.#pending.delete(message.id);
    if (message.type === "answer") pending?.resolve(message.output);
    else pending?.reject(errorOf(message.error));
  }

  #lose(): void {
    this.#alive = false;
    for (const pending of this.#pending.values()) pending.reject(lost());
    this.#pending.clear();
  }
}

function lost(): EngineLostError {
  return new EngineLostError("the engine process ended while it worked; try again");
}
