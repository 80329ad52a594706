import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Answer, CrashClient, pause } from "../crash/crash-client.ts";
import { Random } from "../crash/random.ts";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { killBackup, runBackup } from "./backup-command.ts";
import { BackupTally } from "./backup-tally.ts";
import { checkBackup, type TakenBackup } from "./check-backup.ts";
import { checkOlderRelease } from "./check-older-release.ts";
import { Clients, settle } from "./clients.ts";
import { makeKeys } from "./kept-keys.ts";

const API_KEY = "backup-test-key";
const OPEN_CATALOGS = 256;
/** Compaction and removal of files run all the time, so that backups meet them. */
const RESTLESS_UPKEEP = {
  HOTDATA_SNAPSHOT_RETENTION_HOURS: "0",
  HOTDATA_FILE_GRACE_MINUTES: "0",
  HOTDATA_COMPACTION_MIN_FILES: "3",
  HOTDATA_UPKEEP_INTERVAL_SECONDS: "1",
};
/** In turn; each is a way that backups can differ. */
const WAYS = [[], ["--link"], ["--include-key"]];

/**
 * Takes backups of a server while clients change it, kills some of them, restores the others and
 * compares each with what its clients know. Then it opens the folder of an earlier release.
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
  const dataDir = join(root, "data");
  const tally = new BackupTally();
  const random = new Random(Number(values.seed));
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env: RESTLESS_UPKEEP });
  const client = new CrashClient(() => server.url, API_KEY);
  const taken: TakenBackup[] = [];
  let clients: Clients;
  try {
    await fillServer(client, Number(values.databases));
    clients = await Clients.create(client, random);
    const parts = { root, dataDir, clients, random, tally, url: server.url };
    const working = clients.run();
    const taking = takeBackups(Number(values.backups), parts);
    taken.push(...(await Promise.race([taking, working.then(() => taking)])));
    clients.stop();
    await working;
  } finally {
    await server.stop();
  }
  for (const path of findDebris(dataDir)) tally.problems.push(`debris: ${path}`);
  const checking = { root, dataDir, clients, tally, env: RESTLESS_UPKEEP };
  for (const backup of taken) await checkBackup(backup, checking);
  await checkStopped(taken.at(-1), checking);
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
  readonly clients: Clients;
  readonly random: Random;
  readonly tally: BackupTally;
  readonly url: string;
}

async function takeBackups(count: number, parts: TakingParts): Promise<TakenBackup[]> {
  const { root, dataDir, clients, random, tally, url } = parts;
  const taken: TakenBackup[] = [];
  for (let index = 0; index < count; index += 1) {
    await pause(500 + random.below(1_500));
    await killBackup(dataDir, join(root, `killed-${index}`), 150 + random.below(500));
    const keys = await makeKeys(url, API_KEY);
    const folder = join(root, `backup-${index}`);
    const before = clients.progress();
    const waitedMs = await runBackup(dataDir, folder, WAYS[index % WAYS.length]);
    tally.longestPauseMs = Math.max(tally.longestPauseMs, waitedMs);
    taken.push({ folder, progress: [before, clients.progress()], keys });
  }
  return taken;
}

/** A backup of the stopped server, too. */
async function checkStopped(
  last: TakenBackup | undefined,
  parts: Parameters<typeof checkBackup>[1],
): Promise<void> {
  if (last === undefined) return;
  const folder = join(parts.root, "stopped");
  await runBackup(parts.dataDir, folder);
  const { keys } = last;
  const progress = parts.clients.progress();
  await checkBackup({ folder, keys, progress: [progress, progress] }, parts);
}

/** One with only a folder, and many whose catalogs make every backup take its time. */
async function fillServer(client: CrashClient, count: number): Promise<void> {
  const schemas = [{ name: "main", tables: [{ name: "t" }] }];
  const reserved = { count: 1, name_template: "filler-{index}", schemas };
  await expect(client, 202, ["POST", "/v1/databases/bulk", reserved]);
  for (let index = 1; index <= count; index += 1) {
    const made = { name: `catalog-${index}` };
    const { body } = await expect(client, 201, ["POST", "/v1/databases", made]);
    // The server keeps this many catalogs open: with a change in their logs, not in the files.
    if (index > OPEN_CATALOGS) continue;
    const path = `/v1/databases/${String(body["id"])}/schemas`;
    await expect(client, 201, ["POST", path, { name: "more" }]);
  }
  await settle(client);
}

async function expect(
  client: CrashClient,
  status: number,
  call: readonly [method: string, path: string, body: unknown],
): Promise<Answer> {
  const answer = await client.call(...call);
  if (answer.status === status) return answer;
  throw new Error(`${call[1]}: ${answer.status} ${JSON.stringify(answer.body)}`);
}

process.exitCode = await main();
