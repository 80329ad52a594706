import { pause } from "../crash/crash-client.ts";
import type { KilledServer } from "../crash/killer.ts";
import type { Tally } from "../crash/tally.ts";
import { type Usage, usageText } from "../server/server-usage.ts";
import { percentile } from "../measure/percentile.ts";
import { folderMb, type Observer } from "./observer.ts";
import type { Outcomes } from "./outcomes.ts";
import { growthPerHour, median, type Sample } from "./slope.ts";

interface Seen {
  readonly server: KilledServer;
  readonly observer: Observer;
  readonly outcomes: Outcomes;
  readonly tally: Tally;
  readonly dataDir: string;
}

/** What an API process that was used has open beyond a new one: to more engines, threads, files. */
const MORE_API_DESCRIPTORS = 60;
/** The same for an engine process. */
const MORE_ENGINE_DESCRIPTORS = 20;
/** Shorter runs say nothing about growth: caches and compiled code are still coming. */
const LEAST_SECONDS_FOR_VERDICT = 900;
/** Growth in a run, as a share of the usual size, that is called one. */
const GROWTH_SHARE = 0.15;

/** A line each minute. */
export async function printProgress({
  endAt,
  ...seen
}: Seen & { readonly endAt: number }): Promise<void> {
  const beganAt = Date.now();
  for (let minute = 1; beganAt + minute * 60_000 < endAt; minute += 1) {
    while (Date.now() < beganAt + minute * 60_000) await pause(200);
    const { ok, refused, unexpected } = seen.outcomes.totals;
    const { server, engine } = seen.server.kills;
    const problems = unexpected + seen.tally.wrong.length;
    console.log(
      `minute ${minute}: ok ${ok}, refused as expected ${refused}, loads and forks ` +
        `${seen.tally.acknowledged}, wrong ${problems}, kills ${engine}+${server}, ` +
        `${lookText(seen.observer.look())}, disk ${folderMb(seen.dataDir).toFixed(0)} MB`,
    );
  }
}

interface LongReport extends Seen {
  readonly before: Usage | undefined;
  readonly after: Usage | undefined;
  readonly leftRunning: number;
  readonly seconds: number;
  readonly code: number | null;
  readonly debris: readonly string[];
}

/** Prints everything; true when nothing is wrong. */
export function printReport(report: LongReport): boolean {
  const { server, outcomes, tally, before, after, leftRunning, debris, code } = report;
  for (const line of outcomes.lines()) console.log(line);
  console.log(`  ${tally.byKind}, unknown outcomes ${tally.unknown}`);
  for (const problem of [...outcomes.problems, ...tally.wrong]) console.log(`wrong: ${problem}`);
  for (const path of debris) console.log(`debris: ${path}`);
  console.log(`kills: engine ${server.kills.engine}, server ${server.kills.server}`);
  console.log(`answered 429 and repeated: ${outcomes.overloaded}`);
  console.log(`before: ${lookText(before)}`);
  console.log(`after:  ${lookText(after)}`);
  printGrowth(report);
  const ofApi = (after?.apiDescriptors ?? Number.NaN) - (before?.apiDescriptors ?? 0);
  const ofEngine = mostOf(after) - mostOf(before);
  const { acknowledged, present } = tally;
  const unexpected = outcomes.totals.unexpected + tally.wrong.length;
  console.log(
    `unexpected errors ${unexpected}, acknowledged ${acknowledged} ` +
      `${acknowledged === present ? "=" : "<>"} present ${present}, left running ${leftRunning}, ` +
      `debris ${debris.length}, more descriptors of the API ${ofApi} (at most ${MORE_API_DESCRIPTORS}), ` +
      `of an engine ${ofEngine} (at most ${MORE_ENGINE_DESCRIPTORS}), exit code ${code}`,
  );
  const isWhole = acknowledged === present && acknowledged > 0 && outcomes.totals.ok > 0;
  const isClean = leftRunning === 0 && debris.length === 0 && code === 0;
  const isClosed = ofApi <= MORE_API_DESCRIPTORS && ofEngine <= MORE_ENGINE_DESCRIPTORS;
  return isWhole && isClean && unexpected === 0 && isClosed;
}

function printGrowth({ observer, seconds, dataDir }: LongReport): void {
  console.log(`memory of the API: ${growthText(observer.apiMemory, seconds, "MB")}`);
  console.log(`memory of an engine: ${growthText(observer.engineMemory, seconds, "MB")}`);
  console.log(`descriptors of the API: ${growthText(observer.apiDescriptors, seconds, "")}`);
  const health = observer.healthMs;
  const [p50, p99] = [50, 99].map((percent) =>
    health.length === 0 ? Number.NaN : percentile(health, percent),
  );
  console.log(`GET /health: median ${p50?.toFixed(1)} ms, p99 ${p99?.toFixed(0)} ms`);
  console.log(`data folder: ${folderMb(dataDir).toFixed(1)} MB`);
}

function growthText(samples: readonly Sample[], seconds: number, unit: string): string {
  const usual = median(samples.map(({ value }) => value)) ?? 0;
  const slope = growthPerHour(samples);
  const level = `usually ${usual.toFixed(0)} ${unit}`.trimEnd();
  if (slope === undefined) return `${level}, no process lived long enough for a slope`;
  const text = `${level}, ${slope.toFixed(1)} ${unit}`.trimEnd();
  if (seconds < LEAST_SECONDS_FOR_VERDICT) return `${text} an hour (too short a run to judge)`;
  const isGrowing = slope * (seconds / 3_600) > usual * GROWTH_SHARE;
  return `${text} an hour: ${isGrowing ? "GROWS" : "steady"}`;
}

function lookText(look: Usage | undefined): string {
  return look === undefined ? "server down" : usageText(look);
}

/** Descriptors of the engine process that has most. */
function mostOf(look: Usage | undefined): number {
  return look === undefined ? Number.NaN : Math.max(...look.engineDescriptors);
}
