import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { findDebris } from "../debris/find-debris.ts";
import { CrashActor } from "./crash-actor.ts";
import { CrashClient } from "./crash-client.ts";
import { KilledServer } from "./killer.ts";
import { Random } from "./random.ts";
import { Tally } from "./tally.ts";

const CLIENTS = 3;
/** Compaction and removal of files run all the time, so that kills hit them too. */
const RESTLESS_UPKEEP = {
  HOTDATA_SNAPSHOT_RETENTION_HOURS: "0",
  HOTDATA_FILE_GRACE_MINUTES: "0",
  HOTDATA_COMPACTION_MIN_FILES: "3",
  HOTDATA_UPKEEP_INTERVAL_SECONDS: "1",
};

/**
 * Loads of every mode, forks and deletions while the server and its engines are killed, then a
 * comparison of what was acknowledged with what is there.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ops: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
    },
  });
  const random = new Random(Number(values.seed));
  const tally = new Tally();
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-crash-"));
  const options = { dataDir, apiKey: "crash-test-key", env: RESTLESS_UPKEEP };
  const server = await KilledServer.start(options, random.fork());
  const client = new CrashClient(() => server.url, options.apiKey);
  const actors = Array.from(
    { length: CLIENTS },
    () => new CrashActor({ client, random: random.fork(), tally }),
  );
  const killing = server.beginKilling();
  const share = Math.ceil(Number(values.ops) / CLIENTS);
  const working = async (): Promise<void> => {
    await Promise.all(actors.map((actor) => actor.run(share)));
    await server.endKilling();
  };
  await Promise.all([killing, working()]);
  for (const actor of actors) await actor.check();
  await server.stop();
  const orphans = findDebris(dataDir);
  const isGood = report(tally, orphans, server.kills);
  if (isGood) await rm(dataDir, { recursive: true, force: true });
  else console.log(`data folder kept: ${dataDir}`);
  return isGood ? 0 : 1;
}

function report(tally: Tally, orphans: readonly string[], kills: KilledServer["kills"]): boolean {
  console.log(`kills: server ${kills.server}, engine ${kills.engine}`);
  console.log(`acknowledged: ${tally.byKind}`);
  for (const problem of tally.wrong) console.log(`wrong: ${problem}`);
  for (const path of orphans) console.log(`orphan: ${path}`);
  const { acknowledged, present } = tally;
  console.log(
    `acknowledged ${acknowledged} ${acknowledged === present ? "=" : "<>"} present ${present}, ` +
      `unknown outcomes ${tally.unknown}, orphans ${orphans.length}`,
  );
  const isWhole = acknowledged === present && acknowledged > 0;
  return isWhole && tally.wrong.length === 0 && orphans.length === 0;
}

process.exitCode = await main();
