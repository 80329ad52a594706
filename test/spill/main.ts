import { globSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { findDebris } from "../debris/find-debris.ts";
import { peakMemoryBytes } from "../server/process-usage.ts";
import { ServerProcess } from "../server/server-process.ts";
import { PlainDuckDb } from "./plain-duckdb.ts";
import { pry } from "./prying.ts";
import { SpillFolder } from "./spill-folder.ts";
import { firstOf, SpillClient } from "./spill-client.ts";
import { tooMuch } from "./too-much.ts";
import { DIGESTED, SORT, sortDigest, sourceRows } from "./spilling-queries.ts";

const LIMIT_MB = 256;
const API_KEY = "spill-test-key";
/** Far above the limit, and sorted for so long that there is time to look around. */
const LONG_SORT = "SELECT rows.id, k, word FROM rows, range(50) ORDER BY k, word";

/**
 * Statements over far more rows than fit into an engine's memory: they spill, are right, nobody can
 * read what was spilled, and nothing of it stays.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { rows: { type: "string", default: "8000000" } } });
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-spill-"));
  const env = { HOTDATA_ENGINE_MEMORY_MB: String(LIMIT_MB), HOTDATA_ENGINE_PROCESSES: "1" };
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  const spilled = new SpillFolder(dataDir);
  const checks: boolean[] = [];
  let databaseId: string;
  try {
    const client = new SpillClient(server.url, API_KEY);
    await client.prepare(sourceRows(Number(values.rows)));
    ({ databaseId } = client);
    const input = inputBytes(dataDir, Number(values.rows));
    console.log(`input: ${values.rows} rows, values ${gb(input.values)}, files ${gb(input.files)}`);
    const inputGb = gb(input.values);
    checks.push(...(await compare(client, { rows: Number(values.rows), spilled, inputGb })));
    checks.push(await lookAround(client, spilled));
    checks.push(await tooMuch(client, spilled, { sql: LONG_SORT }));
    for (const pid of server.enginePids()) {
      console.log(`engine process: at most ${mb(peakMemoryBytes(pid))} of memory in use`);
    }
  } finally {
    spilled.close();
    await server.stop();
  }
  const debris = findDebris(dataDir);
  for (const path of debris) console.log(`debris: ${path}`);
  console.log(`files left: ${debris.length}`);
  checks.push(debris.length === 0, await serverLimit(dataDir, databaseId));
  await rm(dataDir, { recursive: true, force: true });
  return checks.every(Boolean) ? 0 : 1;
}

interface Comparison {
  readonly rows: number;
  readonly spilled: SpillFolder;
  readonly inputGb: string;
}

async function compare(client: SpillClient, comparison: Comparison): Promise<boolean[]> {
  const { rows, spilled, inputGb } = comparison;
  const plain = await PlainDuckDb.open(sourceRows(rows));
  const checks: boolean[] = [];
  const check = (name: string, ours: string, theirs: string): void => {
    const spilledBytes = spilled.takeLargest();
    const isEqual = ours === theirs;
    console.log(
      `${name}: limit ${LIMIT_MB} MB, input ${inputGb}, spilled > 0 (${mb(spilledBytes)}), ` +
        `hash ${isEqual ? "equal" : `different: ${ours}, ${theirs}`}`,
    );
    checks.push(isEqual && spilledBytes > 0);
  };
  try {
    spilled.takeLargest();
    const resultId = await client.store(SORT);
    const result = `hotdata.results."${resultId}"`;
    // What the sort spilled is known before its result is read.
    const [ours, theirs] = [
      await client.firstRow(sortDigest(result)),
      await plain.firstRow(sortDigest("rows")),
    ];
    check("sort", ours, theirs);
    checks.push(await isInOrder(client, plain, { resultId, rows }));
    for (const [name, sql] of Object.entries(DIGESTED)) {
      check(name, await client.firstRow(sql), await plain.firstRow(sql));
    }
  } finally {
    plain.close();
  }
  return checks;
}

interface Sorted {
  readonly resultId: string;
  readonly rows: number;
}

/** Rows at some places of the stored result are those that plain DuckDB sorts there. */
async function isInOrder(
  client: SpillClient,
  plain: PlainDuckDb,
  { resultId, rows }: Sorted,
): Promise<boolean> {
  let same = 0;
  const places = [0, 1 / 3, 2 / 3, 1].map((share) => Math.floor(share * (rows - 1)));
  for (const offset of places) {
    const path = `/v1/results/${resultId}?format=json&offset=${offset}&limit=1`;
    const { json } = await client.scoped("GET", path);
    const expected = await plain.idAt(offset);
    if (String(firstOf(firstOf(json["rows"]))) === expected) same += 1;
  }
  console.log(`sorted rows looked at: ${places.length}, in their places ${same}`);
  return same === places.length;
}

async function lookAround(client: SpillClient, spilled: SpillFolder): Promise<boolean> {
  const runId = await client.start(LONG_SORT);
  while (spilled.files().length === 0) await sleep(20);
  const [path = ""] = spilled.files();
  const { tried, answered } = await pry(client, path);
  const isStillThere = spilled.files().includes(path);
  for (const sql of answered) console.log(`answered: ${sql}`);
  console.log(
    `SQL that would read the spill folder meanwhile: tried ${tried}, refused ${tried - answered.length}` +
      (isStillThere ? "" : "; but the file went away before the end"),
  );
  await client.api.call("POST", `/v1/query-runs/${runId}/cancel`);
  const left = spilled.files();
  console.log(`files in it after the query was cancelled: ${left.length}`);
  return answered.length === 0 && isStillThere && left.length === 0;
}

/** The server's own limit of disk space. */
async function serverLimit(dataDir: string, databaseId: string): Promise<boolean> {
  const env = { HOTDATA_ENGINE_MEMORY_MB: String(LIMIT_MB), HOTDATA_ENGINE_SPILL_MB: "100" };
  const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
  const spilled = new SpillFolder(dataDir);
  try {
    const client = new SpillClient(server.url, API_KEY);
    client.databaseId = databaseId;
    return await tooMuch(client, spilled, { sql: LONG_SORT, isWorkspaceLimit: false });
  } finally {
    spilled.close();
    await server.stop();
  }
}

function inputBytes(dataDir: string, rows: number): { files: number; values: number } {
  const files = globSync(join(dataDir, "databases/*/data/**/*.parquet"));
  return {
    files: files.reduce((sum, path) => sum + statSync(path).size, 0),
    // Two integers of 8 bytes and 128 characters.
    values: rows * (8 + 8 + 128),
  };
}

function gb(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

function mb(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

process.exitCode = await main();
