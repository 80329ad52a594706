import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../crash/random.ts";
import { findDebris } from "../debris/find-debris.ts";
import { prepareWorkspace } from "../server/prepared-workspace.ts";
import { ServerProcess } from "../server/server-process.ts";
import { Answers } from "./answers.ts";
import { coreFiles } from "./core-files.ts";
import { EngineKiller } from "./engine-killer.ts";
import { judgeRuns } from "./judge-runs.ts";
import { lostProcesses } from "./lost-processes.ts";
import { Probe } from "./probe.ts";
import { QueryingClient } from "./querying-client.ts";
import { report } from "./report.ts";
import { usageOf } from "../server/server-usage.ts";

const CLIENTS = 8;
const DATABASES = 2;
const ROWS = 100_000;
const WARM_UP_MS = 3_000;
/** Until connections that nobody uses any more are closed. */
const SETTLE_MS = 6_000;

/** Ends engine processes at random moments while clients query, and looks at what else failed. */
export async function killUnderQueries(seconds: number, seed: number): Promise<number> {
  const random = new Random(seed);
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-kill-"));
  const coresBefore = coreFiles();
  const apiKey = "kill-test-key";
  const server = await ServerProcess.start({ dataDir, apiKey });
  const prepare = (name: string, databases: number, rows: number) =>
    prepareWorkspace(server.url, apiKey, { name, databases, rows });
  const busy = [
    await prepare("first", DATABASES, ROWS),
    await prepare("second", DATABASES, ROWS),
    await prepare("third", DATABASES, ROWS),
  ];
  const probed = await prepare("probed", 1, 1_000);
  const answers = new Answers();
  const clients = Array.from({ length: CLIENTS }, (_, index) => {
    const workspace = busy[index % busy.length] ?? probed;
    return new QueryingClient({ workspace, random: random.fork(), answers });
  });
  const query = (endAt: number) => Promise.all(clients.map((client) => client.runUntil(endAt)));

  await query(Date.now() + WARM_UP_MS);
  await sleep(SETTLE_MS);
  const before = usageOf(server);
  const endAt = Date.now() + seconds * 1_000;
  const killer = new EngineKiller(server, random.fork());
  const probe = new Probe(probed, answers);
  await Promise.all([query(endAt), probe.runUntil(endAt), killer.runUntil(endAt)]);
  await sleep(SETTLE_MS);
  const after = usageOf(server);
  const lost = lostProcesses(server.log);
  const verdict = await judgeRuns({ workspaces: [...busy, probed], answers, killer, lost });
  const exitCode = await server.stop();

  const debris = findDebris(dataDir);
  const cores = coreFiles().filter((name) => !coresBefore.includes(name));
  await rm(dataDir, { recursive: true, force: true });
  const usage = { before, after };
  return report({ killer, probe, answers, lost, verdict, usage, debris, cores, exitCode });
}
