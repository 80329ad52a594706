import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CrashClient, pause } from "../crash/crash-client.ts";
import { Random } from "../crash/random.ts";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { BackupActor } from "./backup-actor.ts";
import { killBackup, runBackup, runRestore, runVerify } from "./backup-command.ts";
import { checkOlderRelease } from "./check-older-release.ts";
import { BackupTally } from "./backup-tally.ts";
import { RenamePair } from "./rename-pair.ts";
import { checkRestored, findDatabase } from "./check-restored.ts";
import type { Span } from "./world.ts";

const CLIENTS = 4;
const PAIRS = 2;
const API_KEY = "backup-test-key";
/** Compaction and removal of files run all the time, so that backups meet them. */
const RESTLESS_UPKEEP = {
  HOTDATA_SNAPSHOT_RETENTION_HOURS: "0",
  HOTDATA_FILE_GRACE_MINUTES: "0",
  HOTDATA_COMPACTION_MIN_FILES: "3",
  HOTDATA_UPKEEP_INTERVAL_SECONDS: "1",
};

interface TakenBackup {
  readonly folder: string;
  /** How far each client was, in their order. */
  readonly spans: readonly Span[];
  /** Turns that each pair had done before the backup. */
  readonly turns: readonly number[];
}

/**
 * Takes backups of a server while clients change it, kills some of them, restores the others and
 * compares each with what its clients know.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      backups: { type: "string", default: "6" },
      seed: { type: "string", default: "1" },
      /** Databases beside those that the clients use. */
      databases: { type: "string", default: "200" },
    },
  });
  const root = await mkdtemp(join(tmpdir(), "hotdata-backup-test-"));
  const tally = new BackupTally();
  const random = new Random(Number(values.seed));
  const dataDir = join(root, "data");
  const options = { dataDir, apiKey: API_KEY, env: RESTLESS_UPKEEP };
  const server = await ServerProcess.start(options);
  const client = new CrashClient(() => server.url, API_KEY);
  const actors = Array.from({ length: CLIENTS }, () => new BackupActor(client, random.fork()));
  const pairs: RenamePair[] = [];
  const taken: TakenBackup[] = [];
  try {
    await fillServer(client, Number(values.databases));
    while (pairs.length < PAIRS) pairs.push(await RenamePair.create(client));
    const working = Promise.all([...actors, ...pairs].map((worker) => worker.run()));
    const parts = { root, dataDir, actors, pairs, random, tally };
    const taking = takeBackups(Number(values.backups), parts);
    taken.push(...(await Promise.race([taking, working.then(() => taking)])));
    for (const worker of [...actors, ...pairs]) worker.stop();
    await working;
  } finally {
    await server.stop();
  }
  await runBackup(dataDir, join(root, "stopped"));
  taken.push({
    folder: join(root, "stopped"),
    spans: actors.map(spanOf),
    turns: pairs.map(({ done }) => done),
  });
  for (const path of findDebris(dataDir)) tally.problems.push(`debris: ${path}`);
  for (const backup of taken) await checkBackup(backup, { root, actors, pairs, tally });
  const differences = await checkOlderRelease(root);
  tally.problems.push(...differences);
  console.log(tally.text);
  if (differences.length === 0) console.log("older release's folder opens");
  for (const problem of tally.problems) console.log(`wrong: ${problem}`);
  if (tally.isGood) await rm(root, { recursive: true, force: true });
  else console.log(`folders kept: ${root}`);
  return tally.isGood ? 0 : 1;
}

interface TakingParts {
  readonly root: string;
  readonly dataDir: string;
  readonly actors: readonly BackupActor[];
  readonly pairs: readonly RenamePair[];
  readonly random: Random;
  readonly tally: BackupTally;
}

async function takeBackups(count: number, parts: TakingParts): Promise<TakenBackup[]> {
  const { root, dataDir, actors, pairs, random, tally } = parts;
  const taken: TakenBackup[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(500 + random.below(1_500));
    await killBackup(dataDir, join(root, `killed-${index}`), 150 + random.below(500));
    const folder = join(root, `backup-${index}`);
    const acknowledged = actors.map(({ history }) => history.done);
    const turns = pairs.map(({ done }) => done);
    const waitedMs = await runBackup(dataDir, folder, index % 2 === 0 ? [] : ["--link"]);
    tally.longestPauseMs = Math.max(tally.longestPauseMs, waitedMs);
    const begun = actors.map(({ history }) => history.begun);
    const spans = acknowledged.map((done, place) => ({
      acknowledged: done,
      begun: begun[place] ?? done,
    }));
    taken.push({ folder, spans, turns });
  }
  return taken;
}

async function checkBackup(
  { folder, spans, turns }: TakenBackup,
  { root, actors, pairs, tally }: Omit<TakingParts, "dataDir" | "random">,
): Promise<void> {
  tally.backups += 1;
  await runVerify(folder);
  const dataDir = join(root, "restored");
  await runRestore(folder, dataDir);
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env: RESTLESS_UPKEEP });
  const client = new CrashClient(() => server.url, API_KEY);
  try {
    await settle(client);
    for (const [place, { history }] of actors.entries()) {
      await checkRestored(client, history, spans[place] ?? { acknowledged: 0, begun: 0 }, tally);
    }
    for (const [place, pair] of pairs.entries()) {
      const problem = await pair.check(client, turns[place] ?? 0);
      if (problem !== undefined) tally.problems.push(problem);
    }
    await loadMore(client);
  } finally {
    await server.stop();
  }
  for (const path of findDebris(dataDir)) tally.problems.push(`debris: ${path}`);
  if (existsSync(join(dataDir, "backup-image"))) tally.problems.push("debris: an image");
  await rm(dataDir, { recursive: true, force: true });
}

/** Loads that were under way in the background go on after the restore. */
async function settle(client: CrashClient): Promise<void> {
  for (;;) {
    const { body } = await client.ask("GET", "/v1/jobs?status=pending,running&limit=1000");
    if (Array.isArray(body["jobs"]) && body["jobs"].length === 0) return;
    await pause(50);
  }
}

/** A restored server must be able to go on, in a database that was only reserved as well. */
async function loadMore(client: CrashClient): Promise<void> {
  const id = await findDatabase(client, "filler-0");
  if (id === undefined) throw new Error("the restored server lacks the database filler-0");
  const path = `/v1/databases/${id}/schemas/main/tables/t/loads`;
  const answer = await client.call("POST", path, { mode: "replace", data: "k,v\n1,one\n" });
  const table = await client.readTable(id);
  if (answer.status !== 200 || table.get(1) !== "one") {
    throw new Error(`a load after the restore: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
}

/** One with only a folder, and many whose catalogs make every backup take its time. */
async function fillServer(client: CrashClient, count: number): Promise<void> {
  const schemas = [{ name: "main", tables: [{ name: "t" }] }];
  const reserved = { count: 1, name_template: "filler-{index}", schemas };
  await expect(client, 202, ["POST", "/v1/databases/bulk", reserved]);
  for (let index = 1; index <= count; index += 1) {
    await expect(client, 201, ["POST", "/v1/databases", { name: `catalog-${index}` }]);
  }
  await settle(client);
}

async function expect(
  client: CrashClient,
  status: number,
  call: readonly [method: string, path: string, body: unknown],
): Promise<void> {
  const answer = await client.call(...call);
  if (answer.status === status) return;
  throw new Error(`${call[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

function spanOf({ history }: BackupActor): Span {
  return { acknowledged: history.done, begun: history.done };
}

process.exitCode = await main();
