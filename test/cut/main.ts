import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Hotdata, HotdataError } from "hotdata";
import type { ResultFormat } from "hotdata";
import { Random } from "../crash/random.ts";
import { ServerProcess } from "../server/server-process.ts";
import { CUT_CALLS } from "./cut-calls.ts";
import type { Clients, CutCall, StoredResult } from "./cut-calls.ts";
import { CuttingProxy } from "./cutting-proxy.ts";
import { Tally } from "./tally.ts";

const GROUPS: readonly (readonly ResultFormat[])[] = [
  ["json", "arrow", "csv"],
  ["parquet", "md"],
];

/** Results of one piece, of one with everything that could pass for an end, and of many pieces. */
const STATEMENTS = [
  "SELECT 1 AS one",
  `SELECT i, '"]}' || chr(10) || '[{\\' || i AS "a ""name"",|", [{'x': ']}'}] AS nested,
     CASE WHEN i % 3 = 0 THEN NULL ELSE 'PAR1' END AS magic FROM range(200) r(i)`,
  "SELECT i, 'row ' || i AS text, i / 7 AS share, DATE '2026-01-01' + i::INT AS day FROM range(25000) r(i)",
] as const;

const CONTROLS_WITHIN_MS = 120_000;
/** So near to the end, what is missing is the smallest. */
const LAST_BYTES = 32;

interface World extends Clients {
  readonly proxy: CuttingProxy;
  readonly results: readonly StoredResult[];
  readonly random: Random;
}

/** Cuts answers of a real server at random places: the client must fail, never tell less. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      cuts: { type: "string", default: "100" },
      seed: { type: "string", default: "1" },
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "hotdata-cut-"));
  const apiKey = "cut-test-key";
  const server = await ServerProcess.start({ dataDir, apiKey });
  try {
    await using proxy = await CuttingProxy.start(server.url);
    // A repeated call would meet a whole answer.
    await using hotdata = new Hotdata({ apiKey, host: proxy.url, maxRetries: 0 });
    const results = await Promise.all(STATEMENTS.map((sql) => store(hotdata, sql)));
    const database = await hotdata.databases.create({});
    const world = { hotdata, database, proxy, results, random: new Random(Number(values.seed)) };
    await checkWholeAnswers(world);
    const tallies: Tally[] = [];
    for (const formats of GROUPS) {
      const tally = await cutAll(world, formats, Number(values.cuts));
      console.log(String(tally));
      tallies.push(tally);
    }
    return tallies.every(({ isClean }) => isClean) ? 0 : 1;
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function store(hotdata: Hotdata, sql: string): Promise<StoredResult> {
  const { resultId, rowCount } = await hotdata.query.query({ sql });
  if (typeof resultId !== "string") throw new Error(`not stored: ${sql}`);
  return { sql, resultId, isSmall: rowCount < 10_000 };
}

/** Every call works through the proxy as long as nothing is cut. */
async function checkWholeAnswers(world: World): Promise<void> {
  const { hotdata, results } = world;
  const limit = setTimeout(() => hotdata.close(), CONTROLS_WITHIN_MS);
  try {
    for (const call of CUT_CALLS) {
      for (const result of results.filter((item) => call.fits(item))) {
        if ((await call.read(world, result)) === 0) throw new Error("an answer was empty");
      }
    }
  } finally {
    clearTimeout(limit);
  }
}

async function cutAll(
  world: World,
  formats: readonly ResultFormat[],
  cuts: number,
): Promise<Tally> {
  const tally = new Tally();
  for (const format of formats) {
    const calls = CUT_CALLS.filter((call) => call.format === format);
    for (let index = 0; index < cuts; index += 1) await cutOne(world, calls, tally);
  }
  return tally;
}

async function cutOne(world: World, calls: readonly CutCall[], tally: Tally): Promise<void> {
  const { proxy, results, random } = world;
  const call = random.pick(calls);
  const result = random.pick(results.filter((item) => call.fits(item)));
  const place = random.next();
  const isNearEnd = random.below(4) === 0;
  const lengthOf = (sizeBytes: number): number =>
    isNearEnd
      ? Math.max(sizeBytes - 1 - Math.floor(place * LAST_BYTES), 0)
      : Math.floor(place * sizeBytes);
  const end = random.pick(["broken", "proper"] as const);
  proxy.plan({ path: call.path, lengthOf, end });
  try {
    const found = await call.read(world, result);
    if (proxy.done === undefined) throw new Error(`no answer to ${call.path} was cut`);
    tally.countShortResult(call.format);
    const { sentBytes, sizeBytes } = proxy.done;
    console.log(
      `short: ${call.format} of ${call.path}, ${end} after ${sentBytes} of ${sizeBytes} bytes: ${found}`,
    );
  } catch (error) {
    if (proxy.done === undefined) throw error;
    const isOfClient =
      error instanceof HotdataError &&
      ["CONNECTION_FAILED", "RESPONSE_INVALID"].includes(error.code);
    if (!isOfClient) throw error;
    tally.countError(call.format);
  }
}

process.exitCode = await main();
