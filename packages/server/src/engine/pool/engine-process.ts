import { setPriority } from "node:os";
import { fileURLToPath } from "node:url";
import type { DuckDbSettings } from "../duckdb/duckdb-settings.ts";
import { CalledProcess, forkChild } from "./called-process.ts";
import type { EngineCalls } from "./protocol.ts";

/**
 * Native calls that a process runs at a time, each of which holds a thread. A statement that had to
 * wait for one could not be interrupted, and inspections would wait behind long statements.
 */
const NATIVE_CALLS = 128;
/** The "nice" value at which a thread gets 1.5 % of what an ordinary one gets; there may be many. */
const LOW_PRIORITY = 19;
const CHILD = fileURLToPath(new URL("./engine-child.ts", import.meta.url));

export interface EngineProcessOptions {
  readonly duckdb: DuckDbSettings;
  /** Whether the operating system gives it the processor after others that want it. */
  readonly isLow: boolean;
}

/** A child process that runs SQL. */
export class EngineProcess extends CalledProcess<EngineCalls> {
  /** @throws {EngineLostError} when it ends, or is not ready in time. */
  static async start({ duckdb, isLow }: EngineProcessOptions): Promise<EngineProcess> {
    const child = forkChild({
      program: CHILD,
      homeDir: duckdb.scratchDir,
      nativeCalls: NATIVE_CALLS,
    });
    const started = new EngineProcess(child);
    return started.openedBy((limit) => {
      // Before its threads are made, which inherit it.
      if (isLow && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
      return started.call("open", duckdb, limit);
    });
  }
}
