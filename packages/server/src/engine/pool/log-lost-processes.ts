import type { Logger } from "../../http/request-context.ts";
import { describeEnd, type ProcessEnd } from "./process-end.ts";

interface MortalProcesses {
  onLost(listener: (end: ProcessEnd) => void): void;
}

/** Writes a line for each child process that ended unexpectedly, with the runs that it worked on. */
export function logLostProcesses(
  kind: "engine" | "search" | "connector",
  processes: MortalProcesses,
  log: Logger,
): void {
  processes.onLost((end) => {
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
      `${kind} process lost`,
    );
  });
}
