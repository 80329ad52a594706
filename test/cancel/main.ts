import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../crash/random.ts";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { CancelClient } from "./cancel-client.ts";
import { CancelTrials, type Trial } from "./cancel-trials.ts";
import { EngineWork } from "./engine-work.ts";
import { summarize } from "./summarize.ts";

/** Sorts spill, so that a cancellation has files to remove. */
const ENV = { HOTDATA_ENGINE_MEMORY_MB: "256" };

/**
 * Cancels long queries of all kinds at random moments, by the API and by closing the connection,
 * and measures how long the engine goes on, and what it leaves behind.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      cancels: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      "max-median": { type: "string", default: "50" },
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-cancel-"));
  const apiKey = "cancel-test-key";
  const server = await ServerProcess.start({ dataDir, apiKey, env: ENV });
  const client = new CancelClient(server.url, apiKey);
  const work = new EngineWork(() => server.enginePids());
  const trials = new CancelTrials(client, work, new Random(Number(values.seed)));
  let isGood = true;
  try {
    await client.prepare();
    // The first query of each kind of work starts processes and sessions.
    for (let i = 0; i < 3; i += 1) await trials.byRoute();
    const before = { descriptors: work.descriptors(), pids: server.enginePids() };
    const ways = { route: () => trials.byRoute(), "closed socket": () => trials.byClosedSocket() };
    for (const [way, once] of Object.entries(ways)) {
      const done: Trial[] = [];
      while (done.length < Number(values.cancels)) done.push(await once());
      isGood = summarize(way, done, Number(values["max-median"])) && isGood;
    }
    const after = server.enginePids();
    const isSame = before.pids.every((pid) => after.includes(pid));
    console.log(`engine processes: ${isSame ? "none was lost" : "some were replaced"}`);
    console.log(
      `descriptors of the engine: ${before.descriptors} before, ${work.descriptors()} after`,
    );
    const left = leftWhileRunning(dataDir);
    for (const path of left) console.log(`left while it runs: ${path}`);
    isGood = isGood && isSame && left.length === 0;
  } finally {
    await server.stop();
  }
  const debris = findDebris(dataDir);
  for (const path of debris) console.log(`debris: ${path}`);
  console.log(`files left: ${debris.length}`);
  await rm(dataDir, { recursive: true, force: true });
  return isGood && debris.length === 0 ? 0 : 1;
}

/** Spilled and half-written files; the spill folders of open sessions stay, without files. */
function leftWhileRunning(dataDir: string): string[] {
  return ["scratch", "staging"].flatMap((folder) =>
    readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

process.exitCode = await main();
