import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CrashActor } from "../crash/crash-actor.ts";
import { CrashClient, pause } from "../crash/crash-client.ts";
import { KilledServer, type KillPace } from "../crash/killer.ts";
import { Random } from "../crash/random.ts";
import { Tally } from "../crash/tally.ts";
import { findDebris } from "../debris/find-debris.ts";
import { LongClient } from "./long-client.ts";
import { MixedClient } from "./mixed-client.ts";
import { Observer } from "./observer.ts";
import { Outcomes } from "./outcomes.ts";
import { printProgress, printReport } from "./report.ts";

/** Old snapshots and files go at once, so that what stays on the disk is what must. */
const BUSY_UPKEEP = {
  HOTDATA_SNAPSHOT_RETENTION_HOURS: "0",
  HOTDATA_FILE_GRACE_MINUTES: "0",
  HOTDATA_COMPACTION_MIN_FILES: "8",
  HOTDATA_UPKEEP_INTERVAL_SECONDS: "5",
};
/** One in so many kills ends the whole server. */
const SERVER_SHARE = 0.15;
/** Four of ten clients change databases of their own and know what these must hold. */
const ACTOR_SHARE = 0.4;
const KEPT_DATABASES = 4;
const SETTLE_LIMIT_MS = 60_000;

/** Clients that do everything at once for a long time, while processes are killed. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seconds: { type: "string", default: "1200" },
      clients: { type: "string", default: "10" },
      seed: { type: "string", default: "1" },
      kills: { type: "string" },
    },
  });
  const seconds = Number(values.seconds);
  const kills = Number(values.kills ?? Math.ceil(seconds / 20));
  const random = new Random(Number(values.seed));
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-long-"));
  const options = { dataDir, apiKey: "long-test-key", env: BUSY_UPKEEP };
  const server = await KilledServer.start(options, random.fork(), paceOf(seconds, kills));
  const observer = new Observer(server);
  const outcomes = new Outcomes();
  const tally = new Tally();
  const crashClient = new CrashClient(() => server.url, options.apiKey);
  const client = new LongClient(() => server.url, options.apiKey, outcomes);
  const clients = Number(values.clients);
  const actors = Array.from(
    { length: Math.round(clients * ACTOR_SHARE) },
    () => new CrashActor({ client: crashClient, random: random.fork(), tally }),
  );
  const mixed = Array.from(
    { length: clients - actors.length },
    () => new MixedClient({ client, random: random.fork(), outcomes, server }),
  );
  const before = observer.look();
  const endAt = Date.now() + seconds * 1_000;
  const killing = kills > 0 ? server.beginKilling() : Promise.resolve();
  const working = async (): Promise<void> => {
    await Promise.all([
      ...[...actors, ...mixed].map((one) => one.runUntil(endAt)),
      observer.runUntil(endAt),
      printProgress({ endAt, server, observer, outcomes, tally, dataDir }),
    ]);
    if (kills > 0) await server.endKilling();
  };
  await Promise.all([killing, working()]);
  for (const actor of actors) await actor.check();
  const leftRunning = await runsLeft(crashClient);
  await deleteMost(crashClient);
  // Files and connections of what was deleted are closed after a moment.
  await pause(3_000);
  const after = observer.look();
  const code = await server.stop();
  const debris = findDebris(dataDir);
  const seen = { server, observer, outcomes, tally, dataDir };
  const isGood = printReport({ ...seen, before, after, leftRunning, seconds, code, debris });
  if (isGood) await rm(dataDir, { recursive: true, force: true });
  else console.log(`data folder kept: ${dataDir}`);
  return isGood ? 0 : 1;
}

function paceOf(seconds: number, kills: number): KillPace {
  const meanMs = (seconds * 1_000) / Math.max(1, kills);
  return { leastPauseMs: meanMs / 2, mostPauseMs: meanMs * 1.5, serverShare: SERVER_SHARE };
}

/** A database that is gone must leave nothing open; the rest is kept for the look at the files. */
async function deleteMost(client: CrashClient): Promise<void> {
  const { body } = await client.ask("GET", "/v1/databases?limit=1000");
  const databases = Array.isArray(body["databases"]) ? body["databases"] : [];
  const ours = databases.filter(({ name }) => /^(long|crash)-/.test(String(name)));
  for (const { id } of ours.slice(KEPT_DATABASES))
    await client.ask("DELETE", `/v1/databases/${id}`);
}

/** Runs that the history shows as running although nobody waits for anything any more. */
async function runsLeft(client: CrashClient): Promise<number> {
  const limit = Date.now() + SETTLE_LIMIT_MS;
  for (;;) {
    const { body } = await client.ask("GET", "/v1/query-runs?status=running&limit=100");
    const count = Array.isArray(body["query_runs"]) ? body["query_runs"].length : Number.NaN;
    if (count === 0 || Date.now() > limit) return count;
    await pause(500);
  }
}

process.exitCode = await main();
