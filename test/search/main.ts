import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Hotdata } from "hotdata";
import { ServerProcess } from "../server/server-process.ts";
import { checkFilter } from "./check-filter.ts";
import { checkFresh } from "./check-fresh.ts";
import { checkReference } from "./check-reference.ts";

const API_KEY = "search-test-key";
const CHECKS = { fresh: checkFresh, reference: checkReference, filter: checkFilter };
const USAGE = `npm run test:search -- [${Object.keys(CHECKS).join(" | ")}] [--seed 1]`;

/**
 * Searches tables of a real server while they change, and compares with what plain loops over the
 * same rows find. Ends with 1 when anything differs.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: "string", default: "1" } },
  });
  const seed = Number(values.seed);
  const unknown = positionals.find((name) => !Object.keys(CHECKS).includes(name));
  if (unknown !== undefined || !Number.isSafeInteger(seed)) {
    console.error(USAGE);
    return 2;
  }
  let isGood = true;
  for (const [name, check] of Object.entries(CHECKS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    console.log(`${name}, seed ${seed}`);
    const wasGood = await withServer((hotdata) => check(hotdata, seed));
    isGood &&= wasGood;
  }
  console.log(isGood ? "search: all good" : "search: FAILED");
  return isGood ? 0 : 1;
}

async function withServer(check: (hotdata: Hotdata) => Promise<boolean>): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), "hotdata-search-"));
  // Two files are merged already, so that a run sees it happen.
  const env = { HOTDATA_COMPACTION_MIN_FILES: "2", HOTDATA_UPKEEP_INTERVAL_SECONDS: "1" };
  const server = await ServerProcess.start({ dataDir: join(folder, "data"), apiKey: API_KEY, env });
  const hotdata = new Hotdata({ host: server.url, apiKey: API_KEY });
  try {
    return await check(hotdata);
  } finally {
    hotdata.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
