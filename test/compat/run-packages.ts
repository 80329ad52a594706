import { join } from "node:path";
import type { InstalledPackage } from "./install-packages.ts";
import { type CompatPackage, packageFolder } from "./package-scenarios.ts";
import { type CaseOutcome, runCases } from "./run-cases.ts";

/** What came of one package's scenarios. */
export interface PackageOutcomes extends CompatPackage {
  readonly version: string;
  readonly outcomes: ReadonlyMap<string, CaseOutcome>;
}

/** The server, under the names that the scenarios read. */
export interface ServerAccess {
  readonly host: string;
  readonly api_key: string;
  readonly workspace_id: string;
}

const PROGRAM = join(import.meta.dirname, "python", "run_scenarios.py");
const PACKAGE_LIMIT_MS = 420_000;

/** Runs the scenarios of all packages, side by side: most of their time they wait. */
export async function runPackages(
  packages: readonly CompatPackage[],
  installed: readonly InstalledPackage[],
  server: ServerAccess,
): Promise<PackageOutcomes[]> {
  const environments = new Map(installed.map((one) => [one.name, one]));
  const running = packages.map(async ({ name, scenarios }) => {
    const environment = environments.get(name);
    if (environment === undefined) throw new Error(`${name} is not installed`);
    const { python, version } = environment;
    const command = [PROGRAM, packageFolder(name)];
    const program = { python, command, timeoutMs: PACKAGE_LIMIT_MS };
    return { name, version, scenarios, outcomes: await runCases(program, scenarios, server) };
  });
  return Promise.all(running);
}
