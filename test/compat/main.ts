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
import { clientLine, compatTable, failureLines } from "./compat-table.ts";
import { installClients } from "./install-clients.ts";
import { installPackages } from "./install-packages.ts";
import { compatPackages } from "./package-scenarios.ts";
import { packageLine, packageTable } from "./package-table.ts";
import { prepareFixture } from "./prepare-fixture.ts";
import { runClients } from "./run-clients.ts";
import { runPackages } from "./run-packages.ts";
import { Tally } from "./tally.ts";
import { writeTable } from "./write-table.ts";

const API_KEY = "compat-test-key";
const SECTIONS = [
  { heading: "Snippet of the Python SDK's page", label: "page", cases: pageCases },
  { heading: "Beyond the page", label: "beyond it", cases: furtherCases },
];

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
    const env = { HOTDATA_COMPACTION_MIN_FILES: "0" };
    const server = await ServerProcess.start({ dataDir, apiKey: API_KEY, env });
    try {
      const client = new CompatClient(server.url, API_KEY);
      const tables = await runPythonWorld({ client, url: server.url, folder, tally });
      if (values.write) await writeTable(tables);
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

interface PythonWorld {
  readonly client: CompatClient;
  readonly url: string;
  /** An empty folder. */
  readonly folder: string;
  readonly tally: Tally;
}

/** Clients first, then packages, which are installed meanwhile; returns the tables of the page. */
async function runPythonWorld({ client, url, folder, tally }: PythonWorld): Promise<string> {
  const clients = await installClients(clientVersions);
  const [first] = clients;
  if (first === undefined) throw new Error("no client is installed");
  const options = { client, url, apiKey: API_KEY, python: first.python, folder };
  const fixture = await prepareFixture(options);
  const [columns, installed] = await Promise.all([
    runClients(clients, SECTIONS, fixture),
    installPackages(compatPackages),
  ]);
  console.log("running the scenarios of the packages ...");
  const packages = await runPackages(compatPackages, installed, fixture);
  const tables = [
    packageTable(packages),
    compatTable(SECTIONS, columns),
    await clientDifferences(clients),
  ].join("\n\n");
  console.log(`\n${tables}\n`);
  for (const column of columns) {
    console.log(clientLine(column, SECTIONS));
    for (const line of failureLines(column.version, column.outcomes)) console.log(line);
    if (!column.isGate) continue;
    for (const { cases } of SECTIONS) tally.countCases(cases, column.outcomes);
  }
  for (const one of packages) {
    console.log(packageLine(one));
    for (const line of failureLines(one.name, one.outcomes)) console.log(line);
    tally.countCases(one.scenarios, one.outcomes);
  }
  return tables;
}

process.exitCode = await main();
