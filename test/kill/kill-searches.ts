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
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-kill-"));
  const victim = await Victim.start(dataDir);
  try {
    const tables = await SearchedTables.create(() => victim.server.url, API_KEY);
    const buildsKilled = await killBuilds(victim, tables, { rounds, random: new Random(seed) });
    const exitCode = await victim.server.stop();
    const { wrong, answered, failed } = tables;
    const debris = findDebris(dataDir);
    for (const text of [...wrong, ...debris].slice(0, 10)) console.log(`  ${text}`);
    console.log(`kills: search process ${victim.kills.search}, server ${victim.kills.server}`);
    console.log(`searches answered ${answered}, failed with a process ${failed}`);
    console.log(
      `builds killed ${buildsKilled}, wrong answers ${wrong.length}, debris ${debris.length}`,
    );
    const isGood = wrong.length + debris.length === 0 && exitCode === 0;
    return isGood && buildsKilled > 0 && answered > 0 ? 0 : 1;
  } finally {
    await victim.server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function killBuilds(
  victim: Victim,
  tables: SearchedTables,
  { rounds, random }: { readonly rounds: number; readonly random: Random },
): Promise<number> {
  const over = new AbortController();
  const searchers = Array.from({ length: SEARCHERS }, async () => {
    const own = random.fork();
    while (!over.signal.aborted) await tables.searchAny(own);
  });
  let buildsKilled = 0;
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const table = await tables.load(`t${round}`);
      const build = tables.build(table);
      await sleep(random.below(MAX_WAIT_MS));
      if (!build.isDone) buildsKilled += 1;
      await victim.kill(round % 2 === 1 ? "search" : "server");
      await build.ended;
      await tables.ensureIndexed(table);
    }
  } finally {
    over.abort();
    await Promise.all(searchers);
  }
  return buildsKilled;
}

/** A server that is killed, whole or its search process alone, and stands up again. */
class Victim {
  readonly kills = { search: 0, server: 0 };
  server: ServerProcess;
  readonly #dataDir: string;

  private constructor(dataDir: string, server: ServerProcess) {
    this.#dataDir = dataDir;
    this.server = server;
  }

  static async start(dataDir: string): Promise<Victim> {
    return new Victim(dataDir, await ServerProcess.start({ dataDir, apiKey: API_KEY }));
  }

  async kill(what: "search" | "server"): Promise<void> {
    this.kills[what] += 1;
    if (what === "server") {
      await this.server.kill();
      this.server = await ServerProcess.start({ dataDir: this.#dataDir, apiKey: API_KEY });
      return;
    }
    for (const pid of this.server.searchPids()) process.kill(pid, "SIGKILL");
  }
}
