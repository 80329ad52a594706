import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Random } from "../crash/random.ts";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { SearchedTables } from "./searched-tables.ts";

const SEARCHERS = 3;
/** A build takes longer than this. */
const MAX_WAIT_MS = 600;
const API_KEY = "kill-test-key";

/**
 * Kills the search process and the whole server in turn while indexes are built and others search:
 * every answer has to be right, and every index usable afterwards.
 */
export async function killSearches(rounds: number, seed: number): Promise<number> {
  const random = new Random(seed);
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-kill-"));
  let server = await ServerProcess.start({ dataDir, apiKey: API_KEY });
  const tables = await SearchedTables.create(() => server.url, API_KEY);
  const kills = { search: 0, server: 0 };
  const over = new AbortController();
  const searchers = Array.from({ length: SEARCHERS }, async () => {
    while (!over.signal.aborted) await tables.searchAny(random.fork());
  });
  let buildsKilled = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const target = round % 2 === 1 ? "search" : "server";
    const table = await tables.load(`t${round}`);
    const build = tables.build(table);
    await sleep(random.below(MAX_WAIT_MS));
    if (!build.isDone) buildsKilled += 1;
    if (target === "server") {
      await server.kill();
      server = await ServerProcess.start({ dataDir, apiKey: API_KEY });
    } else {
      for (const pid of server.searchPids()) process.kill(pid, "SIGKILL");
    }
    kills[target] += 1;
    await build.ended;
    await tables.ensureIndexed(table);
  }
  over.abort();
  await Promise.all(searchers);
  const exitCode = await server.stop();
  const debris = findDebris(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  for (const text of [...tables.wrong, ...debris].slice(0, 10)) console.log(`  ${text}`);
  console.log(`kills: search process ${kills.search}, server ${kills.server}`);
  console.log(`searches answered ${tables.answered}, failed with a process ${tables.failed}`);
  console.log(
    `builds killed ${buildsKilled}, wrong answers ${tables.wrong.length}, debris ${debris.length}`,
  );
  const isGood = tables.wrong.length + debris.length === 0 && exitCode === 0;
  return isGood && buildsKilled > 0 && tables.answered > 0 ? 0 : 1;
}
