import { join } from "node:path";
import { type CompatPackage, packageFolder } from "./package-scenarios.ts";
import { ensurePinnedEnvironment } from "./python-environment.ts";
import { installedVersion } from "./run-cases.ts";

export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly python: string;
}

/** One virtual environment per package, each with every package under it pinned. */
export async function installPackages(
  packages: readonly CompatPackage[],
): Promise<InstalledPackage[]> {
  const installed: InstalledPackage[] = [];
  for (const { name } of packages) {
    const requirements = join(packageFolder(name), "requirements.txt");
    const python = await ensurePinnedEnvironment(name, requirements);
    installed.push({ name, version: await installedVersion(python, name), python });
  }
  return installed;
}
