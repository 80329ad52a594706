import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import { type Flood, FLOODS } from "./floods.ts";
import { percentile } from "../measure/percentile.ts";
import { type PreparedWorkspace, prepareWorkspace } from "../server/prepared-workspace.ts";
import { askQuietly } from "./quiet-client.ts";
import { Tally } from "./tally.ts";

const MAX_RATIO = 2;
const SLICE_MS = 3_000;
/** From the flood's first request on, until it is as it will be. */
const RISE_MS = 500;
/** After a flood, until nothing of it is left. */
const CALM_MS = 500;
/** For a flood's first answer, when it has the machine to itself. */
const ANSWER_LIMIT_MS = 60_000;

interface World {
  readonly quiet: PreparedWorkspace;
  readonly flooder: PreparedWorkspace;
}

/** One workspace floods the server, in several ways; another must hardly notice. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "24" },
      flood: { type: "string", default: "" },
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-fair-"));
  const apiKey = "fair-test-key";
  const server = await ServerProcess.start({ dataDir, apiKey });
  try {
    const prepare = (name: string, databases: number) =>
      prepareWorkspace(server.url, apiKey, { name, databases, rows: 2_000_000 });
    const world = { quiet: await prepare("quiet", 1), flooder: await prepare("flooder", 4) };
    const slices = Math.max(1, Math.round((Number(values.seconds) * 1_000) / SLICE_MS / 2));
    console.log("two workspaces, one flooding with 50 clients; times of the other, in ms:");
    let failed = 0;
    for (const flood of FLOODS.filter(({ name }) => name.includes(values.flood))) {
      if (!(await measure(world, flood, slices))) failed += 1;
    }
    console.log(`floods that were noticed beyond ${MAX_RATIO}x: ${failed}`);
    return failed === 0 ? 0 : 1;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/**
 * Time alone and in the flood take turns, so that whatever else the machine does meets both. The
 * first seconds of a flood count apart: then the server does not know yet who floods it.
 */
async function measure(world: World, flood: Flood, slices: number): Promise<boolean> {
  const tally = new Tally();
  const first = await askInFlood(world, flood, { tally, round: 0, riseMs: 0 });
  const alone: number[] = [];
  const flooded: number[] = [];
  for (let round = 1; round <= slices; round += 1) {
    alone.push(...(await askQuietly(world.quiet, alone.length, AbortSignal.timeout(SLICE_MS))));
    flooded.push(...(await askInFlood(world, flood, { tally, round, riseMs: RISE_MS })));
  }
  if (tally.ok === 0) await untilAnswered(world, flood, tally);
  const ratio = percentile(flooded, 95) / percentile(alone, 95);
  const isFair = ratio <= MAX_RATIO && tally.errors.length === 0 && tally.ok > 0;
  console.log(
    `${flood.name}: alone ${times(alone)}; flooded ${times(flooded)}; ` +
      `ratio of p95 ${ratio.toFixed(2)} (first seconds ${times(first)}); ` +
      `flood: ok ${tally.ok}, 429 ${tally.refused}, errors ${tally.errors.length}`,
  );
  for (const error of tally.errors.slice(0, 3)) console.log(`  ${error}`);
  return isFair;
}

/** What stands back has its answers later: a flood that has none, with nobody else there, is no flood. */
function untilAnswered(world: World, flood: Flood, tally: Tally): Promise<void> {
  const limit = AbortSignal.timeout(ANSWER_LIMIT_MS);
  return inFlood(world, flood, tally, async () => {
    while (tally.ok === 0 && !limit.aborted) await sleep(100);
  });
}

interface FloodTurn {
  readonly tally: Tally;
  readonly round: number;
  /** From the flood's first request to the first quiet one. */
  readonly riseMs: number;
}

function askInFlood(
  world: World,
  flood: Flood,
  { tally, round, riseMs }: FloodTurn,
): Promise<number[]> {
  return inFlood(world, flood, tally, async () => {
    await sleep(riseMs);
    return askQuietly(world.quiet, round * 100, AbortSignal.timeout(SLICE_MS));
  });
}

/** The flood begins before the work, and is over, with all that it has left, after it. */
async function inFlood<T>(
  { flooder }: World,
  flood: Flood,
  tally: Tally,
  work: () => Promise<T>,
): Promise<T> {
  const end = new AbortController();
  const flooding = flood.run(flooder, tally, end.signal);
  const done = await work();
  end.abort();
  await flooding;
  await sleep(CALM_MS);
  return done;
}

function times(values: readonly number[]): string {
  const [p50, p95] = [50, 95].map((percent) => percentile(values, percent).toFixed(1));
  return `p50 ${p50} p95 ${p95} (${values.length} queries)`;
}

process.exitCode = await main();
