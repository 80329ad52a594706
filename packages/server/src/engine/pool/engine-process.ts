import { type ChildProcess, fork } from "node:child_process";
import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import { compileCacheVariables } from "../../config/compile-cache.ts";
import type { DuckDbSettings } from "../duckdb/duckdb-settings.ts";
import { EngineLostError, type OnProgress } from "../engine.ts";
import { errorOf } from "./engine-failure.ts";
import { errorOfEnd, type KillReason, type ProcessEnd } from "./process-end.ts";
import { preferForOutOfMemory } from "./process-memory.ts";
import {
  type EngineCallName,
  type EngineCalls,
  type FromEngine,
  isFromEngine,
  type ToEngine,
} from "./protocol.ts";

interface Pending {
  readonly name: EngineCallName;
  /** The query run that the call belongs to. */
  readonly runId: string | undefined;
  resolve(output: unknown): void;
  reject(error: Error): void;
  readonly onProgress: OnProgress | undefined;
}

/**
 * Native calls that a process runs at a time, each of which holds a thread. A statement that had to
 * wait for one could not be interrupted, and inspections would wait behind long statements.
 */
const NATIVE_CALLS = 128;
/** The "nice" value at which a thread gets 1.5 % of what an ordinary one gets; there may be many. */
const LOW_PRIORITY = 19;
const START_LIMIT_MS = 30_000;
/** Cancelled work ends within milliseconds; a process where it takes this long is stuck. */
const CANCEL_GRACE_MS = 10_000;
const CHILD = fileURLToPath(new URL("./engine-child.ts", import.meta.url));

export interface EngineProcessOptions {
  readonly duckdb: DuckDbSettings;
  /** Whether the operating system gives it the processor after others that want it. */
  readonly isLow: boolean;
  readonly cancelGraceMs?: number;
}

/**
 * One engine child process. When it ends, for whatever reason, every call under way rejects with
 * {@link EngineLostError} and nothing else is affected. They reject once it is gone: nothing writes
 * their files any more.
 */
export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #ended = Promise.withResolvers<ProcessEnd>();
  readonly #cancelGraceMs: number;
  #nextId = 1;
  #alive = true;
  #killed: KillReason | undefined;

  private constructor(child: ChildProcess, cancelGraceMs: number) {
    this.#child = child;
    this.#cancelGraceMs = cancelGraceMs;
    child.once("exit", (exitCode, signal) => this.#end(exitCode, signal));
    child.on("error", () => {
      if (child.pid === undefined) this.#end(null, null);
      else this.kill({ kind: "unreachable" });
    });
    child.on("message", (message) => {
      if (isFromEngine(message)) this.#settle(message);
    });
  }

  /** @throws {EngineLostError} when it ends, or is not ready in time. */
  static async start(options: EngineProcessOptions): Promise<EngineProcess> {
    const { duckdb, isLow, cancelGraceMs = CANCEL_GRACE_MS } = options;
    const child = fork(CHILD, [], {
      serialization: "advanced",
      // A clean environment: nothing of the server's settings is there to be read by a query.
      env: {
        ...compileCacheVariables(),
        TZ: "UTC",
        LC_ALL: "C.UTF-8",
        PATH: "/nonexistent",
        HOME: duckdb.scratchDir,
        UV_THREADPOOL_SIZE: String(NATIVE_CALLS),
      },
      execArgv: ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const started = new EngineProcess(child, cancelGraceMs);
    try {
      // Before its threads are made, which inherit it.
      if (isLow && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
      if (child.pid !== undefined) preferForOutOfMemory(child.pid);
      await started.call("open", duckdb, AbortSignal.timeout(START_LIMIT_MS));
      return started;
    } catch (error) {
      started.kill({ kind: "unreachable" });
      await started.ended;
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether it takes calls. */
  get isAlive(): boolean {
    return this.#alive;
  }

  /** How it ended, once it is gone. Never rejects. */
  get ended(): Promise<ProcessEnd> {
    return this.#ended.promise;
  }

  async call<Name extends EngineCallName>(
    name: Name,
    input: EngineCalls[Name]["input"],
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<EngineCalls[Name]["output"]> {
    signal.throwIfAborted();
    if (!this.#alive) throw new EngineLostError("it had ended before it was called", true);
    const id = this.#nextId++;
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.#send({ type: "cancel", id });
      const graceMs = this.#cancelGraceMs;
      grace = setTimeout(() => this.kill({ kind: "stuck", graceMs }), graceMs);
    };
    const answered = new Promise<EngineCalls[Name]["output"]>((resolve, reject) => {
      // The child's handler for `name` has this very output type (see Handlers in engine-child).
      const settle = (output: unknown): void => resolve(output as EngineCalls[Name]["output"]);
      const runId = runIdOf(input);
      this.#pending.set(id, { name, runId, resolve: settle, reject, onProgress });
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
      clearTimeout(grace);
    }
  }

  /** Asks the process to close, and ends it when it does not within the limit. */
  async stop(limitMs = 5000): Promise<void> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), limitMs);
    await this.call("close", null, AbortSignal.timeout(limitMs)).catch(() => undefined);
    if (this.#child.connected) this.#child.disconnect();
    await this.ended;
    clearTimeout(timer);
  }

  /** Ends it at once; its calls fail when it is gone. */
  kill(reason: KillReason): void {
    if (!this.#alive) return;
    this.#alive = false;
    this.#killed = reason;
    this.#child.kill("SIGKILL");
  }

  #send(message: ToEngine): void {
    if (!this.#alive || !this.#child.connected) return;
    this.#child.send(message, (error) => {
      // It has most likely ended, which is about to be told with its reason.
      if (error !== null) setTimeout(() => this.kill({ kind: "unreachable" }), 1000).unref();
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

  #end(exitCode: number | null, signal: NodeJS.Signals | null): void {
    this.#alive = false;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    const calls = pending.map(({ name }) => name);
    const runIds = pending.flatMap(({ runId }) => runId ?? []);
    const { pid } = this.#child;
    const end = { pid, exitCode, signal, killed: this.#killed, calls, runIds };
    for (const { reject } of pending) reject(errorOfEnd(end));
    this.#ended.resolve(end);
  }
}

function runIdOf(input: unknown): string | undefined {
  if (typeof input !== "object" || input === null || !("runId" in input)) return undefined;
  return typeof input.runId === "string" ? input.runId : undefined;
}
