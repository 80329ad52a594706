import { type ChildProcess, fork } from "node:child_process";
import { compileCacheVariables } from "../../config/compile-cache.ts";
import { EngineLostError, type OnProgress } from "../engine.ts";
import { errorOf } from "./engine-failure.ts";
import { errorOfEnd, type KillReason, type ProcessEnd } from "./process-end.ts";
import { preferForOutOfMemory } from "./process-memory.ts";
import {
  type CallName,
  type CallTypes,
  type FromProcess,
  isFromProcess,
  type ToProcess,
} from "./process-messages.ts";

interface Pending {
  readonly name: string;
  /** The query run that the call belongs to. */
  readonly runId: string | undefined;
  resolve(output: unknown): void;
  reject(error: Error): void;
  readonly onProgress: OnProgress | undefined;
}

/** What every child process answers. */
export interface OwnCalls {
  /** Closes what is warm but not used, to give memory back. */
  shrink: { readonly input: null; readonly output: null };
  close: { readonly input: null; readonly output: null };
}

export interface ChildOptions {
  /** Path of the program. */
  readonly program: string;
  /** Its home folder, since it has the user's own nowhere. */
  readonly homeDir: string;
  /** Native calls that it runs at a time, each of which holds a thread. */
  readonly nativeCalls: number;
}

/** Starts a program of ours, in a clean environment: nothing of the server's settings is there. */
export function forkChild({ program, homeDir, nativeCalls }: ChildOptions): ChildProcess {
  return fork(program, [], {
    serialization: "advanced",
    env: {
      ...compileCacheVariables(),
      TZ: "UTC",
      LC_ALL: "C.UTF-8",
      PATH: "/nonexistent",
      HOME: homeDir,
      UV_THREADPOOL_SIZE: String(nativeCalls),
    },
    execArgv: ["--conditions=@hotdata/source", "--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** Cancelled work ends within milliseconds; a process where it takes this long is stuck. */
const CANCEL_GRACE_MS = 10_000;
const START_LIMIT_MS = 30_000;

/**
 * A child process that answers calls. When it ends, for whatever reason, every call under way
 * rejects with {@link EngineLostError} and nothing else is affected. They reject once it is gone:
 * nothing writes their files any more.
 */
export class CalledProcess<Calls extends OwnCalls & CallTypes<Calls>> {
  readonly #child: ChildProcess;
  readonly #pending = new Map<number, Pending>();
  readonly #ended = Promise.withResolvers<ProcessEnd>();
  readonly #cancelGraceMs: number;
  #nextId = 1;
  #alive = true;
  #killed: KillReason | undefined;

  constructor(child: ChildProcess, cancelGraceMs = CANCEL_GRACE_MS) {
    this.#child = child;
    this.#cancelGraceMs = cancelGraceMs;
    child.once("exit", (exitCode, signal) => this.#end(exitCode, signal));
    child.on("error", () => {
      if (child.pid === undefined) this.#end(null, null);
      else this.kill({ kind: "unreachable" });
    });
    child.on("message", (message) => {
      if (isFromProcess(message)) this.#settle(message);
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Has it opened by its first call; a process with which that fails is gone afterwards.
   * @throws {EngineLostError} when it ends, or is not ready in time
   */
  async openedBy(open: (limit: AbortSignal) => Promise<unknown>): Promise<this> {
    try {
      if (this.pid !== undefined) preferForOutOfMemory(this.pid);
      await open(AbortSignal.timeout(START_LIMIT_MS));
      return this;
    } catch (error) {
      this.kill({ kind: "unreachable" });
      await this.ended;
      throw error;
    }
  }

  /** Whether it takes calls. */
  get isAlive(): boolean {
    return this.#alive;
  }

  /** How it ended, once it is gone. Never rejects. */
  get ended(): Promise<ProcessEnd> {
    return this.#ended.promise;
  }

  async call<Name extends CallName<Calls>>(
    name: Name,
    input: Calls[Name]["input"],
    signal: AbortSignal,
    onProgress?: OnProgress,
  ): Promise<Calls[Name]["output"]> {
    // The child's handler for `name` has this very output type (see Handlers in serve-calls.ts).
    return this.#ask({ name, input, onProgress }, signal);
  }

  /** Asks the process to give memory back. */
  async shrink(signal: AbortSignal): Promise<void> {
    await this.#ask({ name: "shrink", input: null, onProgress: undefined }, signal);
  }

  /** Asks the process to close, and ends it when it does not within the limit. */
  async stop(limitMs = 5000): Promise<void> {
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), limitMs);
    const close = { name: "close", input: null, onProgress: undefined };
    await this.#ask(close, AbortSignal.timeout(limitMs)).catch(() => undefined);
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

  async #ask(
    call: { name: string; input: unknown; onProgress: OnProgress | undefined },
    signal: AbortSignal,
  ): Promise<unknown> {
    signal.throwIfAborted();
    if (!this.#alive) throw new EngineLostError("it had ended before it was called", true);
    const { name, input, onProgress } = call;
    const id = this.#nextId++;
    let grace: NodeJS.Timeout | undefined;
    const cancel = (): void => {
      this.#send({ type: "cancel", id });
      const graceMs = this.#cancelGraceMs;
      grace = setTimeout(() => this.kill({ kind: "stuck", graceMs }), graceMs);
    };
    const { promise: answered, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(id, { name, runId: runIdOf(input), resolve, reject, onProgress });
    this.#send({ type: "call", id, name, input });
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

  #send(message: ToProcess): void {
    if (!this.#alive || !this.#child.connected) return;
    this.#child.send(message, (error) => {
      // It has most likely ended, which is about to be told with its reason.
      if (error !== null) setTimeout(() => this.kill({ kind: "unreachable" }), 1000).unref();
    });
  }

  #settle(message: FromProcess): void {
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
