import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ServerProcess } from "../server/server-process.ts";
import { checkForeignClient } from "./check-foreign-client.ts";
import { clientDifferences } from "./client-differences.ts";
import { clientVersions } from "./client-versions.ts";
import { CompatClient } from "./compat-client.ts";
import { furtherCases, pageCases } from "./compat-cases.ts";
import { type ClientColumn, compatTable, failureLines } from "./compat-table.ts";
import { type InstalledClient, installClients } from "./install-clients.ts";
import { prepareFixture } from "./prepare-fixture.ts";
import { runCases } from "./run-cases.ts";
import { Tally } from "./tally.ts";
import { writeTable } from "./write-table.ts";

const API_KEY = "compat-test-key";
const SECTIONS = [
  { heading: "Snippet of the Python SDK's page", cases: pageCases },
  { heading: "Beyond the page", cases: furtherCases },
];

/**
 * Runs the official Python clients and a real DuckLake client against the server, and prints what
 * worked. `--write` also puts the table into docs/compatibility.md.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
  const clients = await installClients(clientVersions);
  const folder = await mkdtemp(join(tmpdir(), "hotdata-compat-"));
  const dataDir = join(folder, "data");
  const tally = new Tally();
  try {
    // Files that become one in the background would be counted as written by the other client.
    const env = { HOTDATA_COMPACTION_MIN_FILES: "0" };
    const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
    try {
      const columns = await runClients(clients, server.url, folder);
      const table = `${compatTable(SECTIONS, columns)}\n\n${await clientDifferences(clients)}`;
      console.log(`\n${table}\n`);
      for (const line of failureLines(columns)) console.log(line);
      tally.countCells(SECTIONS, columns);
      if (values.write) await writeTable(table);
      const client = new CompatClient(server.url, API_KEY);
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

/** All cases with every client, one client after the other. */
async function runClients(
  clients: readonly InstalledClient[],
  url: string,
  folder: string,
): Promise<ClientColumn[]> {
  const [first] = clients;
  if (first === undefined) throw new Error("no client is installed");
  const client = new CompatClient(url, API_KEY);
  const options = { client, url, apiKey: API_KEY, python: first.python, folder };
  const fixture = await prepareFixture(options);
  const cases = SECTIONS.flatMap((section) => section.cases);
  const columns: ClientColumn[] = [];
  for (const { python, version, isGate } of clients) {
    console.log(`running ${cases.length} cases with hotdata ${version} ...`);
    columns.push({ version, isGate, outcomes: await runCases(python, cases, fixture) });
  }
  return columns;
}

process.exitCode = await main();
