import { percentile } from "../measure/percentile.ts";
import type { Answers } from "./answers.ts";
import { type EngineKiller, type Kill, SIGNALS } from "./engine-killer.ts";
import type { Verdict } from "./judge-runs.ts";
import type { LostProcess } from "./lost-processes.ts";
import type { Probe } from "./probe.ts";
import { type Usage, usageText } from "../server/server-usage.ts";

export interface KillReport {
  readonly killer: EngineKiller;
  readonly probe: Probe;
  readonly answers: Answers;
  readonly lost: readonly LostProcess[];
  readonly verdict: Verdict;
  readonly usage: { readonly before: Usage; readonly after: Usage };
  readonly debris: readonly string[];
  readonly cores: readonly string[];
  readonly exitCode: number | null;
}

const SHOWN = 10;
/** A second is the aim; others may keep the machine busy, and the next kill may come before. */
const MAX_WAIT_MS = 10_000;

/** Prints what was seen; returns the exit code. */
export function report(seen: KillReport): number {
  const { killer, probe, answers, lost, verdict, usage, debris, cores, exitCode } = seen;
  const { kills, killedPids } = killer;
  const ofAll = kills.filter(({ isOfAll }) => isOfAll);
  const unasked = lost.filter(({ pid }) => !killedPids.has(pid));
  for (const text of [...verdict.others, ...answers.wrong, ...debris, ...cores].slice(0, SHOWN)) {
    console.log(`  ${text}`);
  }
  console.log(
    `kills ${kills.length} (${SIGNALS.map((signal) => `${signal} ${countOf(kills, signal)}`).join(", ")}), ` +
      `${ofAll.length} of them of all processes that there were; processes lost otherwise ${unasked.length}`,
  );
  console.log(
    `runs succeeded ${verdict.succeeded}, lost with their process ${verdict.lost}, ` +
      `other runs failed ${verdict.others.length}, left running ${verdict.running}`,
  );
  console.log(
    `answers ${answers.succeeded + answers.failed.length}, wrong ${answers.wrong.length}`,
  );
  console.log(
    `next query had succeeded after a kill: ${waitsText(probe.waits(kills))} (its kind at any time: ${waitsText(probe.timesMs)})`,
  );
  if (ofAll.length > 0) {
    console.log(`  where no process was left: ${waitsText(probe.waits(ofAll))}`);
  }
  console.log(`before: ${usageText(usage.before)}`);
  console.log(`after:  ${usageText(usage.after)}`);
  console.log(`debris ${debris.length}, core files ${cores.length}`);
  const bad = [verdict.others, answers.wrong, unasked, debris, cores].flat();
  const isGood = bad.length === 0 && verdict.running === 0 && exitCode === 0;
  const hasSeen = kills.length > 0 && verdict.lost > 0;
  const hasRecovered = probe.waits(kills).every((wait) => wait <= MAX_WAIT_MS);
  return isGood && hasSeen && hasRecovered ? 0 : 1;
}

function countOf(kills: readonly Kill[], signal: Kill["signal"]): number {
  return kills.filter((kill) => kill.signal === signal).length;
}

function waitsText(waits: readonly number[]): string {
  if (waits.length === 0) return "none";
  const [median, longest] = [50, 100].map((percent) => percentile(waits, percent).toFixed(0));
  return `median ${median} ms, longest ${longest} ms`;
}
