import type { Logger } from "../../http/request-context.ts";
import type { EnginePool } from "./engine-pool.ts";
import { describeEnd } from "./process-end.ts";

/** Writes a line for each engine process that ended unexpectedly, with the runs that it worked on. */
export function logLostProcesses(engine: EnginePool, log: Logger): void {
  engine.onLost((end) => {
    log.error(
      {
        pid: end.pid,
        exit_code: end.exitCode,
        signal: end.signal,
        cause: describeEnd(end),
        ...(end.killed?.kind === "memory"
          ? { memory_mb: end.killed.usedMb, bound_mb: end.killed.boundMb }
          : {}),
        calls: end.calls,
        run_ids: end.runIds,
      },
      "engine process lost",
    );
  });
}
