import { clientVersions } from "./client-versions.ts";
import type { CompatClient } from "./compat-client.ts";
import { furtherCases, pageCases } from "./compat-cases.ts";
import type { ClientColumn, TableSection } from "./compat-table.ts";
import { type InstalledClient, installClients } from "./install-clients.ts";
import { installPackages } from "./install-packages.ts";
import { compatPackages } from "./package-scenarios.ts";
import { prepareFixture } from "./prepare-fixture.ts";
import { runClients } from "./run-clients.ts";
import { type PackageOutcomes, runPackages } from "./run-packages.ts";

/** What came of everything that was run with Python. */
export interface PythonWorld {
  readonly clients: readonly InstalledClient[];
  readonly columns: readonly ClientColumn[];
  readonly packages: readonly PackageOutcomes[];
}

export interface PythonWorldOptions {
  readonly client: CompatClient;
  readonly url: string;
  readonly apiKey: string;
  /** An empty folder. */
  readonly folder: string;
}

export const caseSections: readonly TableSection[] = [
  { heading: "Snippet of the Python SDK's page", label: "page", cases: pageCases },
  { heading: "Beyond the page", label: "beyond it", cases: furtherCases },
];

/** Runs the clients first, then the packages, which are installed meanwhile. */
export async function runPythonWorld(options: PythonWorldOptions): Promise<PythonWorld> {
  const clients = await installClients(clientVersions);
  const [first] = clients;
  if (first === undefined) throw new Error("no client is installed");
  const fixture = await prepareFixture({ ...options, python: first.python });
  const [columns, installed] = await Promise.all([
    runClients(clients, caseSections, fixture),
    installPackages(compatPackages),
  ]);
  console.log(`running the scenarios of ${installed.length} packages ...`);
  return { clients, columns, packages: await runPackages(compatPackages, installed, fixture) };
}
