import type { PreparedWorkspace } from "../server/prepared-workspace.ts";
import type { Answers } from "./answers.ts";
import type { EngineKiller } from "./engine-killer.ts";
import { listRuns, type Run } from "./list-runs.ts";
import type { LostProcess } from "./lost-processes.ts";

export interface JudgeParts {
  readonly workspaces: readonly PreparedWorkspace[];
  readonly answers: Answers;
  readonly killer: EngineKiller;
  readonly lost: readonly LostProcess[];
}

export interface Verdict {
  readonly succeeded: number;
  /** Failed with `ENGINE_LOST`, and named by the log of a process that was killed here. */
  readonly lost: number;
  /** Every other failure, in words. */
  readonly others: readonly string[];
  readonly running: number;
}

/** Looks at every run of the history, and for the run of every answer that was a failure. */
export async function judgeRuns(parts: JudgeParts): Promise<Verdict> {
  const pages = await Promise.all(parts.workspaces.map(({ client }) => listRuns(client)));
  const runs = pages.flat();
  const killed = parts.killer.killedPids;
  const named = new Set(
    parts.lost.filter(({ pid }) => killed.has(pid)).flatMap(({ runIds }) => runIds),
  );
  const isLost = ({ id, status, errorCode }: Run): boolean =>
    status === "failed" && errorCode === "ENGINE_LOST" && named.has(id);
  const lost = runs.filter(isLost);
  const count = (status: string): number => runs.filter((run) => run.status === status).length;
  return {
    succeeded: count("succeeded"),
    lost: lost.length,
    running: count("running"),
    others: [...unexpectedEnds(runs, isLost), ...unexplainedAnswers(parts.answers, runs)],
  };
}

function unexpectedEnds(runs: readonly Run[], isLost: (run: Run) => boolean): string[] {
  return runs
    .filter((run) => run.status !== "succeeded" && run.status !== "running" && !isLost(run))
    .map(
      ({ id, status, errorCode, errorMessage }) => `${id} ${status} ${errorCode} ${errorMessage}`,
    );
}

/** Failures that were answered to a client although no run has failed. */
function unexplainedAnswers({ failed }: Answers, runs: readonly Run[]): string[] {
  const failedTraces = new Set(
    runs.filter(({ status }) => status === "failed").map(({ traceId }) => traceId),
  );
  return failed
    .filter(({ traceId }) => traceId === null || !failedTraces.has(traceId))
    .map(({ text }) => text);
}
