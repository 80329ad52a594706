import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { findDebris } from "../debris/find-debris.ts";
import { ServerProcess } from "../server/server-process.ts";
import { type ServerState, serverState, unexpectedLines } from "./checks/server-state.ts";
import type { Tally } from "./checks/tally.ts";
import { FuzzRun } from "./fuzz-run.ts";

const API_KEY = "fuzz-test-key";
/** After this long nothing of the run should be going on in the server. */
const PAUSE_MS = 5_000;
/** More than this above the start is a leak and not a cache. */
const DESCRIPTOR_ALLOWANCE = 20;
const MOST_CATALOG_FILES = 1_000;
const MEMORY_ALLOWANCE_MB = 900;

/**
 * Requests that `openapi.json` allows, and thousands that it does not, against a real server: each
 * answer must be one that the contract has, and the server as well afterwards as before.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      requests: { type: "string", default: "20000" },
      show: { type: "string" },
    },
  });
  const seed = Number(values.seed);
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-fuzz-"));
  const failureFolder = join(tmpdir(), `hotdata-fuzz-failures-${process.pid}`);
  const sourceFolder = await realpath(await mkdtemp(join(tmpdir(), "hotdata-fuzz-sources-")));
  const sourcePath = makeSource(sourceFolder);
  const env = { HOTDATA_CONNECTION_FOLDERS: sourceFolder };
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  const requests = Number(values.requests);
  const { url } = server;
  const run = new FuzzRun({
    url,
    apiKey: API_KEY,
    dataDir,
    sourcePath,
    seed,
    requests,
    failureFolder,
    shown: values.show,
  });
  const { tally } = run;
  const complain = (problem: string): void =>
    tally.fail({ operationId: "server", problem, at: "the end", request: undefined });
  try {
    await run.setup.checkMainJob(await run.setup.createWorkspace("before"));
    const before = serverState(server.pid);
    await run.run();
    await delay(PAUSE_MS);
    await checkAfter(run, server, before, complain);
  } finally {
    const code = await server.stop();
    if (code !== 0) complain(`SIGTERM ended it with code ${code}`);
  }
  for (const line of unexpectedLines(server.log)) complain(`log: ${line.slice(0, 2_000)}`);
  for (const path of findDebris(dataDir)) complain(`left behind: ${path}`);
  report(run, seed);
  await rm(sourceFolder, { recursive: true, force: true });
  if (tally.failures === 0) await rm(dataDir, { recursive: true, force: true });
  else console.log(`data folder kept: ${dataDir}`);
  return tally.failures === 0 && tally.requests >= requests ? 0 : 1;
}

/** A database file for connections to read; its path. */
function makeSource(folder: string): string {
  const path = join(folder, "items.sqlite");
  using file = new DatabaseSync(path);
  file.exec("CREATE TABLE items (id INTEGER NOT NULL PRIMARY KEY, name TEXT)");
  file.exec("INSERT INTO items VALUES (1, 'a'), (2, NULL)");
  return path;
}

async function checkAfter(
  run: FuzzRun,
  server: ServerProcess,
  before: ServerState | undefined,
  complain: (problem: string) => void,
): Promise<void> {
  try {
    await run.setup.checkMainJob(await run.setup.createWorkspace("after"));
  } catch (error) {
    complain(`the main job fails after the run: ${String(error)}`);
  }
  const after = serverState(server.pid);
  if (before === undefined || after === undefined) return;
  console.log(
    `descriptors ${before.descriptors} before, ${after.descriptors} after, ` +
      `and ${after.catalogFiles} of catalogs; ` +
      `memory ${before.memoryMb} MB before, ${after.memoryMb} MB after`,
  );
  if (after.descriptors > before.descriptors + DESCRIPTOR_ALLOWANCE) complain("descriptors leak");
  if (after.catalogFiles > MOST_CATALOG_FILES) complain("catalogs stay open");
  for (const file of after.removed) complain(`removed but open: ${file}`);
  if (after.memoryMb > before.memoryMb + MEMORY_ALLOWANCE_MB) complain("memory leaks");
}

function report(run: FuzzRun, seed: number): void {
  const { tally, contract } = run;
  for (const [kind, count] of tally.kinds) console.log(`failed ${count} times: ${kind}`);
  const unreached = contract.operations
    .filter(({ id }) => !tally.reached.has(id))
    .map(({ id }) => id);
  const statuses = [...tally.byStatus].toSorted(([a], [b]) => a - b);
  console.log(`answers by status: ${statuses.map(([s, n]) => `${s} ${n}`).join(", ")}`);
  console.log(
    `operations ${contract.operations.length}, never successful: ${unreached.join(", ") || "none"}`,
  );
  console.log(`seed ${seed}, slowest was ${tally.slowestAt}`);
  console.log(summary(tally));
}

function summary(tally: Tally): string {
  return (
    `requests ${tally.requests}, 5xx ${tally.serverFaults}, ` +
    `slowest ${(tally.slowestMs / 1_000).toFixed(2)} s, ` +
    `without request id ${tally.withoutRequestId}, ` +
    `answers outside the contract ${tally.outsideContract}, other failures ` +
    `${tally.failures - tally.serverFaults - tally.withoutRequestId - tally.outsideContract}`
  );
}

process.exitCode = await main();
