import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import { checkForeignClient } from "./check-foreign-client.ts";
import { CompatClient } from "./compat-client.ts";
import { runPythonWorld } from "./python-world.ts";
import { allFailures, countWorld, pageTables, summaryLines } from "./report-python-world.ts";
import { Tally } from "./tally.ts";
import { writeTable } from "./write-table.ts";

const API_KEY = "compat-test-key";

/**
 * Runs the official Python clients, what is built on them, and a real DuckLake client against the
 * server, and prints what worked. `--write` also puts the tables into docs/compatibility.md.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
  const folder = await mkdtemp(join(tmpdir(), "hotdata-compat-"));
  const dataDir = join(folder, "data");
  const tally = new Tally();
  try {
    // Files that become one in the background would be counted as written by the other client.
    const env = { HOTDATA_COMPACTION_MIN_FILES: "0", HOTDATA_CONNECTION_FOLDERS: folder };
    const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
    try {
      const client = new CompatClient(server.url, API_KEY);
      const world = await runPythonWorld({ client, url: server.url, apiKey: API_KEY, folder });
      const tables = await pageTables(world);
      if (values.write) await writeTable(tables);
      for (const line of [tables, ...allFailures(world), ...summaryLines(world)]) console.log(line);
      countWorld(world, tally);
      tally.count(await checkForeignClient({ client, dataDir, folder }));
    } finally {
      const code = await server.stop();
      if (code !== 0) console.log(`the server ended with exit code ${code} after SIGTERM`);
      tally.count(code === 0);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
