import { PeriodicTask } from "../../background/periodic-task.ts";
import { CopySchedule, type CopyScheduleParts } from "./copy-schedule.ts";

const INTERVAL_MS = 5_000;

/** Looks now and then for copies that are due; `close` returns when none is being made any more. */
export function startCopySchedule(parts: CopyScheduleParts): { close(): Promise<void> } {
  const schedule = new CopySchedule(parts);
  const stopping = new AbortController();
  const task = new PeriodicTask({
    name: "refresh copies of outside tables that are due",
    intervalMs: INTERVAL_MS,
    log: parts.log,
    run: () => schedule.begin(stopping.signal),
  });
  return {
    close: async () => {
      stopping.abort(new Error("the server is shutting down"));
      await task.close();
      await schedule.idle();
    },
  };
}
