import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { checkDatabase, type Findings } from "./check-database.ts";
import { KillClient } from "./kill-client.ts";
import { LoadingClients } from "./loading-clients.ts";

/**
 * Kills the API process and an engine process in turn while tables are loaded, then compares what
 * was acknowledged with what is there.
 */
export async function killInRounds(rounds: number): Promise<number> {
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-kill-"));
  const options = { dataDir, apiKey: "kill-test-key" };
  let server = await ServerProcess.start(options);
  const client = new KillClient(() => server.url, options.apiKey);
  const databaseId = await client.createDatabase("kill");
  const loads = new LoadingClients(client, databaseId);
  const totals = { api: 0, engine: 0 };
  const findings: Findings = { missing: 0, half: 0 };
  for (let round = 1; round <= rounds; round += 1) {
    const target = round % 2 === 1 ? "api" : "engine";
    loads.start();
    await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 700));
    if (target === "api") await server.kill();
    else killEngine(server);
    await loads.stop();
    if (target === "api") server = await ServerProcess.start(options);
    totals[target] += 1;
    const found = await checkDatabase(client, databaseId, loads.ledger);
    findings.missing += found.missing;
    findings.half += found.half;
  }
  const { acknowledged, unknown } = loads.ledger.counts();
  await server.stop();
  const debris = findDebris(dataDir);
  await rm(dataDir, { recursive: true, force: true });
  return report({ totals, acknowledged, unknown, findings, debris });
}

function killEngine(server: ServerProcess): void {
  const pids = server.enginePids();
  const pid = pids[Math.floor(Math.random() * pids.length)];
  if (pid !== undefined) process.kill(pid, "SIGKILL");
}

interface Report {
  readonly totals: { readonly api: number; readonly engine: number };
  readonly acknowledged: number;
  readonly unknown: number;
  readonly findings: Findings;
  readonly debris: readonly string[];
}

function report({ totals, acknowledged, unknown, findings, debris }: Report): number {
  console.log(`kills: api ${totals.api}, engine ${totals.engine}`);
  console.log(`loads: acknowledged ${acknowledged}, outcome unknown to the client ${unknown}`);
  for (const path of debris) console.log(`debris: ${path}`);
  const present = findings.missing === 0 ? "=" : "<>";
  console.log(`acknowledged ${present} present, half ${findings.half}, debris ${debris.length}`);
  return findings.missing + findings.half + debris.length === 0 && acknowledged > 0 ? 0 : 1;
}
